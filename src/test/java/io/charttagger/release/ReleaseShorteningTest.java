package io.charttagger.release;

import static io.charttagger.release.Entries.entries;
import static io.charttagger.release.Entries.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.charttagger.chart.Attestation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * A body that would be too long is shortened in steps, never cut, and stays so when asked again.
 */
final class ReleaseShorteningTest {
  private static final int LONGEST = 65_536;

  private static ReleasePullRequest opened(List<ReleaseEntry> fresh) {
    return ReleasePullRequest.of(Entries.PAGE, Optional.empty(), Optional.empty(), fresh);
  }

  private static ReleasePullRequest updated(ReleasePullRequest earlier, List<ReleaseEntry> fresh) {
    return Entries.updated(earlier, fresh.toArray(ReleaseEntry[]::new));
  }

  private static void isComplete(ReleasePullRequest pullRequest, List<ReleaseEntry> all) {
    assertThat(pullRequest.body().length()).isLessThanOrEqualTo(LONGEST);
    assertThat(pullRequest.body()).endsWith(" -->\n" + ReleaseRegion.END);
    assertThat(pullRequest.title()).isEqualTo("release: " + all.size() + " charts");
    assertThat(ReleaseRegion.in(pullRequest.body()).entries())
        .extracting(ReleaseEntry::tag)
        .containsExactlyElementsOf(all.stream().map(ReleaseEntry::tag).toList());
  }

  private static void isTheSameAgain(ReleasePullRequest pullRequest, List<ReleaseEntry> all) {
    assertThat(updated(pullRequest, List.of())).isEqualTo(pullRequest);
    assertThat(updated(pullRequest, List.of(all.getFirst()))).isEqualTo(pullRequest);
    assertThat(updated(pullRequest, all)).isEqualTo(pullRequest);
  }

  @Test
  void aBodyOfExactlyTheLimitIsShownWhole() {
    int free = LONGEST - opened(List.of(entry("a", "1.0.0", "x"))).body().length();

    String fits = opened(List.of(entry("a", "1.0.0", "x".repeat(1 + free)))).body();
    String doesNot = opened(List.of(entry("a", "1.0.0", "x".repeat(2 + free)))).body();

    assertThat(fits).hasSize(LONGEST).contains("> xxx");
    assertThat(doesNot).hasSizeLessThan(LONGEST).doesNotContain("> xxx");
  }

  @Test
  void firstTheChangelogsBecomeLinks() {
    List<ReleaseEntry> all = entries(60, 2_000);

    ReleasePullRequest pullRequest = opened(all);

    isComplete(pullRequest, all);
    assertThat(pullRequest.body())
        .contains(
            "Too long to show here; each tag carries its own:\n\n- [chart-0000 1.0.0]"
                + "(https://github.com/owner/charts/releases/tag/chart-0000-v1.0.0)\n")
        .contains("| `chart-0059-v1.0.0` | `lint` | `id-59` |", "### How to merge")
        .doesNotContain("<details>", "No changelog entries");
    isTheSameAgain(pullRequest, all);
  }

  @Test
  void thenTheTableIsAlone() {
    List<ReleaseEntry> all = entries(150, 2_000);

    ReleasePullRequest pullRequest = opened(all);

    isComplete(pullRequest, all);
    assertThat(pullRequest.body())
        .contains("| chart-0149 | 1.0.0 |", "### How to merge", "\"chart-0149-v1.0.0/lint\":")
        .doesNotContain("### Changelogs", "### Attestation lineage");
    isTheSameAgain(pullRequest, all);
  }

  @Test
  void thenOnlyTheListsThatMachinesReadAreLeft() {
    List<ReleaseEntry> all = entries(300, 0);

    ReleasePullRequest pullRequest = opened(all);

    isComplete(pullRequest, all);
    assertThat(pullRequest.body())
        .startsWith(
            ReleaseRegion.BEGIN
                + "\n300 charts are released here; their tags carry the changelogs and the"
                + " lineage.\n\n<!-- CHART_RELEASES [")
        .contains("\n<!-- ATTESTATION_MAP {\"chart-0000-v1.0.0/lint\":\"id-0\",");
    isTheSameAgain(pullRequest, all);
  }

  @Test
  void lastTheLineageIsLeftToTheTags() {
    List<ReleaseEntry> all = entries(420, 0);

    ReleasePullRequest pullRequest = opened(all);

    isComplete(pullRequest, all);
    assertThat(pullRequest.body()).doesNotContain("ATTESTATION_MAP");
    isTheSameAgain(pullRequest, all);
  }

  @Test
  void whatNotEvenThenFitsIsRefusedWithTheRemedy() {
    List<ReleaseEntry> all = entries(600, 0);

    assertThatThrownBy(() -> opened(all))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the release pull request lists 600 releases, more than a body of 65536 characters"
                + " holds: merge it, then ask again");
  }

  @Test
  void whatPeopleWroteCountsToo() {
    List<ReleaseEntry> one = List.of(entry("a", "1.0.0", "x".repeat(40_000)));
    String theirs = "y".repeat(40_000);

    ReleasePullRequest pullRequest =
        Entries.updated("Mine", theirs, one.toArray(ReleaseEntry[]::new));

    assertThat(pullRequest.body())
        .hasSizeLessThan(LONGEST)
        .startsWith(theirs + "\n\n" + ReleaseRegion.BEGIN)
        .contains("Too long to show here");
  }

  @Test
  void onceShortenedNoChangelogIsSaidToBeMissing() {
    ReleasePullRequest shortened = opened(entries(60, 2_000));

    ReleasePullRequest grown = updated(shortened, List.of(entry("b", "1.0.0", "- One.")));

    assertThat(grown.body())
        .contains("- [b 1.0.0](", "- [chart-0000 1.0.0](")
        .doesNotContain("No changelog entries", "> - One.");
  }

  @Test
  void onceShortenedToTheListNoLineageIsSaidToBeMissing() {
    ReleasePullRequest shortened = opened(entries(420, 0));

    ReleasePullRequest grown =
        updated(shortened, List.of(entry("b", "1.0.0", "", new Attestation("lint", "1"))));

    assertThat(grown.body()).contains("\"tag\":\"b-v1.0.0\"").doesNotContain("ATTESTATION_MAP");
  }

  @Test
  void linesThatWereKeptWithoutLineageAreNotSaidToHaveNone() {
    ReleasePullRequest late = Entries.opened(entry("b", "1.0.0", "", new Attestation("lint", "1")));

    ReleasePullRequest mended = Entries.mended(late, opened(entries(420, 0)));

    assertThat(mended.body())
        .contains("\"tag\":\"b-v1.0.0\"", "\"tag\":\"chart-0419-v1.0.0\"")
        .doesNotContain("ATTESTATION_MAP");
  }
}
