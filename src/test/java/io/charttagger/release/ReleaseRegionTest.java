package io.charttagger.release;

import static io.charttagger.release.ReleaseEntries.entry;
import static io.charttagger.release.ReleaseEntries.opened;
import static io.charttagger.release.ReleaseEntries.updated;
import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.Attestation;
import io.charttagger.chart.ChartVersion;
import io.charttagger.chart.TagName;
import io.charttagger.plan.MergeBuilder;
import io.charttagger.plan.Upgrade;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which parts of an earlier body are read back, and which belong to people. */
final class ReleaseRegionTest {
  private static final ReleaseEntry A =
      entry("a", "1.0.0", "- One.\n\n- Two.", new Attestation("lint", "1"));
  private static final ReleaseEntry B = entry("b", "1.0.0", "- Three.");

  private static List<ReleaseEntry> entries(String body) {
    return ReleaseRegion.in(body).entries();
  }

  private static String listing(String releases, String lineage) {
    return "%s\n<!-- CHART_RELEASES %s -->\n<!-- ATTESTATION_MAP %s -->\n%s"
        .formatted(ReleaseRegion.BEGIN, releases, lineage, ReleaseRegion.END);
  }

  private static String release(String chart, String version) {
    return "{\"chart\":%s,\"version\":%s,\"commit\":\"%s\"}"
        .formatted(chart, version, MergeBuilder.sha("1"));
  }

  @Test
  void everyEntryIsReadBackUnchanged() {
    assertThat(entries(opened(A, B).body())).containsExactly(A, B);
  }

