package io.charttagger.release;

import static io.charttagger.release.ReleaseEntries.entries;
import static io.charttagger.release.ReleaseEntries.entry;
import static io.charttagger.release.ReleaseEntries.opened;
import static io.charttagger.release.ReleaseEntries.restored;
import static io.charttagger.release.ReleaseEntries.updated;
import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.Attestation;
import io.charttagger.chart.ChartName;
import io.charttagger.chart.ChartVersion;
import io.charttagger.chart.TagName;
import io.charttagger.plan.ChartStateBuilder;
import io.charttagger.plan.MergeBuilder;
import io.charttagger.plan.Step;
import io.charttagger.plan.TestPlans;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The title and body of the release pull request. */
final class ReleasePullRequestTest {

  @Test
  void hasSpaceForAsManyCharactersAsABodyMayHave() {
    assertThat(ReleasePullRequest.hasSpaceFor(65_536)).isTrue();
    assertThat(ReleasePullRequest.hasSpaceFor(65_537)).isFalse();
  }

  @Test
  void listsWhatItsBodyListsAndNothingOfAnother() {
    ReleaseEntry a = entry("a", "1.2.3", "- One.", new Attestation("lint", "123"));

    assertThat(ReleasePullRequest.listedIn(opened(a).body()))
        .extracting(it -> it.tag().value())
        .containsExactly("a-v1.2.3");
    assertThat(ReleasePullRequest.listedIn("words")).isEmpty();
  }

  @Test
  void theCompleteBodyOfTwoReleases() {
    ReleaseEntry a = entry("a", "1.2.3", "### Added\n\n- One.", new Attestation("lint", "123"));
    ReleaseEntry b =
        new ReleaseEntry(
            ChartName.parse("b"),
            ChartVersion.parse("2.0.0+build.5"),
            new TagName("b-v2.0.0+build.5"),
            MergeBuilder.sha("2"),
            Optional.empty(),
            List.of(),
            Optional.of(""));

    ReleasePullRequest pullRequest = opened(a, b);

    assertThat(pullRequest.title()).isEqualTo("release: a-v1.2.3, b-v2.0.0+build.5");
    assertThat(pullRequest.problems()).isEmpty();
    assertThat(pullRequest.body())
        .isEqualTo(
            """
            <!-- chart-tagger:begin -->
            ### Charts in this release

            | Chart | Version | Tag | Source PR | Commit |
            |---|---|---|---|---|
            | a | 1.2.3 | [`a-v1.2.3`](https://github.com/owner/charts/tree/a-v1.2.3) | #7 | [`1111111`](https://github.com/owner/charts/commit/1111111111111111111111111111111111111111) |
            | b | 2.0.0+build.5 | [`b-v2.0.0+build.5`](https://github.com/owner/charts/tree/b-v2.0.0%2Bbuild.5) | none | [`2222222`](https://github.com/owner/charts/commit/2222222222222222222222222222222222222222) |

            ### Changelogs

            <!-- chart-tagger:changelog a-v1.2.3 -->
            <details><summary><b>a 1.2.3</b></summary>

            > ### Added
            >\s
            > - One.

            </details>

            <!-- chart-tagger:changelog b-v2.0.0+build.5 -->
            <details><summary><b>b 2.0.0+build.5</b></summary>

            No changelog entries.

            </details>

            ### Attestation lineage

            | Tag | Check | Attestation |
            |---|---|---|
            | `a-v1.2.3` | `lint` | `123` |

            ### How to merge

            Merge this with a **merge commit**: the tags point at commits of the head branch, and a squash or rebase would
            keep those commits out of the base branch. Text outside the two `chart-tagger` markers is kept when Chart Tagger updates this body.

            <!-- CHART_RELEASES [{"chart":"a","version":"1.2.3","tag":"a-v1.2.3","commit":"1111111111111111111111111111111111111111","sourcePullRequest":7},{"chart":"b","version":"2.0.0+build.5","tag":"b-v2.0.0+build.5","commit":"2222222222222222222222222222222222222222"}] -->
            <!-- ATTESTATION_MAP {"a-v1.2.3/lint":"123"} -->
            <!-- chart-tagger:end -->\
            """);
  }

  @Test
  void withoutLineageThereIsNoTableButAnEmptyMap() {
    assertThat(opened(entry("a", "1.0.0", "- One.")).body())
        .doesNotContain("Attestation lineage")
        .contains("\n<!-- ATTESTATION_MAP {} -->\n");
  }

