package io.charttagger.changelog;

import io.charttagger.chart.ChartName;
import io.charttagger.chart.ChartVersion;
import io.charttagger.chart.CleanText;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A changelog in Markdown, from which the section of one version is taken, as written, without its
 * heading. Headings are those that Markdown sees at the top level of the document, in both
 * spellings; those in code, comments, lists and quotations are text.
 *
 * <p>A section ends at the next heading of a version or of unreleased changes, at any level, or at
 * any heading of a higher level. One that says nothing counts as none.
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
   * Reads a changelog; never fails, whatever it holds. Control characters and terminal escapes are
   * dropped, line ends become LF. Time is linear in the length.
   */
  public static Changelog parse(String markdown) {
    List<String> lines = List.of(CleanText.multiLine(markdown).split("\n", -1));
    return new Changelog(lines, ChangelogHeading.allIn(lines));
  }

  /** The section of a version in the chart's own changelog; its heading may name the chart. */
  public Optional<String> section(ChartName chart, ChartVersion version) {
    return firstSection(
        title -> HeadingSubject.of(title, chart),
        subject ->
            subject instanceof HeadingSubject.Version named
                && named.version().equals(version.value()));
  }

  /**
   * The section of a version in a changelog of several charts: its heading must name chart and
   * version.
   */
  public Optional<String> sectionNaming(ChartName chart, ChartVersion version) {
    return firstSection(
        title -> HeadingSubject.of(title, chart),
        subject -> subject.equals(new HeadingSubject.Version(version.value(), true)));
  }

  /** The section of changes that no version has yet: {@code Unreleased}, {@code Next release}. */
  public Optional<String> unreleased() {
    return firstSection(HeadingSubject::of, HeadingSubject.Unreleased.class::isInstance);
  }

  private Optional<String> firstSection(
      Function<String, HeadingSubject> reader, Predicate<HeadingSubject> wanted) {
    for (int index = 0; index < headings.size(); index++) {
      if (wanted.test(reader.apply(headings.get(index).title()))) {
        Optional<String> section = textBelow(index, reader);
        if (section.isPresent()) {
          return section;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<String> textBelow(int index, Function<String, HeadingSubject> reader) {
    ChangelogHeading own = headings.get(index);
    int end = lines.size();
    for (ChangelogHeading next : headings.subList(index + 1, headings.size())) {
      if (reader.apply(next.title()).endsSectionOf(own.level(), next.level())) {
        end = next.firstLine();
        break;
      }
    }
    return SectionText.of(lines.subList(own.lastLine() + 1, end));
  }
}
