package io.charttagger.changelog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.charttagger.chart.ChartName;
import io.charttagger.chart.ChartVersion;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ChangelogTest {
  private static final ChartName CHART = ChartName.parse("my-app");
  private static final ChartVersion VERSION = ChartVersion.parse("1.2.3");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# 1.2.3",
        "## [1.2.3]",
        "### v1.2.3",
        "###### 1.2.3",
        "## [1.2.3] - 2026-11-22",
        "## [v1.2.3](https://example.com/compare/v1.2.2...v1.2.3) (2026-11-22)",
        "## [1.2.3][compare] - 2026-11-22",
        "## <small>1.2.3 (2026-11-22)</small>",
        "## <a name=\"1.2.3\"></a> 1.2.3",
        "## <a name=\"1.2.3\"></a>[1.2.3](https://example.com) (2026-11-22)",
        "## **1.2.3**",
        "## **[1.2.3]** *2026-11-22*",
        "## __my-app__ `1.2.3`",
        "## 1.2.3 ![Release](https://img.shields.io/badge/release-9.9.9-blue) ![b](x)",
        "## ![AppVersion: 9.9.9](https://img.shields.io/static/v1) 1.2.3",
        "## [![9.9.9](https://badge)](https://x) 1.2.3",
        "## 1.2.3 - The good one",
        "## 1.2.3 ##",
        "## my-app-v1.2.3",
        "## my-app-1.2.3",
        "## my-app 1.2.3",
        "## [my-app 1.2.3](https://example.com)",
        "## my-app @ 1.2.3",
        "   ## 1.2.3",
        "##\t1.2.3",
        "## 1&#46;2&#46;3",
        "## 1\\.2\\.3",
        "1.2.3\n=====",
        "[1.2.3] - 2026-11-22\n---",
        "v1.2.3\nthe good one\n---",
        "## \u001b[1m1.2.3\u001b[0m"
      })
  void findsTheSectionUnderEveryFormOfHeading(String heading) {
    Changelog changelog =
        Changelog.parse(
            "# Changelog\n\nAbout.\n\n%s\n\n- a change\n\n## 1.2.2\n\n- older\n"
                .formatted(heading));
    assertThat(changelog.of(CHART).section(VERSION)).contains("- a change");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "## 1x2y3",
        "## 11.2.3",
        "## 1.2.30",
        "## 1.2.3.4",
        "## 1.2.3-rc.1",
        "## 1.2.3+build",
        "## 1.2.3-2026-11-22",
        "## 1.2",
        "## 0.1.2.3",
        "## other-v1.2.3",
        "## my-app-v1-v1.2.3",
        "## Upgrade to 1.2.3",
        "## [other](https://example.com/my-app-v1.2.3)",
        "## ![1.2.3](https://badge)",
        "####### 1.2.3",
        "    ## 1.2.3",
        "```\n## 1.2.3\n```",
        "~~~~ md\n## 1.2.3\n~~~\n~~~~",
        "<!--\n## 1.2.3\n-->",
        "<!--\n\n## 1.2.3\n\n-->",
        "<div>\n## 1.2.3\n</div>",
        "> ## 1.2.3",
        "- ## 1.2.3",
        "| 1.2.3 |\n|---|",
        "\\# 1.2.3"
      })
  void textThatIsNotAHeadingOfThatVersionIsIgnored(String text) {
    Changelog changelog = Changelog.parse("# Changelog\n\n%s\n\n- a change\n".formatted(text));
    assertThat(changelog.of(CHART).section(VERSION)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.2.3-rc.1", "1.2.3+build.5", "1.2.3-rc.1+build.5"})
  void prereleasesAndBuildsAreSeparateVersions(String text) {
    Changelog changelog =
        Changelog.parse("## 1.2.3\n- plain\n## [%s] - 2026-11-22\n- special\n".formatted(text));
    assertThat(changelog.of(CHART).section(ChartVersion.parse(text))).contains("- special");
    assertThat(changelog.of(CHART).section(VERSION)).contains("- plain");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void aSectionEndsWhereTheNextReleaseBegins(String style, String markdown, String section) {
    assertThat(Changelog.parse(markdown).of(CHART).section(VERSION)).as(style).contains(section);
    assertThat(Changelog.parse(markdown.replace("\n", "\r\n")).of(CHART).section(VERSION))
        .contains(section);
  }

  static Stream<Arguments> files() {
    return Stream.of(
        arguments(
            "Keep a Changelog",
            """
            # Changelog

            ## [Unreleased]

            ## [1.2.3] - 2026-11-22

            ### Added

            - a thing

            ### Fixed

            - a bug

            ## [1.2.2] - 2026-11-01

            ### Fixed

            - an older bug

            [unreleased]: https://example.com/compare/v1.2.3...HEAD
            [1.2.3]: https://example.com/compare/v1.2.2...v1.2.3
            """,
            "### Added\n\n- a thing\n\n### Fixed\n\n- a bug"),
        arguments(
            "release-please",
            """
            # Changelog

            ## [1.2.3](https://github.com/o/r/compare/my-app-v1.2.2...my-app-v1.2.3) (2026-11-22)


            ### Features

            * **my-app:** a thing ([#5](https://github.com/o/r/issues/5)) ([136686b](https://github.com/o/r/commit/136686b))

            ## [1.2.2](https://github.com/o/r/compare/my-app-v1.2.1...my-app-v1.2.2) (2026-11-01)
            """,
            """
            ### Features

            * **my-app:** a thing ([#5](https://github.com/o/r/issues/5)) ([136686b](https://github.com/o/r/commit/136686b))\
            """),
        arguments(
            "git-cliff",
            """
            ## [1.2.3] - 2026-11-22

            ### 🚀 Features

            - *(ci)* A thing

            ### ⚙️ Miscellaneous Tasks

            - Bump to 1.2.3

            ## [1.2.2] - 2026-11-01
            <!-- generated by git-cliff -->
            """,
            "### 🚀 Features\n\n- *(ci)* A thing\n\n### ⚙️ Miscellaneous Tasks\n\n- Bump to 1.2.3"),
        arguments(
            "conventional-changelog: a patch below its minor version",
            """
            # [1.3.0](https://x) (2026-11-23)

            ### Features

            * later

            ## <small>1.2.3 (2026-11-22)</small>

            * fix: a bug

            # 1.2.0 (2026-10-01)

            * feat: older
            """,
            "* fix: a bug"),
        arguments(
            "conventional-changelog with anchors",
            """
            <a name="1.2.3"></a>
            ## [1.2.3](https://x) (2026-11-22)

            ### Bug Fixes

            * a bug

            <a name="1.2.2"></a>

            ## [1.2.2](https://x) (2026-11-01)
            """,
            "### Bug Fixes\n\n* a bug"),
        arguments(
            "standard-version: a patch on the level of its own sub-headings",
            """
            ## [1.3.0](https://x)

            ### Features

            * later

            ### [1.2.3](https://x) (2026-11-22)


            ### Bug Fixes

            * a bug

            ### Features

            * a thing

            ### [1.2.2](https://x)

            * older
            """,
            "### Bug Fixes\n\n* a bug\n\n### Features\n\n* a thing"),
        arguments(
            "a minor version above the next patch",
            "# 1.2.3\n\n* new\n\n## 1.2.2\n\n* older\n",
            "* new"),
        arguments(
            "hand-written, with headings on the level of the version",
            "# 1.2.3\n\nHello\n\n# Upgrading\n\nDo this.\n\n# 1.2.2\n\nx\n",
            "Hello\n\n# Upgrading\n\nDo this."),
        arguments(
            "a heading of a higher level ends it", "## 1.2.3\n\n- a\n\n# About\n\nus\n", "- a"),
        arguments(
            "unreleased changes below an older version",
            "## 1.2.3\n\n- a\n\n### Unreleased\n\n- b\n",
            "- a"),
        arguments(
            "underlined headings",
            "1.2.3\n-----\n\n- a\n\nNotes\n-----\n\nmore\n\n1.2.2\n-----\n\n- b\n",
            "- a\n\nNotes\n-----\n\nmore"),
        arguments("an underlined title ends it", "### 1.2.3\n- a\n\nOther\n=====\n\n- b\n", "- a"),
        arguments("the last section goes to the end", "## 1.2.3\n- a\n- b", "- a\n- b"),
        arguments(
            "headings in code belong to the text",
            """
            ## 1.2.3

            ```yaml
            ## 1.2.2
            key: value
            ```

                # 1.2.1

            > # 1.2.0

            <!--
            # 1.1.0
            -->

            end

            ## 1.2.2
            """,
            """
            ```yaml
            ## 1.2.2
            key: value
            ```

                # 1.2.1

            > # 1.2.0

            <!--
            # 1.1.0
            -->

            end\
            """),
        arguments(
            "a fence that is not closed goes to the end",
            "## 1.2.3\n```\n## 1.2.2\n- b\n",
            "```\n## 1.2.2\n- b"),
        arguments(
            "a deeper heading that begins with no strict version belongs to the section",
            "## 1.2.3\n\n### 1.1 Overview\n\n- b\n\n## 1.2.2\n",
            "### 1.1 Overview\n\n- b"),
        arguments(
            "a deeper heading that names only this version belongs to the section",
            "## 1.2.3\n\n- a\n\n### Upgrade to 1.2.3\n\n- b\n\n#### What 1.2.3 breaks\n\n- c\n\n## 1.2.2\n",
            "- a\n\n### Upgrade to 1.2.3\n\n- b\n\n#### What 1.2.3 breaks\n\n- c"),
        arguments(
            "a deeper heading that names another version ends it",
            "## 1.2.3\n\n- a\n\n### Redis 7.2.4\n\n- b\n",
            "- a"),
        arguments(
            "a version anywhere in a deeper heading ends it",
            "## 1.2.3\n\n- a\n\n#### The changes of the old 1.2.2\n\n- b\n",
            "- a"),
        arguments(
            "another chart's release ends it",
            "## my-app 1.2.3\n\n- a\n\n## other 2.0.0\n\n- b\n",
            "- a"),
        arguments(
            "another chart's tag ends it at any level",
            "## my-app-1.2.3\n\n- a\n\n### old-name-1.2.2\n\n- b\n",
            "- a"),
        arguments("a non-strict version ends it", "## 1.2.3\n\n- a\n\n## 1.2\n\n- b\n", "- a"),
        arguments(
            "an earlier heading with nothing below it",
            "## 1.2.3\n\n## 1.2.3 (2026-11-22)\n\n- a\n",
            "- a"),
        arguments(
            "text is kept as written",
            """
            ## 1.2.3


              * two \s
            \twith a tab


                code \\* &amp; [x][y]

            [y]: https://x
            <!-- end -->


            ## 1.2.2
            """,
            """
              * two \s
            \twith a tab


                code \\* &amp; [x][y]

            [y]: https://x
            <!-- end -->\
            """),
        arguments(
            "control characters and escapes are dropped",
            "## 1.2.3\n- \u001b[31mred\u001b[0m\u0007 \u202ereversed\u202c\n- tab\there\n",
            "- red reversed\n- tab\there"),
        arguments("byte order mark", "\ufeff## 1.2.3\n- a\n", "- a"),
        arguments(
            "a heading without an empty line around it",
            "text\n## 1.2.3\n- a\n## 1.2.2\n- b",
            "- a"),
        arguments("front matter", "---\ntitle: x\n---\n## 1.2.3\n- a\n", "- a"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n\n \n\t\n",
        "\n<!-- nothing yet -->\n",
        "\n<!--\n- an example\n-->\n\n[1.2.3]: https://example.com\n",
        "\n<!-- never ended\n- x\n",
        "\n[1.2.3]: https://example.com \"title\"\n[x]: y\n",
        "\n---\n",
        "\n***\n___\n",
        "\n### Added\n\n### Changed\n### Fixed\n",
        "\n<a name=\"1.2.2\"></a>\n",
        "\n<a id=\"1.2.2\"/>\n",
        "\n<a id=\"1.2.2\">\n"
      })
  void aSectionWithoutContentCountsAsNone(String body) {
    assertThat(Changelog.parse("## 1.2.3\n" + body).of(CHART).section(VERSION)).isEmpty();
    assertThat(Changelog.parse("## Unreleased\n" + body).of(CHART).unreleased()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "### Security fix for CVE-2026-1",
        "### Added\n- x",
        "<!-- a -->x<!-- b -->",
        "[link](https://example.com)",
        "[x] done",
        "- --",
        "<a name=\"x\"></a> text",
        "<!--> x"
      })
  void aLittleContentIsEnough(String body) {
    assertThat(Changelog.parse("## 1.2.3\n\n" + body + "\n").of(CHART).section(VERSION))
        .contains(body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "my-app-v1.2.3",
        "my-app-1.2.3",
        "my-app 1.2.3",
        "[my-app 1.2.3](https://x)",
        "`my-app` v1.2.3 (2026-11-22)"
      })
  void aRootChangelogsHeadingMustNameTheChart(String title) {
    Changelog changelog =
        Changelog.parse(
            "# Changelog\n\n## other 1.2.3\n\n- theirs\n\n## 1.2.3\n\n- nobody's\n\n## %s\n\n- ours\n\n## other 1.2.2\n"
                .formatted(title));
    assertThat(changelog.of(CHART).sectionNaming(VERSION)).contains("- ours");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.2.3",
        "[1.2.3]",
        "other 1.2.3",
        "my-app-v1 1.2.3",
        "my-app 1.2.30",
        "1.2.3 my-app"
      })
  void aRootChangelogsOtherHeadingsAreIgnored(String title) {
    assertThat(Changelog.parse("## " + title + "\n- a\n").of(CHART).sectionNaming(VERSION))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# Unreleased",
        "## [Unreleased]",
        "## [Unreleased](https://x)",
        "### Next release",
        "Next Release\n---"
      })
  void findsTheUnreleasedChanges(String heading) {
    Changelog changelog =
        Changelog.parse("# Changelog\n\n" + heading + "\n\n- soon\n\n#### 1.2.3\n\n- a\n");
    assertThat(changelog.of(CHART).unreleased()).contains("- soon");
    assertThat(changelog.of(CHART).section(VERSION)).contains("- a");
  }

  @Test
  void unreleasedChangesEndAtTheTagOfAnyChart() {
    assertThat(
            Changelog.parse("## Unreleased\n- soon\n### my-app-1.2.3\n- a\n")
                .of(CHART)
                .unreleased())
        .contains("- soon");
    assertThat(Changelog.parse("## 1.2.3\n- a\n").of(CHART).unreleased()).isEmpty();
  }

  @Test
  void longLinesNeitherHideNorEndASection() {
    String longLine = "x".repeat(2500);
    String section = "\n## 1.2.3\n- a " + longLine + "\n";
    assertThat(Changelog.parse("<!-- " + longLine + " -->" + section).of(CHART).section(VERSION))
        .contains("- a " + longLine);
    assertThat(Changelog.parse("<!-- " + longLine + section).of(CHART).section(VERSION)).isEmpty();
    assertThat(Changelog.parse("<!-- " + longLine + section + "-->").of(CHART).section(VERSION))
        .isEmpty();
    assertThat(Changelog.parse("## 1.2.3 " + longLine + "\n- a\n").of(CHART).section(VERSION))
        .contains("- a");
  }

  @Test
  void aHeadingBehindADeepListEndsTheSectionAndHasItsOwn() {
    String list = "- 1\n  - 2\n    - 3\n      - 4\n        - 5\n";
    Changelog changelog = Changelog.parse("## 1.2.3\n\n" + list + "## 1.2.2\n\n- old\n");

    assertThat(changelog.of(CHART).section(ChartVersion.parse("1.2.3"))).hasValue(list.strip());
    assertThat(changelog.of(CHART).section(ChartVersion.parse("1.2.2"))).hasValue("- old");
  }

  @Test
  void aTitleOfManyLinesHasAMaximumLength() {
    String line = "x".repeat(997);
    String fits = "1.2.3\n" + line + "\n" + line.substring(1) + "\n---\n- a\n";
    assertThat(Changelog.parse(fits).of(CHART).section(VERSION)).contains("- a");
    assertThat(Changelog.parse(fits.replace("1.2.3", "1.2.3!")).of(CHART).section(VERSION))
        .isEmpty();
  }

  @Test
  void anEmptyFileHasNoSections() {
    Changelog changelog = Changelog.parse("");
    assertThat(
            Stream.of(
                changelog.of(CHART).section(VERSION),
                changelog.of(CHART).sectionNaming(VERSION),
                changelog.of(CHART).unreleased()))
        .allMatch(Optional::isEmpty);
  }
}
