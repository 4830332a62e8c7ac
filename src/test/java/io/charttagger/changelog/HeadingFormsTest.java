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

/** Headings that CommonMark takes for text, and headings behind deep lists. */
final class HeadingFormsTest {
  private static final ChartName CHART = ChartName.parse("my-app");

  private static Optional<String> section(String markdown, String version) {
    return Changelog.parse(markdown).of(CHART).section(ChartVersion.parse(version));
  }

  @Test
  void headingsWithoutNumberSignsHaveSections() {
    String file =
        """
        # Changelog

        [2.0.0] - Jan 12, 2026

        - news of two

        _1.9.0_

        - news of one nine

        **v1.8.0** (2025-03-04)

        - news of one eight
        """;

    assertThat(section(file, "2.0.0")).hasValue("- news of two");
    assertThat(section(file, "1.9.0")).hasValue("- news of one nine");
    assertThat(section(file, "1.8.0")).hasValue("- news of one eight");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.2.3",
        "v1.2.3",
        "[1.2.3]",
        "(1.2.3)",
        "**1.2.3**",
        "*1.2.3*",
        "__1.2.3__",
        "_1.2.3_",
        "***1.2.3***",
        "**[1.2.3]**",
        "[**1.2.3**]",
        "**v1.2.3** - 2026-11-22",
        "_1.2.3 (2026-11-22)_",
        "1.2.3 / 2026-11-22",
        "1.2.3, 22 November 2026",
        "1.2.3 (22.11.2026)",
        "1.2.3 (released on Sunday, November 22nd 2026)",
        "1.2.3 – 2026/11/22 10:11 UTC",
        "[1.2.3](https://example.com/compare/1.2.2...1.2.3) (2026-11-22)",
        "[1.2.3][compare] - 2026-11-22",
        "**[1.2.3](https://example.com)**",
        "[1.2.3] [YANKED]",
        "1.2.3:",
        "Version 1.2.3",
        "**Release v1.2.3**",
        "1.2.3\u00a0(2026-11-22)",
        "**1.2.3**  "
      })
  void aLineThatIsNothingButTheVersionIsAHeading(String line) {
    for (String next : new String[] {"\n\n", "\n"}) {
      String file =
          "# Changelog\n\nAbout.\n\n%s%s- a change\n\n### Fixed\n\n- more\n\n**1.2.2**\n\n- old\n"
              .formatted(line, next);

      assertThat(section(file, "1.2.3")).hasValue("- a change\n\n### Fixed\n\n- more");
      assertThat(section(file, "1.2.2")).hasValue("- old");
    }
    assertThat(section(line + "\n\n- first of all\n", "1.2.3")).hasValue("- first of all");
    assertThat(section("## 1.3.0\n\n- newer\n\n" + line + "\n\n- a\n", "1.3.0"))
        .hasValue("- newer");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.2.3 is out",
        "**1.2.3** fixes it",
        "The version 1.2.3",
        "1.2.3, 1.2.4",
        "1.2.2 to 1.2.3",
        "1.2.3_4",
        "1.2.3.4",
        "1.2.30",
        "1.2.3-rc.1",
        "1.2.3=x",
        "`1.2.3`",
        "1.2.3 ![badge](x)",
        "my-app 1.2.3",
        "redis 1.2.3",
        "[1.2.3]: https://example.com",
        "| 1.2.3 |",
        "- 1.2.3",
        "> 1.2.3",
        "    1.2.3",
        "```\n\n1.2.3\n\n```",
        "<!--\n\n1.2.3\n\n-->",
        "- a list\n\n  1.2.3",
        "A paragraph that goes on with\n1.2.3",
        "- a list that goes on with\n1.2.3"
      })
  void otherLinesWithAVersionAreText(String line) {
    assertThat(section("# Changelog\n\nAbout.\n\n" + line + "\n\n- a change\n", "1.2.3")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"   1.2.3", "  ##1.2.3", " **1.2.3**"})
  void upToThreeSpacesMayPrecedeIt(String heading) {
    assertThat(section("About.\n\n" + heading + "\n\n- a\n", "1.2.3")).hasValue("- a");
  }

  @Test
  void aLineNamesUnreleasedChanges() {
    String file = "# Changelog\n\n**[Unreleased]**\n\n- soon\n\n**1.2.3**\n\n- a\n";

    assertThat(Changelog.parse(file).of(CHART).unreleased()).hasValue("- soon");
    assertThat(section("**1.2.3**\n\n- a\n\nNext release\n\n- soon\n", "1.2.3")).hasValue("- a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "##1.2.3",
        "#1.2.3",
        "######1.2.3",
        "##v1.2.3",
        "##[1.2.3]",
        "##**1.2.3**",
        "##[1.2.3](https://example.com) (2026-11-22)",
        "##1.2.3 ##",
        "##my-app-v1.2.3",
        "##Version 1.2.3",
        "##\u00a01.2.3",
        "##\u00a0 1.2.3",
        "##\u2003[1.2.3] - 2026-11-22",
        "##\u30001.2.3",
        "##\u200b1.2.3",
        "##\u202fmy-app 1.2.3",
        "##\u00a0My Great App 1.2.3",
        "## \u00a01.2.3",
        "##\u00a0\u00a01.2.3",
        "## my-app\u00a01.2.3\u00a0(2026)"
      })
  void aHeadingWithNoSpaceOrAnotherOneHasASection(String heading) {
    String file = "# Changelog\n\n- a list\n%s\n- a change\n##1.2.2\n- old\n".formatted(heading);

    assertThat(section(file, "1.2.3")).hasValue("- a change");
    assertThat(section(file, "1.2.2")).hasValue("- old");
    assertThat(section("```\n" + heading + "\n\n- a\n```\n", "1.2.3")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"#1234 is fixed", "#1.2 is fixed", "#fixed", "##Fixed", "####### 1.2.2", "#!/bin"})
  void otherTextAfterNumberSignsIsText(String line) {
    assertThat(section("###  1.2.3\n\n- a\n\n" + line + "\n\n- b\n", "1.2.3"))
        .hasValue("- a\n\n" + line + "\n\n- b");
  }

  @Test
  void aHeadingBehindAListFiveLevelsDeepEndsTheSectionAndHasItsOwn() {
    String file =
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
        """;

    assertThat(section(file, "3.1.0").orElseThrow()).startsWith("- storage").endsWith("- fast one");
    assertThat(section(file, "3.0.0")).hasValue("- old");
  }

  static Stream<Arguments> deepLists() {
    return Stream.of(
        arguments("bullets", list("- ", 5)),
        arguments("stars", list("* ", 5)),
        arguments("numbers", list("1. ", 5)),
        arguments("numbers with brackets", list("12) ", 6)),
        arguments("wide bullets", list("-   ", 8)),
        arguments("fifteen levels", list("- ", 15)),
        arguments("forty levels", list("- ", 40)),
        arguments("forty levels of numbers", list("1. ", 40)),
        arguments("blank lines between", list("- ", 20).replace("\n", "\n\n")),
        arguments("all in one line", "- ".repeat(60) + "a\n"),
        arguments("pluses in one line, and nothing", "+ ".repeat(60) + "\n"),
        arguments("tabs", list("-\t", 20)),
        arguments("quotations", ">".repeat(60) + " a\n"),
        arguments("quoted lists", "> - ".repeat(30) + "a\n"),
        arguments("a fence at the bottom", list("- ", 20) + " ".repeat(40) + "```\n"),
        arguments("a heading at the bottom", list("- ", 20) + " ".repeat(40) + "# 1.2.3\n"));
  }

  private static String list(String marker, int levels) {
    StringBuilder list = new StringBuilder();
    for (int level = 0; level < levels; level++) {
      list.append(" ".repeat(marker.length() * level)).append(marker).append("level\n");
    }
    return list.toString();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("deepLists")
  void aHeadingBehindAnyDeepListEndsTheSectionAndHasItsOwn(String kind, String list) {
    for (String between : new String[] {"", "\n"}) {
      for (String heading : new String[] {"## 1.2.2", "##1.2.2"}) {
        String file = "## 1.2.3\n\n" + list + between + heading + "\n\n- old\n";

        assertThat(section(file, "1.2.3")).as(kind).hasValue(list.strip());
        assertThat(section(file, "1.2.2")).as(kind).hasValue("- old");
      }
    }
    String file = "## 1.2.3\n\n" + list + "\n# About\n\nus\n";
    assertThat(section(file, "1.2.3")).as(kind).hasValue(list.strip());
  }

  @Test
  void aLongUnderlineMakesAHeading() {
    assertThat(section("1.2.3\n" + "-".repeat(80) + "\n\n- a\n", "1.2.3")).hasValue("- a");
    assertThat(section("## 1.2.3\n\n- a\n" + "- ".repeat(40) + "\n\n##1.2.2\n", "1.2.3"))
        .hasValue("- a\n" + "- ".repeat(40).strip());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "My Great App 1.2.3",
        "My Great App v1.2.3",
        "My Great App [1.2.3]",
        "[My Great App 1.2.3](https://example.com)",
        "My Great App 1.2.3 (2026-11-22)",
        "**My Great App** 1.2.3",
        "<small>My Great App 1.2.3</small>",
        "My Great App 1.2.3 ![badge](https://example.com)",
        "My Great App 1.2.3 - The good one",
        "Release notes for 1.2.3",
        "other 1.2.3"
      })
  void aTitleOfTheProductIsAHeadingOfItsVersion(String title) {
    String file = "# Changelog\n\n## " + title + "\n\n- a\n\n## My Great App 1.2.2\n\n- old\n";

    assertThat(section(file, "1.2.3")).hasValue("- a");
    assertThat(Changelog.parse(file).of(CHART).sectionNaming(ChartVersion.parse("1.2.3")))
        .isEmpty();
  }

  @Test
  void theVersionItselfIsPreferredToATitleThatEndsInIt() {
    String file = "## 2.0.0\n\n- new\n\n### Redis 1.2.3\n\n- r\n\n## 1.2.3\n\n- a\n";

    assertThat(section(file, "1.2.3")).hasValue("- a");
    assertThat(section(file, "2.0.0")).hasValue("- new");
  }
}