  @Test
  void everyEntryIsReadBackFromABodyThatWasEditedInTheBrowser() {
    assertThat(entries(opened(A, B).body().replace("\n", "\r\n"))).containsExactly(A, B);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Hi.\r\r\n", "Hi.\r\r\r\n\r\r\n", "Hi.\r"})
  void aSecondUpdateChangesNothingWhateverTheLineEndsAre(String before) {
    String body = updated("Mine", before + opened(A).body() + "\r\r\nBye.\r\r", B).body();

    assertThat(updated("Mine", body, B).body()).isEqualTo(body);
  }

  @Test
  void theLineageOfATagIsNotMixedWithThatOfALongerTag() {
    ReleaseEntry longer = entry("a", "1.0.0-rc", "", new Attestation("lint", "2"));

    assertThat(entries(opened(A, longer).body())).containsExactly(A, longer);
  }

  @Test
  void textBeforeAndAfterTheMarkersIsKept() {
    String body = "Please review.\n\n" + opened(A).body() + "\n\nThanks!\n";

    assertThat(updated("release: x", body, B).body())
        .startsWith("Please review.\n\n" + ReleaseRegion.BEGIN)
        .endsWith(ReleaseRegion.END + "\n\nThanks!\n")
        .contains("charts/a) | 1.0.0 |", "charts/b) | 1.0.0 |");
  }

  @Test
  void aBodyWithoutMarkersIsKeptCompletely() {
    ReleasePullRequest pullRequest = updated("Mine", "My own words.\r\n\r\n", A);

    assertThat(pullRequest.body()).startsWith("My own words.\n\n" + ReleaseRegion.BEGIN + "\n");
    assertThat(pullRequest.problems()).isEmpty();
  }

  @Test
  void anEmptyBodyIsReplacedCompletely() {
    assertThat(updated("release: x", " \n", A).body()).isEqualTo(opened(A).body());
  }

  @Test
  void textThatMentionsTheMarkersIsKept() {
    String about = "`" + ReleaseRegion.BEGIN + "` and `" + ReleaseRegion.END + "`: mind the marks.";
    String body = about + "\n\n" + opened(A).body() + "\n\n" + about;

    ReleasePullRequest again = updated("release: x", body, B);

    assertThat(again.body()).startsWith(about + "\n\n").endsWith("\n\n" + about);
    assertThat(entries(again.body())).containsExactly(A, B);
  }

  @Test
  void aSingleMarkerInOtherTextIsText() {
    String body =
        ReleaseRegion.BEGIN
            + " begins it.\n\n"
            + opened(A).body()
            + "\n\nends: "
            + ReleaseRegion.END;

    ReleasePullRequest again = updated("release: x", body, B);

    assertThat(again.body())
        .startsWith(ReleaseRegion.BEGIN + " begins it.\n\n" + ReleaseRegion.BEGIN)
        .endsWith(ReleaseRegion.END + "\n\nends: " + ReleaseRegion.END);
    assertThat(entries(again.body())).containsExactly(A, B);
  }

  @Test
  void theLastOfTwoListsIsUsed() {
    assertThat(entries(opened(A).body() + "\n" + opened(B).body())).containsExactly(B);
  }

  @Test
  void aRemovedMarkerIsReported() {
    String body = opened(A).body().replace(ReleaseRegion.END, "");

    ReleasePullRequest again = updated("release: x", body, B);

    assertThat(entries(again.body())).containsExactly(B);
    assertThat(again.problems())
        .containsExactly(
            "one of the two chart-tagger markers was removed from the pull request's body, so a new"
                + " list was added below");
    assertThat(updated("release: x", ReleaseRegion.END, B).problems()).hasSize(1);
  }

  @Test
  void aRemovedListIsReported() {
    String body = ReleaseRegion.BEGIN + "\nnothing\n" + ReleaseRegion.END;

    ReleasePullRequest again = updated("release: x", body, B);

    assertThat(again.body()).isEqualTo(opened(B).body());
    assertThat(again.problems())
        .containsExactly(
            "CHART_RELEASES was removed from the pull request's body, so it was started again");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[{", "", "{}", "\"a\"", "null", "7", "no JSON"})
  void aListThatIsNotAListIsReported(String json) {
    ReleasePullRequest again = updated("release: x", listing(json, "{}"), B);

    assertThat(again.body()).isEqualTo(opened(B).body());
    assertThat(again.problems())
        .containsExactly(
            "CHART_RELEASES in the pull request's body could not be read, so it was started again");
  }

  @Test
  void aListWhoseCommentIsNotClosedIsReported() {
    String body =
        ReleaseRegion.BEGIN + "\n<!-- CHART_RELEASES []\n" + ReleaseRegion.END.replace("-->", "");

    assertThat(updated("release: x", body + ReleaseRegion.END, B).problems()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "[]", "7"})
  void aLineageThatIsNotAMapIsReportedAndTheListIsKept(String json) {
    String body = listing("[" + release("\"a\"", "\"1.0.0\"") + "]", json);

    ReleasePullRequest again = updated("release: x", body, B);

    assertThat(entries(again.body()))
        .extracting(listed -> listed.tag().value())
        .containsExactly("a-v1.0.0", "b-v1.0.0");
    assertThat(again.problems())
        .containsExactly(
            "ATTESTATION_MAP in the pull request's body could not be read, so it was started"
                + " again");
  }

  static Stream<String> hostileReleases() {
    return Stream.of(
        release("\"../../etc\"", "\"1.0.0\""),
        release("\"a\"", "\"latest\""),
        release("\"a..b\"", "\"1.0.0\""),
        release("null", "\"1.0.0\""),
        release("true", "\"1.0.0\""),
        release("[\"a\"]", "\"1.0.0\""),
        release("\"a\"", "null"),
        release("\"a|b\"", "\"1.0.0\""),
        "{\"chart\":\"a\",\"version\":\"1.0.0\",\"commit\":\"main\"}",
        "{\"chart\":\"a\",\"version\":\"1.0.0\"}",
        "{}",
        "7",
        "null",
        "\"a-v1.0.0\"");
  }

  @ParameterizedTest
  @MethodSource("hostileReleases")
  void aHostileEntryIsIgnoredAndTheOthersAreKept(String hostile) {
    String body =
        listing("[" + release("\"a\"", "\"1.0.0\"") + "," + hostile + "," + hostile + "]", "{}");

    ReleasePullRequest again = updated("release: x", body, B);

    assertThat(entries(again.body()))
        .extracting(listed -> listed.tag().value())
        .containsExactly("a-v1.0.0", "b-v1.0.0");
    assertThat(again.problems())
        .singleElement()
        .asString()
        .startsWith("2 entries of CHART_RELEASES were ignored, the first because ");
  }

  @Test
  void duplicateEntriesAreMerged() {
    String a = release("\"a\"", "\"1.0.0\"");

    assertThat(updated("release: x", listing("[" + a + "," + a + "]", "{}")).title())
        .isEqualTo("release: a-v1.0.0");
  }

  @Test
  void whereAChartIsAndWhatItWasIsReadBack() {
    ReleaseEntry upgraded =
        new ReleaseEntry(
            A.chart(),
            A.version(),
            A.tag(),
            A.commit(),
            A.sourcePullRequest(),
            new ReleaseEntry.Place(
                Optional.of("stable/a"),
                Optional.of(ChartVersion.parse("0.9.0")),
                new Upgrade(
                    Optional.of(new TagName("a-v0.9.0")), Optional.of("2.1"), Optional.of("2.0"))),
            A.lineage(),
            A.changelog());

    assertThat(entries(opened(upgraded, B).body())).containsExactly(upgraded, B);
  }

  @Test
  void whatIsSpoiltOfAChartsPlaceIsLeftOut() {
    String line =
        release("\"a\"", "\"1.0.0\"")
            .replace(
                "}",
                ",\"directory\":7,\"previousVersion\":\"new\",\"previousTag\":\"a b\",\"appVersion\":\""
                    + "x".repeat(4097)
                    + "\",\"previousAppVersion\":\"\\u001b[1m\"}");

    assertThat(entries(listing("[" + line + "]", "{}")))
        .singleElement()
        .satisfies(entry -> assertThat(entry.place()).isEqualTo(ReleaseEntry.Place.UNKNOWN));
  }

  @Test
  void aSourcePullRequestThatIsNotANumberIsIgnored() {
    for (String number : new String[] {"-1", "0", "\"x\"", "null"}) {
      String line =
          release("\"a\"", "\"1.0.0\"").replace("}", ",\"sourcePullRequest\":" + number + "}");

      assertThat(entries(listing("[" + line + "]", "{}")))
          .singleElement()
          .satisfies(listed -> assertThat(listed.sourcePullRequest()).as(number).isEmpty());
    }
  }

  @Test
  void hostileLineageIsCleaned() {
    String lineage =
        "{\"a-v1.0.0/x\\ny\":\"1\\n<!-- CHART_RELEASES [] --\\u003e\\n\",\"a-v1.0.0/list\":[1],"
            + "\"a-v1.0.0/null\":null,\"a-v1.0.0/\":\"2\",\"a-v1.0.0/n\":3,\"other\":\"4\"}";

    List<ReleaseEntry> found = entries(listing("[" + release("\"a\"", "\"1.0.0\"") + "]", lineage));

    assertThat(found.getFirst().lineage())
        .containsExactly(
            new Attestation("x y", "1 <!-- CHART_RELEASES [] -->"), new Attestation("n", "3"));
  }

  @Test
  void idsCanNeitherEndTheirCommentNorForgeAMarker() {
    ReleaseEntry hostile =
        entry(
            "a",
            "1.0.0",
            "",
            new Attestation("one", "--> **bold** <!--"),
            new Attestation("two", ReleaseRegion.BEGIN),
            new Attestation(ReleaseRegion.END, "<!-- CHART_RELEASES [] -->"));

    ReleasePullRequest pullRequest = updated("release: x", "Mine.", hostile);

    assertThat(pullRequest.body().split("-->", -1))
        .as("begin, changelog, two comments, end; each id thrice in the table")
        .hasSize(1 + 5 + 4);
    assertThat(entries(pullRequest.body())).containsExactly(hostile);
    assertThat(updated(pullRequest, hostile)).isEqualTo(pullRequest);
    assertThat(updated(pullRequest, B).body())
        .startsWith("Mine.\n\n" + ReleaseRegion.BEGIN + "\n###");
  }

  @Test
  void aChangelogCannotForgeAMarker() {
    ReleaseEntry hostile =
        entry(
            "a",
            "1.0.0",
            "- x\n"
                + ReleaseRegion.END
                + "\n"
                + ReleaseRegion.BEGIN
                + "\n<!-- CHART_RELEASES [] -->\n"
                + ReleaseRegion.changelogMarker(B.tag())
                + "\n</details>\n- y");

    ReleasePullRequest pullRequest = opened(hostile, B);

    assertThat(entries(pullRequest.body())).containsExactly(hostile, B);
    assertThat(updated(pullRequest, hostile)).isEqualTo(pullRequest);
  }

  @Test
  void aLineageCellCannotEndItsCellOrRow() {
    assertThat(opened(entry("a", "1.0.0", "", new Attestation("x|`y", "@ada"))).body())
        .contains("\n| `a-v1.0.0` | `x\\|'y` | `@ada` |\n");
  }
}