  @Test
  void anEntryIsMadeFromAStep() {
    Step step =
        TestPlans.step(
            TestPlans.of(
                MergeBuilder.on("1")
                    .from(42, "<!-- ATTESTATION_MAP {\"lint\": 1} -->")
                    .changing(
                        ChartStateBuilder.in("charts/a").to("a", "1.0.0").withNotes("- @ada"))));

    assertThat(step)
        .isInstanceOfSatisfying(
            Step.CreateTag.class,
            create ->
                assertThat(ReleaseEntry.of(create.subject(), create.release()))
                    .isEqualTo(
                        new ReleaseEntry(
                            ChartName.parse("a"),
                            ChartVersion.parse("1.0.0"),
                            new TagName("a-v1.0.0"),
                            MergeBuilder.sha("1"),
                            Optional.of(42),
                            List.of(new Attestation("lint", "1")),
                            Optional.of("> - @\u200Bada"))));
  }

  @Test
  void aTitleOfUpTo256CharactersListsTheTags() {
    String name = "x".repeat(256 - "release: ".length() - "-v1.0.0, a-v1.0.0".length());

    assertThat(opened(entry(name, "1.0.0", ""), entry("a", "1.0.0", "")).title())
        .hasSize(256)
        .endsWith("-v1.0.0, a-v1.0.0");
    assertThat(opened(entry(name + "x", "1.0.0", ""), entry("a", "1.0.0", "")).title())
        .isEqualTo("release: 2 charts");
  }

  @Test
  void aGeneratedTitleGrowsWithTheList() {
    ReleasePullRequest one = opened(entry("a", "1.0.0", ""));

    assertThat(updated(one, entry("b", "1.0.0", "")).title())
        .isEqualTo("release: a-v1.0.0, b-v1.0.0");
    assertThat(updated(one, entries(40, 0).toArray(ReleaseEntry[]::new)).title())
        .isEqualTo("release: 41 charts");
  }

  @Test
  void aTitleWrittenByAPersonIsKept() {
    ReleasePullRequest one = opened(entry("a", "1.0.0", ""));

    assertThat(updated("Release of November", one.body(), entry("b", "1.0.0", "")).title())
        .isEqualTo("Release of November");
  }

  @Test
  void aTagThatIsAlreadyListedKeepsItsPositionAndIsUpdated() {
    ReleasePullRequest two = opened(entry("a", "1.0.0", "- old"), entry("b", "1.0.0", ""));

    ReleasePullRequest again = updated(two, entry("a", "1.0.0", "- new"));

    assertThat(again.title()).isEqualTo("release: a-v1.0.0, b-v1.0.0");
    assertThat(again.body()).contains("> - new").doesNotContain("> - old");
  }

  @Test
  void everyVersionOfOneChartIsListed() {
    assertThat(updated(opened(entry("a", "1.0.0", "- one")), entry("a", "1.1.0", "- two")).body())
        .contains("> - one", "> - two", "| a | 1.0.0 |", "| a | 1.1.0 |");
  }

  @Test
  void entriesThatWereLostAfterTheyWereSavedAreListedAgain() {
    ReleaseEntry a = entry("a", "1.0.0", "- one", new Attestation("lint", "1"));
    ReleaseEntry b = entry("b", "1.0.0", "- two", new Attestation("lint", "2"));
    ReleaseEntry c = entry("c", "1.0.0", "- three");

    assertThat(restored(opened(a), opened(a, b), c)).isEqualTo(opened(a, b, c));
    assertThat(restored(opened(a, c), opened(a, b))).isEqualTo(opened(a, b, c));
    assertThat(restored(opened(a, b), opened(a))).isEqualTo(opened(a, b));
  }

  @Test
  void theCurrentBodyWinsOverTheSavedOne() {
    assertThat(
            restored(opened(entry("a", "1.0.0", "- new")), opened(entry("a", "1.0.0", "- old")))
                .body())
        .contains("> - new")
        .doesNotContain("> - old");
  }

  @Test
  void textWrittenByPeopleIsTakenFromTheCurrentBody() {
    ReleaseEntry a = entry("a", "1.0.0", "- one");

    assertThat(
            restored(updated("Title", "Today's text", a), updated("Title", "Yesterday's text", a))
                .body())
        .startsWith("Today's text")
        .doesNotContain("Yesterday's text");
  }

  @Test
  void composingTheBodyAgainGivesTheSameText() {
    ReleaseEntry a =
        entry("a", "1.0.0", "- @ada fixes #1 <b>\n```\nopen", new Attestation("x|`y", "<1>"));
    ReleaseEntry b = entry("b", "1.0.0", "");
    ReleasePullRequest both = updated(updated("Title", "People's text", a), b);

    assertThat(updated(both, a)).isEqualTo(both);
    assertThat(updated(both, b)).isEqualTo(both);
    assertThat(updated(both, a, b)).isEqualTo(both);
    assertThat(updated(both)).isEqualTo(both);
  }
}
