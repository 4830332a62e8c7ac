package io.charttagger.changelog;

import io.charttagger.chart.ChartName;
import io.charttagger.chart.CleanText;
import java.util.List;

/**
 * A changelog in Markdown. It has the section of each version as written, without its heading. Only
 * top-level headings count, in ATX or setext form; those in code, comments, lists and quotations
 * are text. A line of its own after a blank one that is nothing but a version counts as a heading
 * of the second level.
 *
 * <p>A section ends at the next heading that names a version or unreleased changes, at any level,
 * or at any heading of a higher level. An empty section counts as none.
 *
 * @see <a href="https://keepachangelog.com/">Keep a Changelog</a>
 * @see <a href="https://spec.commonmark.org/">CommonMark</a>
 */
public final class Changelog {
  private final List<String> lines;
  private final List<ChangelogHeading> headings;

  private Changelog(List<String> lines, List<ChangelogHeading> headings) {
    this.lines = lines;
    this.headings = headings;
  }

  /**
   * Reads a changelog. Never fails and takes linear time. Control characters and terminal escapes
   * are dropped, and line ends become LF.
   */
  public static Changelog parse(String markdown) {
    List<String> lines = new Lines(CleanText.multiLine(markdown));
    return new Changelog(lines, ChangelogHeading.allIn(lines));
  }

  /** What it has of one chart. Reads the title of every heading. */
  public ChartSections of(ChartName chart) {
    return new ChartSections(lines, headings, chart);
  }
}
