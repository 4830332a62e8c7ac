package io.charttagger.changelog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.charttagger.chart.ChartName;
import io.charttagger.chart.ChartVersion;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a changelog of the largest size costs, once the JVM is warm: reading it, and looking for the
 * sections of three versions, as for three charts that share it. That is below a second on a quiet
 * machine, for any file; on a busy one the same work takes up to twice the processor's time, since
 * caches and memory are shared. Whatever grows faster than the file takes many times that: the
 * least of three readings is compared with three seconds.
 */
@Tag("exhaustive")
final class ChangelogCostTest {
  private static final Duration MOST = Duration.ofSeconds(3);
  private static final int READINGS = 3;
  private static final int SIZE = 4 << 20;
  private static final ChartName CHART = ChartName.parse("my-app");
  private static final List<ChartVersion> VERSIONS =
      Stream.of("1.2.3", "1.2.2-rc.1", "0.0.1").map(ChartVersion::parse).toList();
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  @BeforeAll
  static void warmUp() {
    for (int round = 0; round < 3; round++) {
      files().forEach(file -> read(((String) file.get()[1]).substring(0, SIZE / 8)));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void growsNoFasterThanTheFile(String kind, String markdown) {
    assertThat(markdown).hasSizeGreaterThan(SIZE * 3 / 4).hasSizeLessThanOrEqualTo(SIZE);
    Duration least = cost(markdown);
    for (int reading = 1; reading < READINGS && least.compareTo(MOST) >= 0; reading++) {
      least = Collections.min(List.of(least, cost(markdown)));
    }

    System.out.printf("%-40s %5d ms%n", kind, least.toMillis());
    assertThat(least).isLessThan(MOST);
  }

  private static Duration cost(String markdown) {
    long start = THREADS.getCurrentThreadCpuTime();
    read(markdown);
    return Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - start);
  }

  private static void read(String markdown) {
    Changelog changelog = Changelog.parse(markdown);
    for (ChartVersion version : VERSIONS) {
      ChartSections sections = changelog.of(CHART);
      var _ = sections.section(version).or(sections::unreleased);
      var _ = sections.sectionNaming(version).or(() -> sections.sectionOfNoChart(version));
      sections.stateOf(version);
    }
  }

  static Stream<Arguments> files() {
    return Stream.of(
        file("flat: one letter a line", "a\n"),
        file("flat: one letter a line, in a section", "## 1.2.3\n\n", "a\n"),
        file("flat: paragraphs of one letter", "a\n\n"),
        file("flat: list items of one letter", "- a\n"),
        file("flat: list items in a section", "## 0.0.1\n\n", "- a\n"),
        file("flat: empty lines", "\n"),
        file("flat: empty lines in a section", "## 1.2.3\n", "\n"),
        file("flat: rules", "***\n"),
        file("flat: quotations", "> a\n"),
        file("flat: words", "words and words and words and words\n"),
        file("flat: random letters", noise()),
        file("deep: lists", "- ".repeat(1000) + "a\n"),
        file("deep: lists, then letters", "- ".repeat(1000) + "a\n", "a\n"),
        file("deep: lists, then items", "- ".repeat(1000) + "a\n", "- a\n"),
        file("deep: lists line by line", steps("- ")),
        file("deep: quotations", ">".repeat(1000) + "a\n"),
        file("deep: quotations, then letters", ">".repeat(1000) + "a\n", "a\n"),
        file("deep: quotations in lists", "- > ".repeat(500) + "a\n"),
        file("deep: quotations of short lines", ">".repeat(15) + "a\n"),
        file("deep: quoted lists of short lines", "> - ".repeat(7) + "a\n"),
        file("headings", "# a\n"),
        file("headings of versions", "## 9.9.9\n"),
        file("headings that nearly match", "## my-app 1.2.30\n"),
        file("headings that nearly match, in one word", "## my-app-v1.2.3-rc.1.1\n"),
        file("headings with links that nearly match", "## [1.2.30](x)\n"),
        file("sections without content", "## 1.2.3\n"),
        file("sections of comments", "## 1.2.3\n<!-- -->\n"),
        file("underlined headings", "1.2.30\n---\n"),
        file("one long line", "a"),
        file("long lines", "a".repeat(100_000) + "\n"),
        file("long headings", "## " + "a".repeat(100_000) + "\n"),
        file("headings as long as is read", "## " + "a-1.".repeat(499) + "\n"),
        file("headings of labels", "## " + "version ".repeat(240) + "\n"),
        file("headings of numbers", "## " + "1.2.".repeat(490) + "\n"),
        file("headings of pre-releases", "## " + "1.2.3-".repeat(330) + "\n"),
        file("headings of digits", "## " + "1".repeat(1990) + "\n"),
        file("headings of brackets", "## " + "[".repeat(1900) + "\n"),
        file("headings of links", "## " + "[a](".repeat(480) + "\n"),
        file("headings of stars", "## " + "*a _b ".repeat(320) + "\n"),
        file("headings of backticks", "## " + "`a``b```c".repeat(200) + "\n"),
        file("headings of tags", "## " + "<a b=c ".repeat(280) + "\n"),
        file("headings of other words", "## " + "a ".repeat(990) + "1.2.30\n"),
        file("headings of tags of others", "## " + "a-1.2.30 ".repeat(220) + "\n"),
        file("headings of tags in one word", "## " + "a-1.2.30_".repeat(220) + "\n"),
        file("headings without a space", "##1.2.30\n"),
        file("headings without a space that are none", "##" + "a-1.2.".repeat(330) + "\n"),
        file("headings with another space", "##\u00a0a\n"),
        file("words that begin with the version", "1.2.3a "),
        file("lines of versions", "1.2.30\n\n"),
        file("lines that nearly are versions", "**[1.2.30](x) a\n\n"),
        file("long lines that nearly are versions", "1.2.30 " + "1.2.".repeat(120) + "\n\n"),
        file("lines of links", "1.2.30" + "](".repeat(240) + "\n\n"),
        file("unclosed fence", "```\n", "## 1.2.3\n"),
        file("fences", "```\n"),
        file("fences of two kinds", "```\n~~~\n"),
        file("unclosed comment", "<!--\n", "## 1.2.3\n"),
        file("comments in a section", "## 1.2.3\n", "<!-->"),
        file("openings of comments in lines", "## 1.2.3\n", "<!--\n\n"),
        file("brackets", "["),
        file("brackets in lines", "[\n"),
        file("link definitions", "[a]: b\n"),
        file("link definitions with open titles", "[a]: b 'c\n"),
        file("titles of links", "[a]: b '", "c\n"),
        file("escapes", "\u001b]"),
        file("escapes in lines", "\u001b[\n"),
        file("carriage returns", "\r"),
        file("anchors", "## 1.2.3\n", "<a name=\"x\"></a>\n"),
        file("html blocks", "<div>\n\n"));
  }

  private static Arguments file(String kind, String repeated) {
    return file(kind, "", repeated);
  }

  private static Arguments file(String kind, String prefix, String repeated) {
    return arguments(kind, prefix + repeated.repeat((SIZE - prefix.length()) / repeated.length()));
  }

  private static String steps(String marker) {
    StringBuilder steps = new StringBuilder();
    for (int depth = 0; depth < 1000; depth++) {
      steps.append(" ".repeat(marker.length() * depth)).append(marker).append("a\n");
    }
    return steps.toString();
  }

  private static String noise() {
    String letters = "ab1. \n#-*>`[]()<!_=~+|\t";
    Random random = new Random(3);
    StringBuilder noise = new StringBuilder();
    for (int index = 0; index < 1 << 16; index++) {
      noise.append(letters.charAt(random.nextInt(letters.length())));
    }
    return noise.toString();
  }
}
