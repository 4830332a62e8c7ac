package io.charttagger.changelog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.ChartName;
import io.charttagger.chart.ChartVersion;
import io.charttagger.chart.ChartYaml;
import io.charttagger.chart.CleanText;
import io.charttagger.chart.Commit;
import io.charttagger.fuzz.FuzzTarget;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whatever is in a changelog, each section is a part of it, and it makes no difference how long the
 * pieces are in which it is parsed.
 */
public final class ChangelogFuzz implements FuzzTarget {
  private static final ChartName CHART = ChartName.parse("web");
  private static final ChartVersion USUAL = ChartVersion.parse("1.2.3");
  private static final Pattern VERSION =
      Pattern.compile("[0-9]{1,5}\\.[0-9]{1,5}\\.[0-9]{1,5}(?:[-+][0-9A-Za-z.+-]{1,20})?");
  private static final int MOST_VERSIONS = 5;

  @Override
  public List<String> seeds() {
    return List.of(
        """
        # Changelog

        ## [Unreleased]

        - Soon.

        ## [1.2.3] - 2026-01-12

        ### Added

        - One.

        ## 1.2.2

        ```
        ## 1.2.1
        ```

        [1.2.3]: https://example.com/1.2.3
        """,
        """
        # Changelog

        ## 3.1.0

        - storage
          - volumes
            - claims
              - classes
                - fast one

        ## 3.0.0

        - old
        """,
        """
        # Changelog

        [2.0.0] - Jan 12, 2026

        - news

        _1.9.0_

        - news

        **v1.8.0** (2025-03-04)

        - news

        ##1.7.0
        ##\u00a01.6.0
        """,
        "web-1.2.3\n=========\n\n> # no\n\n1. one\n\n<!-- ## 1.2.2 -->\n\nVersion 1.2.1\n---\n\nx\n",
        "## web 1.2.3\n\n<div>\n## 1\n</div>\n\n***\n\n### db v1.2.3-rc.1+b\n~~~\n# x\n~~~~\n- [ ] y\n",
        "- kind: added\n  description: One.\n- Two.\n");
  }

  @Override
  public void read(byte[] input) {
    String text = new String(input, UTF_8);
    Lines lines = new Lines(CleanText.multiLine(text));
    List<ChangelogHeading> headings = ChangelogHeading.allIn(lines);
    if (lines.size() < 1_000) {
      assertThat(ChangelogHeading.allIn(lines, 1)).isEqualTo(headings);
      assertThat(ChangelogHeading.allIn(lines, 3)).isEqualTo(headings);
    }
    Changelog changelog = Changelog.parse(text);
    String clean = CleanText.multiLine(text);
    ChartSections sections = changelog.of(CHART);
    sections.unreleased().ifPresent(section -> assertIsPart(section, clean));
    for (ChartVersion version : versions(text)) {
      Stream.of(
              sections.section(version),
              sections.sectionNaming(version),
              sections.sectionOfNoChart(version))
          .flatMap(Optional::stream)
          .forEach(section -> assertIsPart(section, clean));
      var _ = sections.stateOf(version);
    }
    ReleaseNotes notes =
        ChangelogChoice.of(
            new ChartYaml.Chart(CHART, USUAL, Optional.empty(), Optional.of(text)),
            new Sources(changelog));
    assertThat(notes.warnings()).allMatch(warning -> !warning.contains("\n"));
  }

  private static void assertIsPart(String section, String changelog) {
    assertThat(section).isNotBlank();
    assertThat(changelog.contains(section)).as(section).isTrue();
  }

  private static List<ChartVersion> versions(String text) {
    return Stream.concat(
            Stream.of(USUAL),
            VERSION
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .filter(ChartVersion::isStrict)
                .map(ChartVersion::parse))
        .distinct()
        .limit(MOST_VERSIONS)
        .toList();
  }

  /** One file as both changelogs. */
  private record Sources(Changelog changelog) implements ChangelogSources {
    @Override
    public <T> Optional<T> own(Function<Changelog, T> read) {
      return Optional.of(read.apply(changelog));
    }

    @Override
    public OwnFile ownFile() {
      return new OwnFile.Here();
    }

    @Override
    public Optional<Changelog> root() {
      return Optional.of(changelog);
    }

    @Override
    public boolean rootHeadingIsOurs(ChartYaml.Chart chart) {
      return true;
    }

    @Override
    public List<Commit> commits() {
      return List.of();
    }
  }
}
