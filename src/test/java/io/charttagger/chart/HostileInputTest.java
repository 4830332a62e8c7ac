package io.charttagger.chart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.charttagger.changelog.Changelog;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Hostile and random input for all parsers. Separate from the other tests, because mutation tests
 * repeat those thousands of times.
 */
final class HostileInputTest {
  /** Generous, for busy machines. Anything slower than linear would take far longer. */
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private static final int SIZE = 2_000_000;
  private static final ChartName A = ChartName.parse("a");
  private static final ChartName CHART = ChartName.parse("my-app");
  private static final ChartVersion VERSION = ChartVersion.parse("1.2.3");

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostileFiles")
  void aHostileChartYamlIsReadQuickly(
      String kind, String yaml, Class<? extends ChartYaml> outcome) {
    byte[] content = yaml.getBytes(UTF_8);
    assertTimeoutPreemptively(
        LIMIT, () -> assertThat(ChartYaml.parse(content)).as(kind).isInstanceOf(outcome));
  }

  static Stream<Arguments> hostileFiles() {
    StringBuilder laughs = new StringBuilder("name: a\nversion: 1.2.3\nx0: &x0 [lol]\n");
    StringBuilder merges = new StringBuilder("name: a\nm0: &m0 {}\n");
    for (int level = 1; level < 100; level++) {
      String before = "*x" + (level - 1);
      laughs.append("x%d: &x%d [%s]\n".formatted(level, level, (before + ",").repeat(9) + before));
      merges.append("m%d: &m%d {<<: [*m%d, *m%d]}\n".formatted(level, level, level - 1, level - 1));
    }
    String chart = "name: a\nversion: 1.2.3\n";
    return Stream.of(
        arguments("billion laughs", laughs.toString(), ChartYaml.Chart.class),
        arguments("billion merges", merges + "<<: *m99\n", ChartYaml.Invalid.class),
        arguments("deep lists", chart + "x: " + "[".repeat(100_000), ChartYaml.Invalid.class),
        arguments("deep mappings", chart + "x: " + "{a: ".repeat(100_000), ChartYaml.Invalid.class),
        arguments("deep dashes", chart + "x:\n" + "- ".repeat(100_000), ChartYaml.Invalid.class),
        arguments("deep complex keys", "? ".repeat(100_000), ChartYaml.Invalid.class),
        arguments(
            "fifty levels", chart + "x: " + "[".repeat(48) + "]".repeat(48), ChartYaml.Chart.class),
        arguments("a megabyte", chart + "x: " + "a".repeat(1_000_000), ChartYaml.Chart.class),
        arguments("more than that", chart + "x: " + "a".repeat(1_100_000), ChartYaml.Invalid.class),
        arguments("many keys", chart + "k: v\n".repeat(100_000), ChartYaml.Chart.class),
        arguments(
            "many aliases",
            chart + "x: &x y\nl:\n" + "- *x\n".repeat(100_000),
            ChartYaml.Chart.class),
        arguments(
            "long quotation", chart + "x: \"" + "\\n".repeat(100_000), ChartYaml.Invalid.class),
        arguments(
            "tag of a class",
            chart + "x: !!javax.script.ScriptEngineManager [a]\n",
            ChartYaml.Chart.class));
  }

