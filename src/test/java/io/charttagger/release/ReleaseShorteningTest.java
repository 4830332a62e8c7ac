package io.charttagger.release;

import static io.charttagger.release.ReleaseEntries.entries;
import static io.charttagger.release.ReleaseEntries.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.charttagger.chart.Attestation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A body that would be too long is shortened in steps, never cut off, and a retry gives the same
 * text.
 */
final class ReleaseShorteningTest {
  private static final int MAX_LENGTH = 65_536;

  private static ReleasePullRequest opened(List<ReleaseEntry> added) {
    return ReleaseEntries.opened(added);
  }

  private static ReleasePullRequest updated(ReleasePullRequest earlier, List<ReleaseEntry> added) {
    return ReleaseEntries.updated(earlier, added.toArray(ReleaseEntry[]::new));
  }

  private static void assertComplete(ReleasePullRequest pullRequest, List<ReleaseEntry> all) {
    assertThat(pullRequest.body().length()).isLessThanOrEqualTo(MAX_LENGTH);
    assertThat(pullRequest.body()).endsWith(" -->\n" + ReleaseRegion.END);
    assertThat(pullRequest.title()).isEqualTo("release: " + all.size() + " charts");
    assertThat(ReleaseRegion.in(pullRequest.body()).entries())
        .extracting(ReleaseEntry::tag)
        .containsExactlyElementsOf(all.stream().map(ReleaseEntry::tag).toList());
  }

  private static void assertRetryGivesTheSameText(
      ReleasePullRequest pullRequest, List<ReleaseEntry> all) {
    assertThat(updated(pullRequest, List.of())).isEqualTo(pullRequest);
    assertThat(updated(pullRequest, List.of(all.getFirst()))).isEqualTo(pullRequest);
    assertThat(updated(pullRequest, all)).isEqualTo(pullRequest);
  }

  @Test
  void aBodyOfExactlyTheLimitIsShownCompletely() {
    int free = MAX_LENGTH - opened(List.of(entry("a", "1.0.0", "x"))).body().length();

    String fits = opened(List.of(entry("a", "1.0.0", "x".repeat(1 + free)))).body();
    String doesNot = opened(List.of(entry("a", "1.0.0", "x".repeat(2 + free)))).body();

    assertThat(fits).hasSize(MAX_LENGTH).contains("> xxx");
    assertThat(doesNot).hasSizeLessThan(MAX_LENGTH).doesNotContain("> xxx");
  }

  @Test
  void firstTheLongestChangelogsAreReplacedByLinks() {
    List<ReleaseEntry> all = new ArrayList<>(entries(14, 3_500));
    all.add(entry("long", "1.0.0", "y".repeat(9_000)));

    ReleasePullRequest pullRequest = opened(all);

    assertComplete(pullRequest, all);
    assertThat(pullRequest.body())
        .contains("> xxx")
        .contains(
            "<details><summary><b>long 1.0.0</b></summary>\n\nThe changelog is too long to show here; [the tag](https://github.com/owner/charts/releases/tag/long-v1.0.0) contains it.\n\n</details>")
        .doesNotContain("yyy");
    assertRetryGivesTheSameText(pullRequest, all);
    assertThat(updated(pullRequest, List.of(all.getLast()))).isEqualTo(pullRequest);
  }

  @Test
  void thenThoseOfMediumLength() {
    List<ReleaseEntry> all = new ArrayList<>(entries(20, 3_000));
    all.addAll(List.of(entry("short", "1.0.0", "- One."), entry("b", "1.0.0", "")));

    ReleasePullRequest pullRequest = opened(all);

    assertComplete(pullRequest, all);
    assertThat(pullRequest.body())
        .contains("> - One.", "No changelog entries.")
        .doesNotContain("> xxx");
    assertRetryGivesTheSameText(pullRequest, all);
  }

  @Test
  void thenAllOfThem() {
    List<ReleaseEntry> all = entries(60, 2_000);

    ReleasePullRequest pullRequest = opened(all);

    assertComplete(pullRequest, all);
    assertThat(pullRequest.body())
        .contains("### Changelogs\n\nToo long to show here; each tag contains its own.\n\n")
        .contains("<details><summary>60 attestations</summary>")
        .contains("| `chart-0059-v1.0.0` | `lint` | `id-59` |", "### How to merge")
        .doesNotContain("> xxx", "No changelog entries");
    assertRetryGivesTheSameText(pullRequest, all);
  }

  @Test
  void thenOnlyTheTableIsShown() {
    List<ReleaseEntry> all = entries(120, 2_000);

    ReleasePullRequest pullRequest = opened(all);

    assertComplete(pullRequest, all);
    assertThat(pullRequest.body())
        .contains("charts/chart-0119) | 1.0.0 |", "### How to merge", "\"chart-0119-v1.0.0/lint\":")
        .contains("each tag contains its own")
        .doesNotContain("### Attestation lineage");
    assertRetryGivesTheSameText(pullRequest, all);
  }

