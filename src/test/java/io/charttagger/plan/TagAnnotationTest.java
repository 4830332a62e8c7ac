package io.charttagger.plan;

import static io.charttagger.plan.ChartStateBuilder.in;
import static io.charttagger.plan.MergeBuilder.sha;
import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.Attestation;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The annotation of a merge and its pull request's body, byte for byte. */
final class TagAnnotationTest {

  private static String annotation(MergeBuilder merged, ChartStateBuilder found) {
    return TestPlans.tag(TestPlans.step(TestPlans.of(merged.changing(found)))).annotation();
  }

  private static ChartStateBuilder a() {
    return in("charts/a").to("a", "1.2.3");
  }

  /** The lines between the lineage's heading and the blank line that follows. */
  private static List<String> lineage(String body) {
    return annotation(MergeBuilder.on("1").from(7, body), a())
        .lines()
        .dropWhile(line -> !line.equals("Attestation Lineage:"))
        .skip(1)
        .takeWhile(line -> !line.isEmpty())
        .toList();
  }

  @Test
  void everyPartIsInItsPlace() {
    String body = "<!-- ATTESTATION_MAP {\"lint\": \"123\", \"security scan\": 456} -->";

    assertThat(
            annotation(
                MergeBuilder.on("a").from(42, body), a().withNotes("### Added\n\n- One.\n- Two.")))
        .isEqualTo(
            "Release: a v1.2.3\n"
                + "\n"
                + "Attestation Lineage:\n"
                + "- lint: 123\n"
                + "- security scan: 456\n"
                + "\n"
                + "Changelog:\n"
                + "### Added\n\n- One.\n- Two.\n"
                + "\n"
                + "Source PR: #42\n"
                + "Commit: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PGP SIGNATURE", "PGP MESSAGE", "SIGNED MESSAGE", "SSH SIGNATURE"})
  void aChangelogCannotImitateASignatureThatHidesWhatFollows(String kind) {
    String mark = "-----BEGIN " + kind + "-----";

    assertThat(
            annotation(
                MergeBuilder.on("a").from(42, ""), a().withNotes("- One.\n" + mark + "\n" + mark)))
        .contains("Changelog:\n- One.\n " + mark + "\n " + mark + "\n\nSource PR: #42\n");
  }

  @Test
  void missingPartsAreNamed() {
    assertThat(annotation(MergeBuilder.on("b").withoutPullRequest("Ada", "Add a"), a()))
        .isEqualTo(
            """
            Release: a v1.2.3

            Attestation Lineage:
            - none

            Changelog:
            No changelog entries.

            Source PR: none (Ada: Add a)
            Commit: bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb
            """);
  }

  @Test
  void aBlankChangelogCountsAsNone() {
    assertThat(annotation(MergeBuilder.on("1"), a().withNotes(" \n\n")))
        .contains("Changelog:\nNo changelog entries.\n\nSource PR: #7\n");
  }

  @Test
  void aChangelogIsKeptAsWrittenIncludingTheIndentOfItsFirstLine() {
    assertThat(annotation(MergeBuilder.on("1"), a().withNotes("    code\n\n# Heading\n\n\n")))
        .contains("Changelog:\n    code\n\n# Heading\n\nSource PR: #7\n");
  }

  @Test
  void percentSignsInAChangelogAreText() {
    assertThat(annotation(MergeBuilder.on("1"), a().withNotes("- 100 %s sure %n")))
        .contains("\n- 100 %s sure %n\n");
  }

  @Test
  void authorAndSubjectCannotImitateOtherLines() {
    String hostile =
        "Add\u2028Source PR: #1\u2029Commit: \u001b[31m" + sha("e") + "\u2028x\nSource PR: #2\n";

    assertThat(
            annotation(
                MergeBuilder.on("1").withoutPullRequest("Eve\n\nSource PR: #1", hostile), a()))
        .endsWith(
            "\n\nSource PR: none (Eve  Source PR: #1: Add Source PR: #1 Commit: "
                + sha("e")
                + " x)\nCommit: "
                + sha("1")
                + "\n");
  }

  /** A pull request's body, and the expected lines of the lineage. */
  record Lineage(String sentence, String body, List<String> lines) {
    @Override
    public String toString() {
      return sentence;
    }
  }

