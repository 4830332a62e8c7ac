package io.charttagger.report;

import io.charttagger.plan.Release;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The annotations of the tags that a plan makes. */
final class PlannedAnnotations {
  // In the text of an answer each character takes four bytes at most, and Lambda's answers have up
  // to six million: the rest is for the lines.
  private static final int MOST_CHARACTERS = 200_000;
  private static final Pattern BACKTICKS = Pattern.compile("`+");

  private PlannedAnnotations() {}

  /** One for each of the report's lines; empty where no tag is planned, or too many are. */
  static List<Optional<String>> of(Report report) {
    List<Optional<String>> annotations = new ArrayList<>();
    int left = MOST_CHARACTERS;
    for (ChartLine line : report.charts()) {
      int room = left;
      Optional<String> annotation = of(line, report).filter(text -> text.length() <= room);
      left -= annotation.map(String::length).orElse(0);
      annotations.add(annotation);
    }
    return annotations;
  }

  /** How many there is no room for in an answer. */
  static long leftOut(Report report) {
    return report.charts().stream().flatMap(line -> of(line, report).stream()).count()
        - of(report).stream().flatMap(Optional::stream).count();
  }

  private static Optional<String> of(ChartLine line, Report report) {
    return line.release()
        .filter(_ -> report.outcome().isPlan() && line.result().isToBeCreated())
        .map(release -> text(release, report.outcome()));
  }

  /** A merge that is not made has no commit yet. */
  private static String text(Release release, RunOutcome outcome) {
    String annotation = release.tag().annotation();
    String commit = release.tag().commit() + "\n";
    return outcome instanceof RunOutcome.Previewed && annotation.endsWith(commit)
        ? annotation.substring(0, annotation.length() - commit.length()) + "(known at the merge)\n"
        : annotation;
  }

  /**
   * Markdown that shows them folded, each as it is: as code, which nothing in it can end.
   *
   * @param most how long it may be; what there is no room for is counted
   */
  static String folded(Report report, int most) {
    StringBuilder text = new StringBuilder();
    List<Optional<String>> annotations = of(report);
    long leftOut = leftOut(report);
    for (int i = 0; i < annotations.size(); i++) {
      ChartLine line = report.charts().get(i);
      Optional<String> folded = annotations.get(i).map(annotation -> folded(line, annotation));
      if (folded.isPresent()) {
        boolean fits = text.length() + folded.get().length() + 200 <= most;
        text.append(fits ? folded.get() : "");
        leftOut += fits ? 0 : 1;
      }
    }
    if (leftOut > 0 && most >= 200) {
      text.append("\n(%d more annotations are too long to be shown here)\n".formatted(leftOut));
    }
    return text.toString();
  }

  private static String folded(ChartLine line, String annotation) {
    int longest =
        BACKTICKS
            .matcher(annotation)
            .results()
            .map(MatchResult::group)
            .mapToInt(String::length)
            .max()
            .orElse(0);
    String fence = "`".repeat(Math.max(3, longest + 1));
    return "\n<details><summary>The annotation of %s</summary>\n\n%s\n%s%s\n\n</details>\n"
        .formatted(
            line.subject().tag().map(tag -> html(tag.value())).orElse(""),
            fence,
            annotation,
            fence);
  }

  /** Markdown is none within HTML. */
  private static String html(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
