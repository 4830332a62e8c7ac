package io.charttagger.release;

import static io.charttagger.release.ReleaseEntries.entries;
import static io.charttagger.release.ReleaseEntries.entry;
import static io.charttagger.release.ReleaseEntries.opened;
import static io.charttagger.release.ReleaseEntries.restored;
import static io.charttagger.release.ReleaseEntries.updated;
import static io.charttagger.release.ReleaseEntries.warned;
import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.Attestation;
import io.charttagger.chart.ChartName;
import io.charttagger.chart.ChartVersion;
import io.charttagger.chart.TagName;
import io.charttagger.plan.ChartStateBuilder;
import io.charttagger.plan.MergeBuilder;
import io.charttagger.plan.Step;
import io.charttagger.plan.TestPlans;
import io.charttagger.plan.Upgrade;
import io.charttagger.plan.Warning;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The title and body of the release pull request. */
final class ReleasePullRequestTest {

  @Test
  void hasSpaceForAsManyCharactersAsABodyMayHave() {
    assertThat(ReleasePullRequest.longestChangelog(65_536)).isEqualTo(65_536);
    assertThat(ReleasePullRequest.longestChangelog(65_537)).isEqualTo(8_000);
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
            ReleaseEntry.Place.UNKNOWN,
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
            | [a](https://github.com/owner/charts/tree/1111111111111111111111111111111111111111/charts/a) | 1.2.3 | [`a-v1.2.3`](https://github.com/owner/charts/releases/tag/a-v1.2.3) | #7 | [`1111111`](https://github.com/owner/charts/commit/1111111111111111111111111111111111111111) |
            | b | 2.0.0+build.5 | [`b-v2.0.0+build.5`](https://github.com/owner/charts/releases/tag/b-v2.0.0%2Bbuild.5) | none | [`2222222`](https://github.com/owner/charts/commit/2222222222222222222222222222222222222222) |

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

            Use **Create a merge commit**: the tags point at commits of `main`, and a squash or a rebase would leave those commits out of `release`.
            If `release` requires a linear history, GitHub offers no merge commit. Then move the branch forward, and GitHub marks this pull request as merged: `git fetch origin && git push origin origin/main:refs/heads/release`.

            <sub>Chart Tagger wrote this, and keeps what you write outside its two `chart-tagger` markers.</sub>

            <!-- CHART_RELEASES [{"chart":"a","version":"1.2.3","tag":"a-v1.2.3","commit":"1111111111111111111111111111111111111111","sourcePullRequest":7,"directory":"charts/a"},{"chart":"b","version":"2.0.0+build.5","tag":"b-v2.0.0+build.5","commit":"2222222222222222222222222222222222222222"}] -->
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
  void anUpgradeIsLinkedToTheComparisonOfItsTags() {
    assertThat(opened(upgrade("1.2.3", "1.3.0", "- One.", Optional.of("a-v1.2.3"))).body())
        .contains(
            "| [1.2.3 → 1.3.0](https://github.com/owner/charts/compare/a-v1.2.3...a-v1.3.0) |");
    assertThat(opened(upgrade("1.2.3", "1.3.0", "- One.", Optional.empty())).body())
        .contains("| 1.2.3 → 1.3.0 |");
  }

  @Test
  void appVersionsAreShownWhereOneChanged() {
    ReleaseEntry a = app(entry("a", "1.0.0", ""), Optional.of("2|1"), Optional.of("2.0 <b>"));
    ReleaseEntry b = app(entry("b", "1.0.0", ""), Optional.of("7"), Optional.empty());

    assertThat(opened(a, b, entry("c", "1.0.0", "")).body())
        .contains("| Chart | Version | App version | Tag |", "|---|---|---|---|---|---|\n")
        .contains("| 1.0.0 | 2.0 &lt;b> → 2\\|1 | [`a-", "| 1.0.0 | 7 | [`b-", "| 1.0.0 |  | [`c-");
    assertThat(opened(entry("c", "1.0.0", "")).body()).doesNotContain("App version");
  }

  @Test
  void theNotesOfOneChartAreOpen() {
    assertThat(opened(entry("a", "1.0.0", "- One.")).body())
        .contains("<details open><summary><b>a 1.0.0</b></summary>\n\n> - One.\n");
  }

  @Test
  void theNotesOfAMajorVersionAreOpenAndMarked() {
    String body =
        opened(upgrade("1.2.3", "2.0.0", "- One.", Optional.empty()), entry("b", "1.0.0", ""))
            .body();

    assertThat(body)
        .contains("<details open><summary>⚠️ <b>a 2.0.0</b>: major version</summary>\n\n> - One.")
        .contains("| ⚠️ 1.2.3 → 2.0.0 |")
        .contains("<details><summary><b>b 1.0.0</b></summary>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BREAKING CHANGE: all is new",
        "### Breaking changes\n\n- One.",
        "- **Breaking**: the port",
        "- feat!: drop the port",
        "- fix(web)!: drop the port (1234567)",
        "* This is a breaking change."
      })
  void theNotesOfABreakingChangeAreOpenAndMarked(String changelog) {
    assertThat(opened(entry("a", "1.1.0", changelog), entry("b", "1.0.0", "")).body())
        .contains("<details open><summary>⚠️ <b>a 1.1.0</b>: breaking change</summary>")
        .contains("| ⚠️ 1.1.0 |");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "- a non-breaking change",
        "- no breaking changes",
        "- not breaking",
        "- fix: hello!: more",
        "- groundbreaking",
        "- breakingly"
      })
  void otherNotesAreFolded(String changelog) {
    assertThat(opened(entry("a", "1.1.0", changelog), entry("b", "1.0.0", "")).body())
        .contains("<details><summary><b>a 1.1.0</b></summary>")
        .doesNotContain("⚠️");
  }

  @Test
  void moreThanTwelveAttestationsAreFolded() {
    Attestation[] twelve =
        IntStream.range(0, 12)
            .mapToObj(number -> new Attestation("check-" + number, "1"))
            .toArray(Attestation[]::new);

    assertThat(opened(entry("a", "1.0.0", "", twelve)).body())
        .contains("### Attestation lineage\n\n| Tag |");
    assertThat(opened(entry("a", "1.0.0", "", twelve), entry("b", "1.0.0", "", twelve[0])).body())
        .contains(
            "### Attestation lineage\n\n<details><summary>13 attestations</summary>\n\n| Tag |")
        .contains("| `b-v1.0.0` | `check-0` | `1` |\n\n</details>\n\n### How");
  }

  @Test
  void theWarningsOfAllRunsAreListedOnce() {
    Warning ofChart = new Warning("a", "version-lower", "1.0.0 <b> @ada");
    Warning ofMerge = new Warning("", "skip-ci", "no workflow on " + MergeBuilder.sha("b"));

    ReleasePullRequest first = opened(List.of(entry("a", "1.0.0", "")), ofChart);
    ReleasePullRequest second = warned(first, ofMerge, ofChart);

    assertThat(second.body())
        .contains(
            "### Warnings\n\n<!-- chart-tagger:warnings -->\n\n- ⚠️ **a**: 1.0.0 &lt;b> @\u200Bada\n- ⚠️ no workflow on [`bbbbbbb`](https://github.com/owner/charts/commit/bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb)\n\n### How");
    assertThat(updated(second, entry("a", "1.0.0", ""))).isEqualTo(second);
    assertThat(opened(entry("a", "1.0.0", "")).body()).doesNotContain("### Warnings");
  }

  @Test
  void afterThirtyWarningsItIsSaidThatThereAreMore() {
    Warning[] many =
        IntStream.range(0, 31)
            .mapToObj(number -> new Warning("a", "code", "w" + number + "."))
            .toArray(Warning[]::new);
    List<ReleaseEntry> entry = List.of(entry("a", "1.0.0", ""));

    ReleasePullRequest thirty = opened(entry, Arrays.copyOf(many, 30));
    ReleasePullRequest more = opened(entry, many);

    assertThat(thirty.body()).contains("w29.").doesNotContain("There are more");
    assertThat(more.body())
        .contains("w29.\n- ⚠️ There are more; the reports of the runs have them all.\n\n")
        .doesNotContain("w30.");
    assertThat(warned(more, many[0])).isEqualTo(more);
    assertThat(warned(thirty, many)).isEqualTo(more);
  }

  @Test
  void whereTheSavedBodyHasWarningsThoseOfTheOpenOneDoNotCount() {
    List<ReleaseEntry> entry = List.of(entry("a", "1.0.0", ""));
    ReleasePullRequest saved = opened(entry, new Warning("a", "code", "true"));
    ReleasePullRequest edited = opened(entry, new Warning("a", "code", "forged"));

    assertThat(restored(edited, saved)).isEqualTo(saved);
  }

  @Test
  void aLinearHistoryIsForwardedByACommandOnlyWhereItsNamesAreSafeInAShell() {
    assertThat(opened(entry("a", "1.0.0", "")).body())
        .contains("`git fetch origin && git push origin origin/main:refs/heads/release`");
    assertThat(
            ReleasePullRequest.of(
                    new ReleaseTarget(
                        new RepositoryPage(ReleaseEntries.PAGE),
                        "a`$(x)",
                        "b|c",
                        Optional.of("https://example.com/readme")),
                    ReleasePullRequest.Listed.NOTHING,
                    new ReleasePullRequest.Added(List.of(entry("a", "1.0.0", "")), List.of()))
                .body())
        .contains("push the head of `a'$(x)` to `b\\|c`")
        .contains("<sub>[Chart Tagger](https://example.com/readme) wrote this, and ")
        .doesNotContain("git push");
  }

  @Test
  void directoriesAndTagsAreEncodedInAddresses() {
    RepositoryPage page = new RepositoryPage(ReleaseEntries.PAGE);

    assertThat(page.ofDirectory(MergeBuilder.sha("1"), "a b/c)d%"))
        .isEqualTo(ReleaseEntries.PAGE + "/tree/" + MergeBuilder.sha("1") + "/a%20b/c%29d%25");
    assertThat(page.ofDirectory(MergeBuilder.sha("1"), "."))
        .isEqualTo(ReleaseEntries.PAGE + "/tree/" + MergeBuilder.sha("1"));
    assertThat(page.ofTag(new TagName("a/v1.0.0+b")))
        .isEqualTo(ReleaseEntries.PAGE + "/releases/tag/a/v1.0.0%2Bb");
    assertThat(page.ofPullRequest(7)).isEqualTo(ReleaseEntries.PAGE + "/pull/7");
  }

  private static ReleaseEntry upgrade(
      String from, String to, String changelog, Optional<String> tag) {
    return at(
        entry("a", to, changelog),
        new ReleaseEntry.Place(
            Optional.of("charts/a"),
            Optional.of(ChartVersion.parse(from)),
            new Upgrade(tag.map(TagName::new), Optional.empty(), Optional.empty())));
  }

  private static ReleaseEntry app(ReleaseEntry entry, Optional<String> now, Optional<String> was) {
    return at(
        entry,
        new ReleaseEntry.Place(
            Optional.empty(), Optional.empty(), new Upgrade(Optional.empty(), now, was)));
  }

  private static ReleaseEntry at(ReleaseEntry entry, ReleaseEntry.Place place) {
    return new ReleaseEntry(
        entry.chart(),
        entry.version(),
        entry.tag(),
        entry.commit(),
        entry.sourcePullRequest(),
        place,
        entry.lineage(),
        entry.changelog());
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
                            new ReleaseEntry.Place(
                                Optional.of("charts/a"), Optional.empty(), Upgrade.NONE),
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
        .contains("> - one", "> - two", "charts/a) | 1.0.0 |", "charts/a) | 1.1.0 |");
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
  void whatWasSavedWinsOverABodyThatAnyoneMayHaveEdited() {
    ReleasePullRequest saved = opened(entry("a", "1.0.0", "- mine", new Attestation("lint", "1")));
    ReleasePullRequest edited =
        opened(entry("a", "1.0.0", "- forged", new Attestation("lint", "666")));

    assertThat(restored(edited, saved)).isEqualTo(saved);
    assertThat(restored(edited, saved, entry("a", "1.0.0", "- new")).body())
        .contains("> - new")
        .doesNotContain("forged", "666");
  }

  @Test
  void anOlderEntryOfATagThatPointsElsewhereNowDoesNotWin() {
    ReleaseEntry old = entry("a", "1.0.0", "- old");
    ReleaseEntry now =
        new ReleaseEntry(
            old.chart(),
            old.version(),
            old.tag(),
            MergeBuilder.sha("2"),
            old.sourcePullRequest(),
            old.place(),
            old.lineage(),
            Optional.of("> - now"));

    assertThat(restored(opened(now), opened(old))).isEqualTo(opened(now));
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
