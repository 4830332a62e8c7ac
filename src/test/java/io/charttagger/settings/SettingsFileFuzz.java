package io.charttagger.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.ChartName;
import io.charttagger.chart.ChartVersion;
import io.charttagger.fuzz.FuzzTarget;
import java.util.List;

/** Settings of a repository are usable or have a problem in one line, whatever is in the file. */
public final class SettingsFileFuzz implements FuzzTarget {

  @Override
  public List<String> seeds() {
    return List.of(
        """
        # A comment.
        charts:
          - services/*/helm
          - ./umbrella/charts/
        exclude: [legacy, "services/old"]
        tagFormat: "{chart}/{version}"
        releaseBranch: stable
        releasePullRequest: per-chart
        labels: [release, "charts: all"]
        cleanUpBranches: topic/{chart}
        requireLineage: true
        requireChangelog: false
        prereleases: skip
        lineageAuthors: [ada, "ci-bot[bot]"]
        """,
        "charts: [.]\ntagFormat: v{version}\ncleanUpBranches: false\nreleasePullRequest: off\n",
        "charts: [apps/**/chart]\nprereleases: tag\n",
        "\ufeff---\n{charts: &a [b], exclude: *a}\n...\n",
        "tagFormat: 1\n");
  }

  @Override
  public void read(byte[] input) {
    RepositorySettings settings;
    try {
      settings = SettingsFile.parse(input, TestSettings.USUAL, "main");
    } catch (SettingsProblem problem) {
      assertThat(problem.message()).isNotBlank().doesNotContain("\n").hasSizeLessThan(2_000);
      return;
    }
    // Files repeat each other's lines, and what saved work is for is named by its settings.
    assertThat(SettingsFile.parse(input, settings, "main")).isEqualTo(settings);
    assertThat(settings.charts().patterns()).isNotEmpty();
    ChartDirectoriesFuzz.check(settings.charts());
    assertThat(settings.releases().branch()).isNotEqualTo("main");
    assertThat(
            settings
                .rules()
                .tagFormat()
                .tag(ChartName.parse("web"), ChartVersion.parse("1.2.3"))
                .value())
        .contains("1.2.3");
  }
}
