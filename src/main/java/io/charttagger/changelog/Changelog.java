package io.charttagger.changelog;

import io.charttagger.chart.ChartName;
import io.charttagger.chart.ChartVersion;
import io.charttagger.chart.CleanText;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A changelog in Markdown. It returns the section of one version as written, without its heading.
 * Only top-level headings count, in ATX or setext form; those in code, comments, lists and
 * quotations are text. A line of its own after a blank one that is nothing but a version counts as
 * a heading of the second level.
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

  /**
   * The section of a version in the chart's own changelog. Its heading may name the chart, or else
   * be any title that ends in the version.
   */
  public Optional<String> section(ChartName chart, ChartVersion version) {
    String text = version.value();
    List<HeadingSubject> subjects = subjects(Optional.of(chart));
    return firstSection(subjects, Optional.of(text), subject -> subject.isVersion(text))
        .or(
            () ->
                firstSection(subjects, Optional.of(text), new HeadingSubject.Titled(text)::equals));
  }

  /**
   * The section of a version in a changelog of several charts. Its heading must name the chart and
   * the version.
   */
  public Optional<String> sectionNaming(ChartName chart, ChartVersion version) {
    return firstSection(
        subjects(Optional.of(chart)),
        Optional.of(version.value()),
        new HeadingSubject.Version(version.value(), true)::equals);
  }

  /** The section of a version whose heading names no chart. */
  public Optional<String> sectionOfNoChart(ChartVersion version) {
    return firstSection(
        subjects(Optional.empty()),
        Optional.of(version.value()),
        new HeadingSubject.Version(version.value(), false)::equals);
  }

  /** True when there is a heading of that version that names no chart, with or without a text. */
  public boolean hasHeadingOfNoChart(ChartVersion version) {
    return subjects(Optional.empty()).contains(new HeadingSubject.Version(version.value(), false));
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
  VersionState stateOf(ChartName chart, ChartVersion version) {
    if (subjects(Optional.of(chart)).stream().anyMatch(it -> it.isVersion(version.value()))) {
      return VersionState.IN_HEADING;
    }
    return lines.stream().anyMatch(line -> VersionWord.isIn(line, version.value()))
        ? VersionState.IN_TEXT
        : VersionState.NOWHERE;
  }

  /** The section of unreleased changes: {@code Unreleased}, {@code Next release}. */
  public Optional<String> unreleased() {
    return firstSection(
        subjects(Optional.empty()), Optional.empty(), HeadingSubject.Unreleased.class::isInstance);
  }

  private List<HeadingSubject> subjects(Optional<ChartName> chart) {
    return headings.stream()
        .map(heading -> new HeadingReader(heading.title(), chart).read())
        .toList();
  }

  private Optional<String> firstSection(
      List<HeadingSubject> subjects, Optional<String> version, Predicate<HeadingSubject> wanted) {
    for (int index = 0; index < headings.size(); index++) {
      if (wanted.test(subjects.get(index))) {
        HeadingSubject.Section section =
            new HeadingSubject.Section(version, headings.get(index).level());
        Optional<String> text = textBelow(index, subjects, section);
        if (text.isPresent()) {
          return text;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<String> textBelow(
      int index, List<HeadingSubject> subjects, HeadingSubject.Section section) {
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
