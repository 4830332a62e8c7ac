package io.charttagger.changelog;

import io.charttagger.chart.ChartName;
import io.charttagger.chart.ChartVersion;
import io.charttagger.chart.CleanText;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A changelog in Markdown. It returns the section of one version as written, without its heading.
 * Only top-level headings count, in ATX or setext form; those in code, comments, lists and
 * quotations are text.
 *
 * <p>A section ends at the next heading of a version or of unreleased changes, at any level, or at
 * any heading of a higher level. An empty section counts as none.
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

  /** The section of a version in the chart's own changelog. Its heading may name the chart. */
  public Optional<String> section(ChartName chart, ChartVersion version) {
    return firstSection(
        title -> HeadingSubject.of(title, chart),
        subject ->
            subject instanceof HeadingSubject.Version named
                && named.version().equals(version.value()));
  }

  /**
   * The section of a version in a changelog of several charts. Its heading must name the chart and
   * the version.
   */
  public Optional<String> sectionNaming(ChartName chart, ChartVersion version) {
    return firstSection(
        title -> HeadingSubject.of(title, chart),
        subject -> subject.equals(new HeadingSubject.Version(version.value(), true)));
  }

  /** The section of unreleased changes: {@code Unreleased}, {@code Next release}. */
  public Optional<String> unreleased() {
    return firstSection(HeadingSubject::of, HeadingSubject.Unreleased.class::isInstance);
  }

  private Optional<String> firstSection(
      Function<String, HeadingSubject> subjectOf, Predicate<HeadingSubject> wanted) {
    for (int index = 0; index < headings.size(); index++) {
      if (wanted.test(subjectOf.apply(headings.get(index).title()))) {
        Optional<String> section = textBelow(index, subjectOf);
        if (section.isPresent()) {
          return section;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<String> textBelow(int index, Function<String, HeadingSubject> subjectOf) {
    ChangelogHeading heading = headings.get(index);
    int end = lines.size();
    for (ChangelogHeading next : headings.subList(index + 1, headings.size())) {
      if (subjectOf.apply(next.title()).endsSectionOf(heading.level(), next.level())) {
        end = next.firstLine();
        break;
      }
    }
    return SectionText.of(lines.subList(heading.lastLine() + 1, end));
  }
}
