package io.charttagger.changelog;

import io.charttagger.chart.ChartName;
import io.charttagger.chart.ChartVersion;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The sections of a {@link Changelog} as one chart sees them. An empty section counts as none. */
public final class ChartSections {
  private final List<String> lines;
  private final List<ChangelogHeading> headings;
  private final List<HeadingSubject> subjects;

  ChartSections(List<String> lines, List<ChangelogHeading> headings, ChartName chart) {
    this.lines = lines;
    this.headings = headings;
    this.subjects =
        headings.stream().map(heading -> HeadingSubject.of(heading.title(), chart)).toList();
  }

  /**
   * The section of a version in the chart's own changelog. Its heading may name the chart, or else
   * be any title that ends in the version.
   */
  public Optional<String> section(ChartVersion version) {
    String text = version.value();
    return firstSection(Optional.of(text), subject -> subject.isVersion(text))
        .or(() -> firstSection(Optional.of(text), new HeadingSubject.Titled(text)::equals));
  }

  /**
   * The section of a version in a changelog of several charts. Its heading must name the chart and
   * the version.
   */
  public Optional<String> sectionNaming(ChartVersion version) {
    return firstSection(
        Optional.of(version.value()), new HeadingSubject.Version(version.value(), true)::equals);
  }

  /** The section of a version whose heading names no chart. */
  public Optional<String> sectionOfNoChart(ChartVersion version) {
    return firstSection(
        Optional.of(version.value()), new HeadingSubject.Version(version.value(), false)::equals);
  }

  /** True when there is a heading of that version that names no chart, with or without a text. */
  public boolean hasHeadingOfNoChart(ChartVersion version) {
    return subjects.contains(new HeadingSubject.Version(version.value(), false));
  }

  /** How a changelog without a section of a version knows that version. */
  enum VersionState {
    /** There is a heading, but nothing below it, or it is another chart's. */
    IN_HEADING,
    /** It is named in a text. */
    IN_TEXT,
    /** It is not named. */
    NOWHERE
  }

  /** How it knows a version that it has no section of. */
  VersionState stateOf(ChartVersion version) {
    if (subjects.stream().anyMatch(it -> it.isVersion(version.value()))) {
      return VersionState.IN_HEADING;
    }
    return lines.stream().anyMatch(line -> VersionWord.isIn(line, version.value()))
        ? VersionState.IN_TEXT
        : VersionState.NOWHERE;
  }

  /** The section of unreleased changes: {@code Unreleased}, {@code Next release}. */
  public Optional<String> unreleased() {
    return firstSection(Optional.empty(), HeadingSubject.Unreleased.class::isInstance);
  }

  private Optional<String> firstSection(
      Optional<String> version, Predicate<HeadingSubject> wanted) {
    for (int index = 0; index < headings.size(); index++) {
      if (wanted.test(subjects.get(index))) {
        HeadingSubject.Section section =
            new HeadingSubject.Section(version, headings.get(index).level());
        Optional<String> text = textBelow(index, section);
        if (text.isPresent()) {
          return text;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<String> textBelow(int index, HeadingSubject.Section section) {
    int end = lines.size();
    for (int next = index + 1; next < headings.size(); next++) {
      if (subjects.get(next).endsSection(section, headings.get(next).level())) {
        end = headings.get(next).firstLine();
        break;
      }
    }
    return SectionText.of(lines.subList(headings.get(index).lastLine() + 1, end));
  }
}
