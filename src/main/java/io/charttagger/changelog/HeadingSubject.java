package io.charttagger.changelog;

import io.charttagger.chart.ChartName;
import java.util.List;
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

  /**
   * Another title that ends in a strict version: {@code Redis Operator 7.2.4}. In a chart's own
   * changelog it may be the chart's, under the name of its product.
   */
  record Titled(String version) implements HeadingSubject {}

  /** Unreleased changes. */
  record Unreleased() implements HeadingSubject {}

  /**
   * Strict versions somewhere in the title: {@code Upgrade to 1.2.3}, {@code redis-7.2.4}.
   *
   * @param versions as written, without a {@code v}; never empty
   */
  record Mention(List<String> versions) implements HeadingSubject {
    /** Copies the versions. */
    public Mention {
      versions = List.copyOf(versions);
    }
  }

  /** The title begins with a version that is not strict ({@code 1.2}). */
  record LooseVersion() implements HeadingSubject {}

  /** No version at all. */
  record NoVersion() implements HeadingSubject {}

  /** Reads a title for one chart. */
  static HeadingSubject of(String title, ChartName chart) {
    return new HeadingReader(title, chart).read();
  }

  /** True when this is the heading of that version's section. */
  default boolean isVersion(String version) {
    return this instanceof Version named && named.version().equals(version);
  }

  /**
   * A section: what it is about, and where it is.
   *
   * @param version empty for unreleased changes
   * @param level the level of its heading
   */
  record Section(Optional<String> version, int level) {
    private boolean isOnlyAbout(List<String> versions) {
      return version.filter(own -> versions.stream().allMatch(own::equals)).isPresent();
    }
  }

  /**
   * True when a heading with this subject ends a section: it names a version, or is of a higher
   * level. A deeper one that names only the section's own version ({@code Upgrade to 1.2.3}) is
   * part of it.
   *
   * @param level the level of the heading with this subject
   */
  default boolean endsSection(Section section, int level) {
    return switch (this) {
      case Version _, Unreleased _ -> true;
      case Titled titled ->
          level <= section.level() || !section.isOnlyAbout(List.of(titled.version()));
      case Mention mention -> level <= section.level() || !section.isOnlyAbout(mention.versions());
      case LooseVersion _ -> level <= section.level();
      case NoVersion _ -> level < section.level();
    };
  }
}
