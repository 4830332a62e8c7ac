package io.charttagger.settings;

import io.charttagger.plan.TaggingRules;
import io.charttagger.release.ReleaseMode;
import java.util.List;
import java.util.Optional;

/** Settings of repositories, the usual ones unless others are given. */
public final class TestSettings {
  public static final RepositorySettings USUAL = in(List.of("charts"));

  private TestSettings() {}

  /** Charts in these directories. */
  public static RepositorySettings in(List<String> directories) {
    return new RepositorySettings(
        ChartDirectories.of(directories),
        Exclusions.NONE,
        TaggingRules.DEFAULT,
        new RepositorySettings.Releases(ReleaseMode.BATCH, "release", List.of(), false),
        Optional.empty());
  }

  /** Tagged by other rules. */
  public static RepositorySettings by(TaggingRules rules, RepositorySettings settings) {
    return new RepositorySettings(
        settings.charts(),
        settings.exclude(),
        rules,
        settings.releases(),
        settings.cleanUpBranches());
  }
}