  @Test
  void thenTheNamesWithoutLinks() {
    List<ReleaseEntry> all = entries(300, 0);

    ReleasePullRequest pullRequest = opened(all);

    assertComplete(pullRequest, all);
    assertThat(pullRequest.body())
        .startsWith(
            ReleaseRegion.BEGIN
                + "\n"
                + "This pull request releases 300 charts: see [what they change](https://github.com/owner/charts/compare/release...main)."
                + " Their tags contain the changelogs and the lineage.\n\n"
                + "| Chart | New version | Source PR |\n|---|---|---|\n| chart-0000 | 1.0.0 | #7 |\n")
        .contains("\n| chart-0299 | 1.0.0 | #7 |\n\n### How to merge\n\n")
        .contains("\n<!-- ATTESTATION_MAP {\"chart-0000-v1.0.0/lint\":\"id-0\",");
    assertRetryGivesTheSameText(pullRequest, all);
  }

  @Test
  void thenOnlyTheMachineReadableListsRemain() {
    List<ReleaseEntry> all = entries(350, 0);

    ReleasePullRequest pullRequest = opened(all);

    assertComplete(pullRequest, all);
    assertThat(pullRequest.body())
        .startsWith(
            ReleaseRegion.BEGIN
                + "\n"
                + "This pull request releases 350 charts: see [what they change](https://github.com/owner/charts/compare/release...main)."
                + " Their tags contain the changelogs and the lineage.\n\n"
                + "<!-- CHART_RELEASES [")
        .contains("\n<!-- ATTESTATION_MAP {\"chart-0000-v1.0.0/lint\":\"id-0\",");
    assertRetryGivesTheSameText(pullRequest, all);
  }

  @Test
  void whatWasTooLongForTheTableOnceIsNotShownHalf() {
    ReleasePullRequest shortened = opened(entries(300, 0));

    assertThat(updated(shortened, List.of(entry("b", "1.0.0", "- One."))).body())
        .contains("| b | 1.0.0 | #7 |")
        .doesNotContain("> - One.", "[b](", "\"directory\"");
  }

  @Test
  void finallyTheLineageIsOmitted() {
    List<ReleaseEntry> all = entries(420, 0);

    ReleasePullRequest pullRequest = opened(all);

    assertComplete(pullRequest, all);
    assertThat(pullRequest.body()).doesNotContain("ATTESTATION_MAP");
    assertRetryGivesTheSameText(pullRequest, all);
  }

  @Test
  void aListThatStillDoesNotFitIsRejectedWithARemedy() {
    List<ReleaseEntry> all = entries(600, 0);

    assertThatThrownBy(() -> opened(all))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the release pull request lists 600 releases, more than a body of 65536 characters can"
                + " hold; merge it, then send the same dispatch again");
  }

  @Test
  void textWrittenByPeopleCountsTowardsTheLimit() {
    List<ReleaseEntry> one = List.of(entry("a", "1.0.0", "x".repeat(40_000)));
    String theirs = "y".repeat(40_000);

    ReleasePullRequest pullRequest =
        ReleaseEntries.updated("Mine", theirs, one.toArray(ReleaseEntry[]::new));

    assertThat(pullRequest.body())
        .hasSizeLessThan(MAX_LENGTH)
        .startsWith(theirs + "\n\n" + ReleaseRegion.BEGIN)
        .contains("Too long to show here");
  }

  @Test
  void afterShorteningNoChangelogIsReportedAsMissing() {
    ReleasePullRequest shortened = opened(entries(60, 2_000));

    ReleasePullRequest grown = updated(shortened, List.of(entry("b", "1.0.0", "- One.")));

    assertThat(grown.body())
        .contains("> - One.", "The changelog is too long to show here; [the tag](")
        .doesNotContain("No changelog entries");
  }

  @Test
  void afterShorteningToTheListNoLineageIsReportedAsMissing() {
    ReleasePullRequest shortened = opened(entries(420, 0));

    ReleasePullRequest grown =
        updated(shortened, List.of(entry("b", "1.0.0", "", new Attestation("lint", "1"))));

    assertThat(grown.body()).contains("\"tag\":\"b-v1.0.0\"").doesNotContain("ATTESTATION_MAP");
  }

  @Test
  void entriesSavedWithoutLineageAreNotReportedAsHavingNone() {
    ReleasePullRequest late =
        ReleaseEntries.opened(entry("b", "1.0.0", "", new Attestation("lint", "1")));

    ReleasePullRequest restored = ReleaseEntries.restored(late, opened(entries(420, 0)));

    assertThat(restored.body())
        .contains("\"tag\":\"b-v1.0.0\"", "\"tag\":\"chart-0419-v1.0.0\"")
        .doesNotContain("ATTESTATION_MAP");
  }
}
