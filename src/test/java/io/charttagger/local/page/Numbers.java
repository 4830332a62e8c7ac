package io.charttagger.local.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.IntSummaryStatistics;
import java.util.Locale;
import java.util.LongSummaryStatistics;

/** The first lines of the page: how much was looked at, and what came of it in a few numbers. */
final class Numbers {
  private final ReplayStory story;

  Numbers(ReplayStory story) {
    this.story = story;
  }

  /** From when to when, and how much that is. */
  String range() {
    String branch = story.repository().branch();
    return "%s to %s: the last %s to %s that changed a chart (%s), among %s on %s."
        .formatted(
            day(story.pushes().getFirst()),
            day(story.pushes().getLast()),
            counted(story.pushes().size(), "push", "pushes"),
            branch,
            counted(story.repository().merges(), "merge", "merges"),
            counted(story.repository().commits(), "commit", "commits"),
            branch);
  }

  /** What would have been tagged, in one sentence. */
  String sentence() {
    long tags = story.made().count();
    long charts = story.made().map(chart -> chart.path("name").asText()).distinct().count();
    String failed =
        failedPushes() == 0
            ? "No push would have failed."
            : counted(failedPushes(), "push", "pushes") + " would have failed; see below why.";
    return "Chart Tagger would have made %s for %s, in %s of %s. %s"
        .formatted(
            counted(tags, "tag", "tags"),
            counted(charts, "chart", "charts"),
            plain(taggedPushes()),
            counted(story.pushes().size(), "push", "pushes"),
            failed);
  }

  Element list() {
    IntSummaryStatistics calls =
        story.pushes().stream().mapToInt(PushStory::calls).summaryStatistics();
    LongSummaryStatistics millis =
        story.pushes().stream().mapToLong(push -> push.took().toMillis()).summaryStatistics();
    return Element.of("dl")
        .as("numbers")
        .add(
            number("tags made", plain(story.made().count())),
            number(
                "of %s with new tags".formatted(counted(story.pushes().size(), "push", "pushes")),
                plain(taggedPushes())),
            number("failed charts", plain(story.failed().count())),
            number(
                "warnings",
                plain(
                    story.pushes().stream().mapToLong(push -> push.run().warnings().size()).sum())),
            number(
                "GitHub calls a push, at most %s".formatted(plain(calls.getMax())),
                decimal(calls.getAverage())),
            number(
                "seconds a push, at most %s".formatted(decimal(millis.getMax() / 1000.0)),
                decimal(millis.getAverage() / 1000)));
  }

  /** One of a thing, or so many of them. */
  static String counted(long count, String one, String many) {
    return count == 1 ? "1 " + one : plain(count) + " " + many;
  }

  private static String plain(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String decimal(double number) {
    return String.format(Locale.ROOT, "%.1f", number);
  }

  private static Element number(String what, String number) {
    return Element.of("div", Element.of("dt", what), Element.of("dd", number));
  }

  private long failedPushes() {
    return story.pushes().stream().filter(push -> push.run().hasFailed()).count();
  }

  private long taggedPushes() {
    return story.pushes().stream()
        .filter(push -> push.run().charts().stream().anyMatch(this::isMade))
        .count();
  }

  private boolean isMade(JsonNode chart) {
    return ReplayStory.isMade(chart);
  }

  private static LocalDate day(PushStory push) {
    return LocalDate.ofInstant(push.when(), ZoneOffset.UTC);
  }
}
