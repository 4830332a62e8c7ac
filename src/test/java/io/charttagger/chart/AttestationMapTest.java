package io.charttagger.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AttestationMapTest {
  private static final ChartName A = ChartName.parse("a");
  private static final ChartName B = ChartName.parse("b");

  @ParameterizedTest
  @MethodSource("bodies")
  void readsEveryFormat(String body, List<String> lineageOfA) {
    AttestationMap map = AttestationMap.parse(body);
    assertThat(map.problems()).isEmpty();
    assertThat(map.lineageOf(A)).extracting(Attestation::toString).isEqualTo(lineageOfA);
  }

  static Stream<Arguments> bodies() {
    List<String> lintAndTest = List.of("lint: 123", "test: 456");
    String json = "{\"lint\": \"123\", \"test\": \"456\"}";
    return Stream.of(
        arguments("", List.of()),
        arguments("A change.\n\n<!-- a comment -->\n\n- [ ] ATTESTATION_MAP {}", List.of()),
        arguments("<!-- ATTESTATION_MAP {} -->", List.of()),
        arguments("<!-- ATTESTATION_MAP " + json + " -->", lintAndTest),
        arguments("Text\n<!-- ATTESTATION_MAP\n" + json + "\n-->\nmore", lintAndTest),
        arguments(
            ("<!-- ATTESTATION_MAP\n" + json.replace(" ", "\n  ") + "\n-->\n")
                .replace("\n", "\r\n"),
            lintAndTest),
        arguments("<!--ATTESTATION_MAP" + json + "-->", lintAndTest),
        arguments("<!--\n\nATTESTATION_MAP:\n" + json + "-->", lintAndTest),
        arguments("<!-- ATTESTATION_MAP = " + json + " --->", lintAndTest),
        arguments("<!-- W5_ATTESTATION_MAP\n" + json + "\n-->", lintAndTest),
        arguments("<!-- my-own.ATTESTATION_MAP\n" + json + "\n-->", lintAndTest),
        arguments("<!-- ATTESTATION_MAP\n```json\n" + json + "\n```\n-->", lintAndTest),
        arguments("<!-- ATTESTATION_MAP\r\n~~~\r\n" + json + "\r\n~~~\r\n-->", lintAndTest),
        arguments("<!-- ATTESTATION_MAP ```json " + json + "``` -->", lintAndTest),
        arguments("```json\n<!-- ATTESTATION_MAP\n" + json + "\n-->\n```", lintAndTest),
        arguments("<!-- open\n<!-- ATTESTATION_MAP " + json + " -->", lintAndTest),
        arguments("<!--><!-- ATTESTATION_MAP " + json + " -->", lintAndTest),
        // Numbers stay as written
        arguments(
            "<!-- ATTESTATION_MAP {\"n\": 123456789012345678901234567890, \"e\": 1.50E+2, \"z\":"
                + " -0} -->",
            List.of("n: 123456789012345678901234567890", "e: 1.50E+2", "z: -0")),
        // Per chart, mixed, in the order written
        arguments(
            "<!-- ATTESTATION_MAP {\"a\": {\"lint\": 123, \"test\": \"456\"}, \"b\": {\"x\": 1}}"
                + " -->",
            lintAndTest),
        arguments(
            "<!-- ATTESTATION_MAP {\"lint\": 123, \"b\": {\"x\": 1}, \"a\": {\"test\": 456}} -->",
            lintAndTest),
        arguments("<!-- ATTESTATION_MAP {\"a\": {\"lint\": 123}, \"test\": 456} -->", lintAndTest),
        arguments(
            "<!-- ATTESTATION_MAP {\"a\": {\"lint\": 123}, \"lint\": 9, \"test\": 456} -->",
            lintAndTest),
        arguments(
            "<!-- ATTESTATION_MAP {\"lint\": 9, \"test\": 456, \"a\": {\"lint\": 123}} -->",
            lintAndTest),
        arguments("<!-- ATTESTATION_MAP {\"b\": {\"lint\": 1}} -->", List.of()),
        arguments("<!-- ATTESTATION_MAP {\"A\": {\"lint\": 1}} -->", List.of()),
        // Repeated keys
        arguments(
            "<!-- ATTESTATION_MAP {\"lint\": 1, \"test\": 456, \"lint\": 123} -->", lintAndTest),
        arguments(
            "<!-- ATTESTATION_MAP {\"a\": {\"x\": 1}, \"a\": {\"lint\": 123, \"test\": 456}} -->",
            lintAndTest),
        arguments(
            "<!-- ATTESTATION_MAP {\"a\": {\"lint\": 1, \"test\": 456, \"lint\": 123}} -->",
            lintAndTest),
        arguments(
            "<!-- ATTESTATION_MAP {\"a\": 5, \"a\": {\"lint\": 123, \"test\": 456}} -->",
            lintAndTest),
        // Several blocks
        arguments(
            "<!-- ATTESTATION_MAP {\"lint\": 1} -->x<!-- W5_ATTESTATION_MAP {\"test\": 456,"
                + " \"lint\": 123} -->",
            lintAndTest),
        arguments(
            "<!-- ATTESTATION_MAP {\"a\": {\"lint\": 123}} --><!-- ATTESTATION_MAP {\"a\":"
                + " {\"test\": 456}} -->",
            lintAndTest),
        // Not the marker
        arguments(
            "<!-- ATTESTATION_MAPS {\"x\": 1} --><!-- ATTESTATION_MAP_OLD {\"x\": 1} -->",
            List.of()),
        arguments("<!-- see ATTESTATION_MAP {\"x\": 1} -->", List.of()),
        arguments("<!- ATTESTATION_MAP {\"x\": 1} -->", List.of()));
  }

  @Test
  void eachChartHasItsOwnLineage() {
    AttestationMap map =
        AttestationMap.parse(
            "<!-- ATTESTATION_MAP {\"a\": {\"x\": 1}, \"all\": 2, \"b\": {\"x\": 3}} -->");
    assertThat(map.lineageOf(A))
        .containsExactly(new Attestation("x", "1"), new Attestation("all", "2"));
    assertThat(map.lineageOf(B))
        .containsExactly(new Attestation("all", "2"), new Attestation("x", "3"));
    assertThat(map.lineageOf(ChartName.parse("c"))).containsExactly(new Attestation("all", "2"));
  }

  @ParameterizedTest
  @MethodSource("brokenBodies")
  void invalidJsonIsReportedAndGivesNoEntries(String body, String problem) {
    AttestationMap map = AttestationMap.parse(body);
    assertThat(map.entries()).isEmpty();
    assertThat(map.problems()).containsExactly(problem);
  }

  static Stream<Arguments> brokenBodies() {
    String noObject = "an ATTESTATION_MAP contains no JSON object; write {\"check\": \"id\"}";
    return Stream.of(
        arguments("<!-- ATTESTATION_MAP -->", noObject),
        arguments("<!-- ATTESTATION_MAP ``` -->", noObject),
        arguments("<!-- ATTESTATION_MAP [\"lint\"] -->", noObject),
        arguments("<!-- ATTESTATION_MAP null -->", noObject),
        arguments(
            "<!-- ATTESTATION_MAP {\"lint\": 1}",
            "an ATTESTATION_MAP comment is not closed; end it with -->"),
        arguments(
            "<!-- ATTESTATION_MAP {\"lint\": \"a-->b\"} -->",
            "an ATTESTATION_MAP is not valid JSON (line 1, column 12, counted from where the JSON begins), so that comment is ignored; correct it in the pull request's description"),
        arguments(
            "<!-- ATTESTATION_MAP\n```json\n{\"lint\": 1,\n \"unit\" 2}\n``` -->",
            "an ATTESTATION_MAP is not valid JSON (line 2, column 9, counted from where the JSON begins), so that comment is ignored; correct it in the pull request's description"),
        arguments(
            "<!-- ATTESTATION_MAP %s -->".formatted("{\"a\":".repeat(51)),
            "an ATTESTATION_MAP is nested too deeply, or has a number or a text that is too long, so that comment is ignored; correct it in the pull request's description"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{lint: 123}",
        "{\"lint\": 123",
        "{\"lint\": 123,}",
        "{\"lint\" 123}",
        "{\"lint\": 1, \"test\": 00}",
        "{\"lint\": 1} trailing",
        "{\"a\": {\"lint\": 1}",
        "{'lint': '1'}",
        "lint=1",
        "{\"lint\": NaN}",
        "{\"lint\": \"a\nb\"}"
      })
  void aBrokenBlockIsIgnoredButTheOthersAreUsed(String json) {
    AttestationMap map =
        AttestationMap.parse(
            "<!-- ATTESTATION_MAP %s --> <!-- ATTESTATION_MAP {\"good\": 7} -->".formatted(json));
    assertThat(map.lineageOf(A)).containsExactly(new Attestation("good", "7"));
    assertThat(map.problems())
        .singleElement()
        .asString()
        .matches(
            "an ATTESTATION_MAP is not valid JSON \\(line [12], column [0-9]+, counted from where the JSON begins\\), so that comment is ignored; correct it in the pull request's description")
        .hasLineCount(1);
  }

  @Test
  void aSecondObjectInOneBlockIsReported() {
    AttestationMap map = AttestationMap.parse("<!-- ATTESTATION_MAP {\"a\": 1} {\"b\": 2} -->");
    assertThat(map.lineageOf(A)).containsExactly(new Attestation("a", "1"));
    assertThat(map.problems())
        .containsExactly(
            "an ATTESTATION_MAP contains more than one JSON object; only the first is used");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "true", "[1, [2]]", "\"\"", "\" \\n\"", "\"\\u0000\""})
  void onlyAnInvalidIdIsIgnored(String id) {
    String ignored =
        "the attestation of check \"lint\" is ignored: a check needs a name, and its id must be a"
            + " string or a number";
    AttestationMap flat =
        AttestationMap.parse("<!-- ATTESTATION_MAP {\"lint\": " + id + ", \"test\": 1} -->");
    assertThat(flat.lineageOf(A)).containsExactly(new Attestation("test", "1"));
    assertThat(flat.problems()).containsExactly(ignored);
    AttestationMap nested =
        AttestationMap.parse(
            "<!-- ATTESTATION_MAP {\"a\": {\"lint\": " + id + ", \"test\": 1}} -->");
    assertThat(nested.lineageOf(A)).containsExactly(new Attestation("test", "1"));
    assertThat(nested.problems()).containsExactly(ignored);
  }

  @Test
  void anObjectWithinAChartAndACheckWithoutANameAreIgnored() {
    AttestationMap map =
        AttestationMap.parse(
            "<!-- ATTESTATION_MAP {\"a\": {\"lint\": {\"x\": {}}, \"test\": 1, \"\": 2}} -->");
    assertThat(map.lineageOf(A)).containsExactly(new Attestation("test", "1"));
    assertThat(map.problems()).hasSize(2).first().asString().contains("\"lint\"");
  }

  @Test
  void nothingCanForgeALineOfTheAnnotation() {
    AttestationMap map =
        AttestationMap.parse(
            "<!-- ATTESTATION_MAP {\"lint\\n"
                + "Source PR\": \"1\\r"
                + "\\n"
                + "Source PR: #666\\u2028Commit: 0\", \"\\u001b[2Jtest\\u202e\":"
                + " \"\\u009b31m5\\ud800\"} -->");
    assertThat(map.lineageOf(A))
        .extracting(Attestation::toString)
        .containsExactly("lint Source PR: 1 Source PR: #666 Commit: 0", "test: 5");
  }

  @Test
  void longNamesAndIdsAreCut() {
    String maximum = "🚀".repeat(250);
    String body =
        "<!-- ATTESTATION_MAP {\"%s\": \"%s\", \"%sx\": \"%sx\"} -->"
            .formatted(maximum, maximum, maximum, maximum);
    assertThat(AttestationMap.parse(body).lineageOf(A))
        .containsExactly(
            new Attestation(maximum, maximum), new Attestation(maximum + "…", maximum + "…"));
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 101, 10_000})
  void aChartHasAtMostAHundredAttestations(int count) {
    String checks = checks("c", count);
    AttestationMap flat = AttestationMap.parse("<!-- ATTESTATION_MAP {" + checks + "} -->");
    AttestationMap nested =
        AttestationMap.parse("<!-- ATTESTATION_MAP {\"a\": {" + checks + "}} -->");
    assertThat(flat.lineageOf(A)).hasSize(100).isEqualTo(nested.lineageOf(A));
    assertThat(flat.lineageOf(A).getLast()).isEqualTo(new Attestation("c99", "99"));
    if (count == 100) {
      assertThat(flat.problems()).isEmpty();
      assertThat(nested.problems()).isEmpty();
    } else {
      assertThat(flat.problems())
          .containsExactly(
              count + " attestations are listed for every chart; only the first 100 are used");
      assertThat(nested.problems())
          .containsExactly(
              count + " attestations are listed for chart \"a\"; only the first 100 are used");
    }
  }

  @Test
  void theHundredIncludeFlatAndNestedEntries() {
    AttestationMap map =
        AttestationMap.parse(
            "<!-- ATTESTATION_MAP {%s, \"a\": {%s}, \"b\": {%s}} -->"
                .formatted(checks("all", 60), checks("a", 40), checks("b", 41)));
    assertThat(map.lineageOf(A)).hasSize(100);
    assertThat(map.lineageOf(B)).hasSize(100);
    assertThat(map.problems())
        .containsExactly(
            "101 attestations are listed for chart \"b\"; only the first 100 are used");
  }

  @Test
  void problemsCannotFillTheReport() {
    assertThat(AttestationMap.parse("<!-- ATTESTATION_MAP x -->".repeat(20)).problems())
        .hasSize(20);
    assertThat(AttestationMap.parse("<!-- ATTESTATION_MAP x -->".repeat(1000)).problems())
        .hasSize(21)
        .last()
        .isEqualTo("980 more ATTESTATION_MAP problems are not listed");
  }

  static String checks(String prefix, int count) {
    return IntStream.range(0, count)
        .mapToObj(number -> "\"%s%d\": \"%d\"".formatted(prefix, number, number))
        .collect(Collectors.joining(", "));
  }
}
