package io.charttagger.run;

import io.charttagger.history.UnusableSettings;
import io.charttagger.port.PermanentFailure;
import io.charttagger.port.TransientFailure;
import io.charttagger.report.ChartLine;
import io.charttagger.report.TagCount;
import java.time.Duration;
import java.util.List;

/** What the report of a run that stopped says: what stopped it, how far it came, what to do. */
final class StopMessage {
  private StopMessage() {}

  static String of(TransientFailure failure, Duration retryAfter, List<ChartLine> charts) {
    // Whole seconds, rounded up: an earlier retry would fail.
    long seconds = retryAfter.plusMillis(999).toSeconds();
    return "%s. %s. Send the same dispatch again in %d s to continue; the workflow and the webhook's queue do so by themselves."
        .formatted(what(failure), done(charts), seconds);
  }

  static String of(PermanentFailure failure, List<ChartLine> charts) {
    if (failure instanceof UnusableSettings) {
      return failure.getMessage() + ".";
    }
    TagCount tags = TagCount.of(charts);
    return "%s. %sFix that, then send the dispatch again."
        .formatted(failure.getMessage(), tags.wanted() == 0 ? "" : tags + ". ");
  }

  private static String what(TransientFailure failure) {
    return switch (failure.reason()) {
      case TIME -> "The time for one attempt is used up";
      case RATE_LIMIT ->
          "GitHub's rate limits stopped this run (%s)".formatted(failure.getMessage());
      case GITHUB -> "GitHub stopped this run (%s)".formatted(failure.getMessage());
      case AWS -> "AWS stopped this run (%s)".formatted(failure.getMessage());
      case ANOTHER_RUN -> "Another run stopped this one (%s)".formatted(failure.getMessage());
    };
  }

  private static String done(List<ChartLine> charts) {
    if (charts.isEmpty()) {
      return "This attempt has written nothing";
    }
    TagCount tags = TagCount.of(charts);
    if (tags.wanted() == 0) {
      return "No tag is left to create, only the steps after the tags";
    }
    return tags.created() == tags.wanted()
        ? tags + "; the steps after the tags are left"
        : tags.toString();
  }
}
