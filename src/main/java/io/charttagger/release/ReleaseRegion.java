package io.charttagger.release;

import io.charttagger.chart.TagName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Chart Tagger's region of a release pull request's body, between two markers. The text before and
 * after it belongs to people and is kept. The region is untrusted, because anyone may have edited
 * it.
 */
final class ReleaseRegion {
  static final String BEGIN = "<!-- chart-tagger:begin -->";
  static final String END = "<!-- chart-tagger:end -->";

  /** Before the list of warnings. */
  static final String WARNINGS = "<!-- chart-tagger:warnings -->";

  /** With all its carriage returns: one that were left would be a part of it the next time. */
  private static final Pattern LINE_END = Pattern.compile("(?<!\\r)\\r++\\n");

  private final String before;
  private final String region;
  private final String after;
  private final ReleaseComments comments;
  private final List<String> problems = new ArrayList<>();

  private ReleaseRegion(String before, String region, String after) {
    this.before = before;
    this.region = region;
    this.after = after;
    this.comments = new ReleaseComments(region);
  }

  /**
   * Splits a body into the text before the region, the region, and the text after it. A body
   * without the two markers has no region.
   */
  static ReleaseRegion in(String body) {
    String text = LINE_END.matcher(body).replaceAll("\n");
    Optional<ReleaseRegion> ours = Optional.empty();
    for (int begin = text.indexOf(BEGIN); begin >= 0; begin = text.indexOf(BEGIN, begin + 1)) {
      int end = text.indexOf(END, begin);
      int next = text.indexOf(BEGIN, begin + 1);
      if (end >= 0 && (next < 0 || end < next)) {
        ReleaseRegion found =
            new ReleaseRegion(
                text.substring(0, begin),
                text.substring(begin + BEGIN.length(), end),
                text.substring(end + END.length()));
        // People may mention the markers: of several pairs, the region is the one with the list.
        ours = ours.filter(earlier -> !found.comments.listsReleases()).or(() -> Optional.of(found));
      }
    }
    return ours.orElseGet(() -> withoutRegion(text));
  }

  private static ReleaseRegion withoutRegion(String text) {
    ReleaseRegion none =
        new ReleaseRegion(text.isBlank() ? "" : text.stripTrailing() + "\n\n", "", "");
    if (text.contains(BEGIN) || text.contains(END)) {
      none.problems.add(
          "one of the two chart-tagger markers was removed from the pull request's body, so a new"
              + " list was added below");
    }
    return none;
  }

  /** The body with this region replaced. */
  String with(String content) {
    return before + BEGIN + "\n" + content.strip() + "\n" + END + after;
  }

  /** The entries that earlier runs listed. */
  List<ReleaseEntry> entries() {
    List<ReleaseEntry> entries = comments.entries(this::changelog);
    if (!region.isEmpty() && !comments.listsReleases()) {
      problems.add(
          "CHART_RELEASES was removed from the pull request's body, so it was started again");
    }
    problems.addAll(comments.problems());
    return entries;
  }

  /** What could not be read. Complete after {@link #entries} was called. */
  List<String> problems() {
    return problems;
  }

  /** True when the releases were listed without their lineage, for lack of space. */
  boolean lacksLineage() {
    return comments.listsReleases() && !comments.listsLineage();
  }

  /** True when the releases were listed without their table, for lack of space. */
  boolean lacksTable() {
    return comments.listsReleases() && region.contains("\n" + ReleaseMarkdown.WITHOUT_TABLE);
  }

  /** What earlier runs warned of, as the lines of a list. */
  List<String> warnings() {
    int start = region.indexOf("\n" + WARNINGS + "\n");
    return start < 0
        ? List.of()
        : region
            .substring(start + WARNINGS.length() + 2)
            .lines()
            .dropWhile(String::isEmpty)
            .takeWhile(line -> line.startsWith(ReleaseMarkdown.WARNING))
            .toList();
  }

  static String changelogMarker(TagName tag) {
    return "<!-- chart-tagger:changelog " + tag + " -->";
  }

  /** The changelog as written: the quoted lines after its marker, if there is one. */
  private Optional<String> changelog(TagName tag) {
    String marker = "\n" + changelogMarker(tag) + "\n";
    int start = region.indexOf(marker);
    return start < 0
        ? Optional.empty()
        : Optional.of(
            String.join(
                "\n",
                region
                    .substring(start + marker.length())
                    .lines()
                    .takeWhile(line -> !line.equals("</details>"))
                    .filter(line -> line.startsWith(">"))
                    .toList()));
  }
}
