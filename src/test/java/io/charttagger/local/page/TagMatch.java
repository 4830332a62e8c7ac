package io.charttagger.local.page;

import java.util.Optional;

/**
 * A tag that was made, beside the one that the repository itself has for that chart and version.
 *
 * @param tag ours
 * @param commit that ours points at
 * @param theirs the repository's
 */
public record TagMatch(String tag, String commit, Optional<Theirs> theirs) {

  /**
   * The repository's own tag.
   *
   * @param commit that it points at
   * @param format its form, as {@code TAG_FORMAT} has it
   * @param sameChart whether the chart's directory is the same on both commits
   */
  public record Theirs(String tag, String commit, String format, boolean sameChart) {}

  /** How the two agree. */
  enum Agreement {
    SAME_COMMIT,
    SAME_CHART,
    DIFFERENT,
    NONE
  }

  Agreement agreement() {
    return theirs
        .map(
            it -> {
              if (it.commit().equals(commit)) {
                return Agreement.SAME_COMMIT;
              }
              return it.sameChart() ? Agreement.SAME_CHART : Agreement.DIFFERENT;
            })
        .orElse(Agreement.NONE);
  }
}
