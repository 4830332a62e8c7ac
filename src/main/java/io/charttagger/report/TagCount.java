package io.charttagger.report;

import java.util.List;

/**
 * How far a run has come with its tags.
 *
 * @param created the tags that it created
 * @param wanted those, and the ones that it still has to create
 */
public record TagCount(long created, long wanted) {
  /** Counts these lines. */
  public static TagCount of(List<ChartLine> charts) {
    long created = charts.stream().filter(line -> line.result().isCreated()).count();
    long left = charts.stream().filter(line -> line.result().isToBeCreated()).count();
    return new TagCount(created, created + left);
  }

  /** In words, such as {@code 12 of 40 tags are created}; for runs that have a tag to create. */
  @Override
  public String toString() {
    return "%d of %d tag%s %s created"
        .formatted(created, wanted, wanted == 1 ? "" : "s", wanted == 1 ? "is" : "are");
  }
}
