package io.charttagger.settings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.charttagger.chart.ChartName;
import io.charttagger.chart.TagFormat;
import io.charttagger.plan.TaggingRules;
import io.charttagger.release.ReleaseMode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a repository sets for itself. */
final class SettingsFileTest {

  private static RepositorySettings parse(String file) {
    return parse(file, TestSettings.USUAL);
  }

  private static RepositorySettings parse(String file, RepositorySettings defaults) {
    return SettingsFile.parse(file.getBytes(UTF_8), defaults, "main");
  }

  @Test
  void everyKeySetsWhatItSays() {
    assertThat(
            parse(
                """
                # yaml-language-server: $schema=…
                charts:
                  - services/*/helm
                  - ./umbrella/charts/
                exclude: [legacy, "services/old"]
                tagFormat: "{chart}/{version}"
                releaseBranch: stable
                releasePullRequest: per-chart
                labels: [release, "charts: all"]
                githubReleases: true
                cleanUpBranches: topic/{chart}
                requireLineage: true
                requireChangelog: true
                prereleases: skip
                lineageAuthors: [ci-bot[bot], Ada]
                """
                    .replace("[ci-bot[bot], Ada]", "['ci-bot[bot]', Ada]")))
        .isEqualTo(
            new RepositorySettings(
                new ChartDirectories(List.of("services/*/helm", "umbrella/charts")),
                new Exclusions(Set.of("legacy", "services/old")),
                new TaggingRules(
                    TagFormat.parse("{chart}/{version}"),
                    true,
                    true,
                    true,
                    Set.of("ci-bot[bot]", "ada")),
                new RepositorySettings.Releases(
                    ReleaseMode.PER_CHART, "stable", List.of("release", "charts: all"), true),
                Optional.of("topic/{chart}")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "# nothing\n", "---\n", "{}", "null\n", "\ufeff# words\n"})
  void whatSetsNothingLeavesTheDeploymentsSettings(String file) {
    assertThat(parse(file)).isEqualTo(TestSettings.USUAL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"off", "'off'", "\"off\""})
  void offIsAWord(String off) {
    assertThat(parse("releasePullRequest: " + off).releases().mode()).isEqualTo(ReleaseMode.OFF);
  }

  @Test
  void aRepositoryDecidesAboutItsGitHubReleases() {
    RepositorySettings publishing = parse("githubReleases: true\n");

    assertThat(publishing.releases().onGitHub()).isTrue();
    assertThat(parse("labels: [a]\n", publishing).releases().onGitHub()).isTrue();
    assertThat(parse("githubReleases: false\n", publishing).releases().onGitHub()).isFalse();
    assertThat(parse("labels: [a]\n").releases().onGitHub()).isFalse();
  }

  @Test
  void aRepositoryMayTightenAndNotLoosen() {
    RepositorySettings strict =
        TestSettings.by(
            new TaggingRules(TagFormat.DEFAULT, true, true, false, Set.of()), TestSettings.USUAL);

    TaggingRules rules = parse("requireLineage: false\nrequireChangelog: false\n", strict).rules();

    assertThat(rules.requireLineage()).isTrue();
    assertThat(rules.requireChangelog()).isTrue();
    assertThat(parse("requireLineage: false\n").rules().requireLineage()).isFalse();
  }

  @Test
  void branchesAreNotDeletedWhereTheRepositorySaysSo() {
    RepositorySettings cleaning =
        new RepositorySettings(
            TestSettings.USUAL.charts(),
            Exclusions.NONE,
            TaggingRules.DEFAULT,
            TestSettings.USUAL.releases(),
            Optional.of("integration/{chart}"));

    assertThat(parse("cleanUpBranches: false\n", cleaning).cleanUpBranches()).isEmpty();
    assertThat(parse("labels: [a]\n", cleaning).cleanUpBranches()).contains("integration/{chart}");
    assertThatThrownBy(() -> parse("releaseBranch: integration/next\n", cleaning))
        .isInstanceOf(SettingsProblem.class)
        .hasMessageStartingWith(
            "line 1, column 16: `releaseBranch` is \"integration/next\": for some chart name");
  }

  @Test
  void anExclusionLeavesOutADirectoryByItsPathOrNameAndAChartByItsName() {
    Exclusions exclusions = parse("exclude: [legacy, services/old]").exclude();

    assertThat(exclusions.leavesOut("charts/legacy")).isTrue();
    assertThat(exclusions.leavesOut("services/old")).isTrue();
    assertThat(exclusions.leavesOut("charts/old")).isFalse();
    assertThat(exclusions.leavesOut(ChartName.parse("legacy"))).isTrue();
    assertThat(exclusions.leavesOut(ChartName.parse("old"))).isFalse();
  }

  static Stream<Arguments> bad() {
    return Stream.of(
        arguments(
            "chart: [a]",
            "line 1, column 1: the key \"chart\" is unknown; the keys are charts, exclude,"),
        arguments(
            "labels: [a]\ngithubRelease: true",
            "line 2, column 1: the key \"githubRelease\" is unknown"),
        arguments("? [a]\n: b", "line 1, column 3: the key \"\" is unknown"),
        arguments("1: a", "line 1, column 1: the key \"1\" is unknown"),
        arguments("<<: {labels: [a]}", "line 1, column 1: the key \"<<\" is unknown"),
        arguments(
            "labels: [a]\nlabels: [b]",
            "line 2, column 1: the key `labels` is there twice; keep one of them"),
        arguments("- charts", "line 1, column 1: it is no mapping; write keys and values"),
        arguments("words", "line 1, column 1: it is no mapping"),
        arguments("charts: [a", "it is not valid YAML (line 1: expected"),
        arguments("charts:\n\t- a", "it is not valid YAML (line 2:"),
        arguments(
            "labels: [a]\n---\nlabels: [b]",
            "it is not valid YAML (line 2: but found another document"),
        arguments(
            "labels: [*nowhere]", "it is not valid YAML (line 1: found undefined alias nowhere"),
        arguments("charts: charts", "line 1, column 9: `charts` is \"charts\": write a list"),
        arguments("charts: []", "line 1, column 9: `charts` is a list of 0: name at least one"),
        arguments("charts:", "line 1, column 8: `charts` is empty: write a list"),
        arguments("charts: {a: b}", "line 1, column 9: `charts` is a mapping: write a list"),
        arguments(
            "charts:\n  - a\n  - ../b",
            "line 3, column 5: `charts` is \"../b\": write paths without .."),
        arguments("charts: [a, [b]]", "line 1, column 13: `charts` is a list of 1: write a text"),
        arguments(
            "charts: [1]", "line 1, column 10: `charts` is \"1\": write a text; quote what YAML"),
        arguments(
            "charts: [on]", "line 1, column 10: `charts` is \"on\": write a text; quote what YAML"),
        arguments(
            "charts: ['']", "line 1, column 10: `charts` is \"\": write a text that is not empty"),
        arguments(
            "charts: [apps/web-*]", "line 1, column 10: `charts` is \"apps/web-*\": write * or **"),
        arguments("exclude: [\"old-*\"]", "line 1, column 11: `exclude` is \"old-*\": write names"),
        arguments(
            "exclude: [.]", "line 1, column 11: `exclude` is \".\": everything would be left out"),
        arguments(
            "tagFormat: v{version}\ncharts: [a, b]",
            "line 1, column 12: `tagFormat` is \"v{version}\": write {chart} too"),
        arguments(
            "tagFormat: \"{chart}\"",
            "line 1, column 12: `tagFormat` is \"{chart}\": write {version} exactly once"),
        arguments("tagFormat: {chart}-v{version}", "it is not valid YAML (line 1:"),
        arguments(
            "tagFormat: 1.0", "line 1, column 12: `tagFormat` is \"1.0\": write a text; quote"),
        arguments(
            "releaseBranch: main",
            "line 1, column 16: `releaseBranch` is \"main\": it is the main branch; write another one"),
        arguments(
            "releaseBranch: main/next",
            "line 1, column 16: `releaseBranch` is \"main/next\": git cannot have both"),
        arguments(
            "releaseBranch: refs/heads/a",
            "line 1, column 16: `releaseBranch` is \"refs/heads/a\": write the branch without"),
        arguments(
            "releaseBranch: true",
            "line 1, column 16: `releaseBranch` is \"true\": write a text; quote"),
        arguments(
            "releasePullRequest: Batch",
            "line 1, column 21: `releasePullRequest` is \"Batch\": write batch or off or per-chart"),
        arguments(
            "releasePullRequest: false",
            "line 1, column 21: `releasePullRequest` is \"false\": write batch"),
        arguments(
            "labels: ['a,b']",
            "line 1, column 10: `labels` is \"a,b\": write a label of at most 50"),
        arguments(
            "labels: [" + "a,".repeat(11) + "]",
            "line 1, column 9: `labels` is a list of 11: write at most 10"),
        arguments("labels: [" + "a".repeat(51) + "]", "line 1, column 10: `labels` is \"aaa"),
        arguments(
            "githubReleases: on",
            "line 1, column 17: `githubReleases` is \"on\": write true or false"),
        arguments(
            "cleanUpBranches: \"{chart}\"",
            "line 1, column 18: `cleanUpBranches` is \"{chart}\": a chart named develop would have the branch develop deleted"),
        arguments(
            "cleanUpBranches: topic/x",
            "line 1, column 18: `cleanUpBranches` is \"topic/x\": write {chart} exactly once"),
        arguments(
            "cleanUpBranches: true",
            "line 1, column 18: `cleanUpBranches` is \"true\": write a text"),
        arguments(
            "requireLineage: yes",
            "line 1, column 17: `requireLineage` is \"yes\": write true or false"),
        arguments(
            "requireLineage: 'true'",
            "line 1, column 17: `requireLineage` is \"true\": write true or false"),
        arguments(
            "requireChangelog: 1",
            "line 1, column 19: `requireChangelog` is \"1\": write true or false"),
        arguments(
            "requireChangelog: [true]",
            "line 1, column 19: `requireChangelog` is a list of 1: write true or false"),
        arguments(
            "prereleases: skipped",
            "line 1, column 14: `prereleases` is \"skipped\": write skip or tag"),
        arguments(
            "lineageAuthors: []",
            "line 1, column 17: `lineageAuthors` is a list of 0: name an account"),
        arguments(
            "lineageAuthors: ['@ada']",
            "line 1, column 18: `lineageAuthors` is \"@ada\": write an account's name"),
        arguments("labels: &a [*a]", "line 1, column 9: `labels` is a list of 1: write a text"),
        arguments(bomb(), "line 1, column 13: `labels` is a list of 9: write a text"),
        arguments("[".repeat(100), "it is not valid YAML (Nesting Depth exceeded"),
        arguments("#" + "x".repeat(64 * 1024), "it has more than 65536 bytes; leave out"));
  }

  /** Each level refers ten times to the one before it. */
  private static String bomb() {
    StringBuilder bomb = new StringBuilder("labels: &a [");
    bomb.append(
        "&b [&c [&d [x,x],*d,*d,*d,*d,*d,*d,*d,*d],*c,*c,*c,*c,*c,*c,*c,*c],*b,*b,*b,*b,*b,*b,*b,*b");
    return bomb.append("]").toString();
  }

  @ParameterizedTest
  @MethodSource("bad")
  void whatIsNotUnderstoodIsAProblemWithItsPlaceAndItsRemedy(String file, String problem) {
    assertThatThrownBy(() -> parse(file))
        .isInstanceOf(SettingsProblem.class)
        .hasMessageStartingWith(problem);
  }

  @Test
  void aFileThatIsNotUtf8IsAProblem() {
    assertThatThrownBy(
            () ->
                SettingsFile.parse(
                    "labels: [ü]".getBytes(StandardCharsets.ISO_8859_1),
                    TestSettings.USUAL,
                    "main"))
        .hasMessage("it is not UTF-8 text; save it as UTF-8");
  }
}
