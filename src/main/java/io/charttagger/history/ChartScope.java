package io.charttagger.history;

import io.charttagger.chart.ChartYaml;
import io.charttagger.chart.TagName;
import io.charttagger.plan.TaggingRules;
import io.charttagger.settings.RepositorySettings;

/** What reads charts by the same settings. */
record ChartScope(
    RepositorySettings settings, ChangeReader changes, ChartTags tags, Siblings siblings) {
  TaggingRules rules() {
    return settings.rules();
  }

  TagName tag(ChartYaml.Chart chart) {
    return tags.name(chart.name(), chart.version());
  }

  /** True when both find the same charts. */
  boolean findsAs(ChartScope other) {
    return settings.charts().equals(other.settings.charts())
        && settings.exclude().equals(other.settings.exclude())
        && rules().tagFormat().equals(other.rules().tagFormat());
  }
}
