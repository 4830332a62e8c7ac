package io.charttagger.changelog;

import io.charttagger.chart.ChartName;
import java.util.Optional;

/** The subject of a changelog heading. */
sealed interface HeadingSubject {

  /**
   * A strict version of this chart, or of no particular chart.
   *
   * @param version as written, without a {@code v}
   * @param namesChart whether the title also names the chart
   */
  record Version(String version, boolean namesChart) implements HeadingSubject {}

  /** Unreleased changes. */
  record Unreleased() implements HeadingSubject {}

  /**
   * The version of something else ({@code redis 7.2.4}, {@code redis-7.2.4}), or one that is not
   * strict ({@code 1.2}).
   *
   * @param tagLike whether name and version are one word: that is how tags are written, while prose
   *     separates them
   */
  record OtherVersion(boolean tagLike) implements HeadingSubject {}

  /** No version at all. */
  record NoVersion() implements HeadingSubject {}

  /** Reads a title for one chart. */
  static HeadingSubject of(String title, ChartName chart) {
    return new HeadingReader(title, Optional.of(chart)).read();
  }

  /** Reads a title when the chart does not matter. */
  static HeadingSubject of(String title) {
    return new HeadingReader(title, Optional.empty()).read();
  }

  /**
   * True when a heading with this subject ends the section of another heading. Deeper headings
   * about versions of other software belong to the section.
   *
   * @param sectionLevel the level of the section's own heading
   * @param level the level of the heading with this subject
   */
  default boolean endsSectionOf(int sectionLevel, int level) {
    return switch (this) {
      case Version _, Unreleased _ -> true;
      case OtherVersion other -> other.tagLike() || level <= sectionLevel;
      case NoVersion _ -> level < sectionLevel;
    };
  }
}