  private static Lineage form(String sentence, String body, String... lines) {
    return new Lineage(sentence, body, List.of(lines));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"writtenForms", "hostileForms"})
  void theLineageIsReadFromThePullRequest(Lineage form) {
    assertThat(lineage(form.body())).isEqualTo(form.lines());
  }

  static Stream<Lineage> writtenForms() {
    return Stream.of(
        form("no body", "", "- none"),
        form("on one line", "<!-- ATTESTATION_MAP {\"lint\":\"1\"} -->", "- lint: 1"),
        form(
            "in the order written",
            "<!-- ATTESTATION_MAP {\"z\":\"1\",\"a\":\"2\",\"m\":\"3\"} -->",
            "- z: 1",
            "- a: 2",
            "- m: 3"),
        form(
            "on many lines, with CRLF",
            "Text\r\n<!-- ATTESTATION_MAP\r\n{\r\n \"lint\": \"1\"\r\n}\r\n-->\r\n",
            "- lint: 1"),
        form(
            "in a code fence",
            "<!-- ATTESTATION_MAP\n```json\n{\"lint\": \"1\"}\n```\n-->",
            "- lint: 1"),
        form("with a prefix", "<!-- W5_ATTESTATION_MAP {\"lint\":\"1\"} -->", "- lint: 1"),
        form(
            "number ids", "<!-- ATTESTATION_MAP {\"lint\":12345678901} -->", "- lint: 12345678901"),
        form(
            "nested per chart, flat ones for all",
            "<!-- ATTESTATION_MAP {\"a\":{\"lint\":\"1\"},\"b\":{\"lint\":\"2\"},\"scan\":\"3\"}"
                + " -->",
            "- lint: 1",
            "- scan: 3"),
        form(
            "several blocks merged",
            "<!-- ATTESTATION_MAP {\"lint\":\"1\"} --> and <!-- ATTESTATION_MAP {\"scan\":\"2\"}"
                + " -->",
            "- lint: 1",
            "- scan: 2"),
        form(
            "the good one of a broken and a good block",
            "<!-- ATTESTATION_MAP {\"x\" --> <!-- ATTESTATION_MAP {\"scan\":\"2\"} -->",
            "- scan: 2"),
        form("an empty map", "<!-- ATTESTATION_MAP {} -->", "- none"),
        form("another comment", "<!-- ATTESTATION_MAPS {\"lint\":\"1\"} -->", "- none"));
  }

  static Stream<Lineage> hostileForms() {
    return Stream.of(
        form(
            "a new line in an id",
            "<!-- ATTESTATION_MAP {\"lint\":\"1\\n\\nSource PR: #1\"} -->",
            "- lint: 1  Source PR: #1"),
        form(
            "a new line in a check",
            "<!-- ATTESTATION_MAP {\"lint\\r\\nCommit\":\"1\"} -->",
            "- lint Commit: 1"),
        form(
            "a terminal escape in an id",
            "<!-- ATTESTATION_MAP {\"lint\":\"\\u001b[2J1\"} -->",
            "- lint: 1"),
        form("an id that is null", "<!-- ATTESTATION_MAP {\"lint\":null} -->", "- none"),
        form("an id that is a list", "<!-- ATTESTATION_MAP {\"lint\":[\"1\"]} -->", "- none"),
        form("an id of blanks", "<!-- ATTESTATION_MAP {\"lint\":\" \"} -->", "- none"));
  }

  @Test
  void ofTenThousandAttestationsTheFirstHundredAreUsed() {
    String entries =
        IntStream.range(0, 10_000)
            .mapToObj("\"check-%1$d\":\"%1$d\""::formatted)
            .collect(Collectors.joining(","));

    assertThat(lineage("<!-- ATTESTATION_MAP {" + entries + "} -->"))
        .hasSize(100)
        .startsWith("- check-0: 0")
        .endsWith("- check-99: 99");
  }

  @Test
  void theReleaseCarriesTheLineageAndTheChangelogOfItsAnnotation() {
    String body = "<!-- ATTESTATION_MAP {\"lint\": \"123\"} -->";
    Step step =
        TestPlans.step(
            TestPlans.of(MergeBuilder.on("1").from(7, body).changing(a().withNotes("- One."))));

    assertThat(step)
        .isInstanceOfSatisfying(
            Step.CreateTag.class,
            create -> {
              assertThat(create.release().lineage())
                  .containsExactly(new Attestation("lint", "123"));
              assertThat(create.release().changelog()).isEqualTo("- One.");
            });
  }
}