  @Test
  void aRandomChartYamlNeverCausesAnException() {
    String alphabet = "name: aversion:1.2 \n\t-[]{}&*!|>%@`'\"#?,~<\\x0U\r\0é";
    Random random = new Random(42);
    for (int round = 0; round < 5_000; round++) {
      StringBuilder yaml =
          new StringBuilder(random.nextBoolean() ? "name: a\nversion: 1.2.3\n" : "");
      for (int length = random.nextInt(40); length > 0; length--) {
        yaml.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      ChartYaml parsed = ChartYaml.parse(yaml.toString().getBytes(UTF_8));
      if (parsed instanceof ChartYaml.Invalid invalid) {
        assertThat(invalid.problem()).isNotBlank().hasLineCount(1).hasSizeLessThan(700);
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostileBodies")
  void aHostileAttestationMapIsReadQuickly(String kind, String body) {
    assertTimeoutPreemptively(
        LIMIT,
        () -> assertThat(AttestationMap.parse(body).lineageOf(A)).as(kind).hasSizeLessThan(101));
  }

  static Stream<Arguments> hostileBodies() {
    return Stream.of(
        arguments("unended comments", "<!-- ATTESTATION_MAP ".repeat(100_000)),
        arguments("empty comments", "<!-- ATTESTATION_MAP -->".repeat(100_000)),
        arguments("openings", "<!--".repeat(500_000)),
        arguments("spaces", "<!--" + " ".repeat(2_000_000)),
        arguments("openings with spaces", ("<!--" + " ".repeat(1000)).repeat(2000)),
        arguments("a long prefix", "<!--" + "A".repeat(2_000_000) + "ATTESTATION_MAP"),
        arguments("prefixes", "<!-- " + "ATTESTATION_MAP".repeat(200_000)),
        arguments("deep objects", "<!-- ATTESTATION_MAP " + "{\"a\":".repeat(200_000) + " -->"),
        arguments("deep lists", "<!-- ATTESTATION_MAP {\"a\":" + "[".repeat(500_000) + " -->"),
        arguments(
            "a long number", "<!-- ATTESTATION_MAP {\"a\":" + "9".repeat(2_000_000) + "} -->"),
        arguments("a long exponent", "<!-- ATTESTATION_MAP {\"a\": 1e" + "9".repeat(500) + "} -->"),
        arguments("a long name", "<!-- ATTESTATION_MAP {\"" + "a".repeat(2_000_000) + "\": 1} -->"),
        arguments(
            "a long id", "<!-- ATTESTATION_MAP {\"a\": \"" + "a".repeat(2_000_000) + "\"} -->"),
        arguments("fences", "<!-- ATTESTATION_MAP " + "`".repeat(2_000_000) + " -->"),
        arguments(
            "many checks",
            "<!-- ATTESTATION_MAP {" + AttestationMapTest.checks("c", 200_000) + "} -->"),
        arguments(
            "many charts",
            "<!-- ATTESTATION_MAP {"
                + AttestationMapTest.checks("c", 100_000).replaceAll("\"(\\d+)\"", "{\"x\": $1}")
                + "} -->"));
  }

  @Test
  void aRandomAttestationMapNeverCausesAnException() {
    String alphabet = "{}[]\":,ab1-\\ \n`<!>\u001b\ud83d";
    Random random = new Random(11);
    for (int round = 0; round < 5_000; round++) {
      String noise =
          random
              .ints(random.nextInt(30), 0, alphabet.length())
              .mapToObj(index -> alphabet.substring(index, index + 1))
              .collect(Collectors.joining());
      AttestationMap map = AttestationMap.parse("<!-- ATTESTATION_MAP {" + noise + "} -->");
      map.lineageOf(A)
          .forEach(one -> assertThat(one.toString()).doesNotContain("\n", "\u001b", "\ud83d"));
      map.problems()
          .forEach(problem -> assertThat(problem).doesNotContain("\n", "\u001b", "\ud83d"));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hugeFiles")
  void aHostileChangelogOfTwoMegabytesIsReadQuickly(String kind, String markdown) {
    assertThat(markdown.length()).as(kind).isGreaterThan(SIZE * 9 / 10);
    assertTimeoutPreemptively(
        LIMIT,
        () -> {
          Changelog changelog = Changelog.parse(markdown + "\n\n-->\n\n```\n\n## 0.0.1\n\n- x\n");
          changelog.of(CHART).section(VERSION);
          changelog.of(CHART).sectionNaming(VERSION);
          changelog.of(CHART).unreleased();
        });
  }

  static Stream<Arguments> hugeFiles() {
    return Stream.of(
        huge("headings of versions", "## 9.9.9\n"),
        huge("empty sections", "## 1.2.3\n"),
        huge("marked-up headings", "## [9.9.9](x)\n"),
        huge(
            "ordinary sections",
            """
            ## [9.9.9](https://example.com/compare/a...b) (2026-11-22)

            ### Added

            - a thing ([#1](x))

            """),
        huge("one heading", "## ", "1."),
        huge("one heading of names", "## ", "a-1-"),
        huge("headings of names", "## " + "1-".repeat(200) + "\n"),
        huge("labels", "## " + "version ".repeat(200) + "\n"),
        huge("brackets", "["),
        huge("brackets in headings", "## " + "[".repeat(1000) + "\n"),
        huge("links in headings", "## " + "[a](".repeat(200) + "\n"),
        huge("stars in headings", "## " + "*a _b ".repeat(150) + "\n"),
        huge("backticks in headings", "## " + "`a``b```c".repeat(100) + "\n"),
        huge("tags in headings", "## " + "<a b=c ".repeat(150) + "\n"),
        huge("quotations", ">"),
        huge("nested lists", "- "),
        huge("nested lists, then blank lines", "- ".repeat(10_000) + "a\n", "\n"),
        huge("nested quotations, then text", ">".repeat(10_000) + "a\n", "a\n"),
        huge("an open tag", "<a", " b"),
        huge("an open tag with values", "<a", " b='c'"),
        huge("open tags", "<a b='\n"),
        huge("spaces in tags", "<a" + " ".repeat(1900) + "\n"),
        huge("open comments", "<!--"),
        huge("open comments in a section", "## 1.2.3\n", "<!-->"),
        huge("link definitions", "[a]: b\n"),
        huge("fences", "```\n"),
        huge("carriage returns", "\r"),
        huge("escapes", "\u001b]"),
        huge("escapes", "\u001b["));
  }

  private static Arguments huge(String kind, String repeated) {
    return huge(kind, "", repeated);
  }

  private static Arguments huge(String kind, String prefix, String repeated) {
    return arguments(kind, prefix + repeated.repeat(SIZE / repeated.length()));
  }

  @Test
  void aRandomChangelogNeverCausesAnException() {
    String[] pieces = {
      "# ",
      "## ",
      "1.2.3",
      "v",
      "my-app",
      "-",
      " ",
      "\n",
      "\n\n",
      "```\n",
      "<!--",
      "-->",
      "[",
      "](x)",
      "===\n",
      "---\n",
      "> ",
      "- ",
      "    ",
      "\t",
      "\r",
      "\u001b[",
      "text",
      "Unreleased",
      "1.2.2",
      "*",
      "`",
      "<a>",
      "]: x"
    };
    Random random = new Random(5);
    for (int round = 0; round < 5_000; round++) {
      StringBuilder markdown = new StringBuilder();
      for (int length = random.nextInt(30); length > 0; length--) {
        markdown.append(pieces[random.nextInt(pieces.length)]);
      }
      Changelog changelog = Changelog.parse(markdown.toString());
      changelog
          .of(CHART)
          .section(VERSION)
          .ifPresent(text -> assertThat(CleanText.multiLine(markdown.toString())).contains(text));
      changelog.of(CHART).unreleased().ifPresent(text -> assertThat(text).isNotBlank());
    }
  }
}
