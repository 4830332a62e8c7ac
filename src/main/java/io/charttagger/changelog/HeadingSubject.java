package io.charttagger.changelog;

import io.charttagger.chart.ChartName;
import java.util.Optional;

/** What the title of a changelog's heading is about. */
sealed interface HeadingSubject {

  /**
   * A strict version, of the chart asked for or of none in particular.
   *
   * @param version as written, without a {@code v}
   * @param namesChart whether the title names the chart, too
   */
  record Version(String version, boolean namesChart) implements HeadingSubject {}

  /** Changes that no version has yet. */
  record Unreleased() implements HeadingSubject {}

  /**
   * The version of something else ({@code redis 7.2.4}, {@code redis-7.2.4}), or one that is not
   * strict ({@code 1.2}).
   *
   * @param likeTag whether name and version are one word, which is how charts are released and not
   *     how prose speaks
   */
  record Another(boolean likeTag) implements HeadingSubject {}

  /** No version at all. */
  record Nothing() implements HeadingSubject {}

  /** Reads a title for one chart. */
  static HeadingSubject of(String title, ChartName chart) {
    return new HeadingReader(title, Optional.of(chart)).read();
  }

  /** Reads a title when the chart does not matter. */
  static HeadingSubject of(String title) {
    return new HeadingReader(title, Optional.empty()).read();
  }

  /**
   * Whether a heading with this subject ends the section of another one. Deeper headings that speak
   * of other software's versions are news, not releases.
   *
   * @param sectionLevel the level of the section's own heading
   * @param level the level of the heading with this subject
   */
  default boolean endsSectionOf(int sectionLevel, int level) {
    return switch (this) {
      case Version _, Unreleased _ -> true;
      case Another another -> another.likeTag() || level <= sectionLevel;
      case Nothing _ -> level < sectionLevel;
    };
  }
}
