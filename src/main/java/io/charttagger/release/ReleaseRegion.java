package io.charttagger.release;

import io.charttagger.chart.TagName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The part of a release pull request's body that is ours, and how it is found again: whatever
 * stands before and after it belongs to people and survives. What is read back is untrusted, for
 * anybody may have edited it.
 */
final class ReleaseRegion {
  static final String BEGIN = "<!-- chart-tagger:begin -->";
  static final String END = "<!-- chart-tagger:end -->";

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
   * Cuts a body in three: people's text, ours, people's text. A body without our two marks is
   * people's altogether.
   */
  static ReleaseRegion in(String body) {
    String text = body.replace("\r\n", "\n");
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
        // People may write about the marks: of several pairs, ours is the one around the list.
        ours = ours.filter(earlier -> !found.comments.listsReleases()).or(() -> Optional.of(found));
      }
    }
    return ours.orElseGet(() -> peoples(text));
  }

  private static ReleaseRegion peoples(String text) {
    ReleaseRegion none =
        new ReleaseRegion(text.isBlank() ? "" : text.stripTrailing() + "\n\n", "", "");
    if (text.contains(BEGIN) || text.contains(END)) {
      none.problems.add(
          "one of the two chart-tagger marks is gone from the pull request's body; its list was"
              + " begun anew, below");
    }
    return none;
  }

  /** The body with our part replaced. */
  String with(String content) {
    return before + BEGIN + "\n" + content.strip() + "\n" + END + after;
  }

  /** The lines that earlier runs listed. */
  List<ReleaseEntry> entries() {
    List<ReleaseEntry> entries = comments.entries(this::changelog);
    if (!region.isEmpty() && !comments.listsReleases()) {
      problems.add("CHART_RELEASES is gone from the pull request's body; it was begun anew");
    }
    problems.addAll(comments.problems());
    return entries;
  }

  /** What could not be read back; complete once {@link #entries} was called. */
  List<String> problems() {
    return problems;
  }

  /** True when earlier runs listed releases without room for their lineage. */
  boolean lacksLineage() {
    return comments.listsReleases() && !comments.listsLineage();
  }

  static String changelogMark(TagName tag) {
    return "<!-- chart-tagger:changelog " + tag + " -->";
  }

  /** The changelog as it was written, the quoted lines behind its mark; none without that mark. */
  private Optional<String> changelog(TagName tag) {
    String mark = "\n" + changelogMark(tag) + "\n";
    int start = region.indexOf(mark);
    return start < 0
        ? Optional.empty()
        : Optional.of(
            String.join(
                "\n",
                region
                    .substring(start + mark.length())
                    .lines()
                    .takeWhile(line -> !line.equals("</details>"))
                    .filter(line -> line.startsWith(">"))
                    .toList()));
  }
}
