package io.charttagger.fuzz;

import io.charttagger.changelog.ChangelogFuzz;
import io.charttagger.chart.AttestationMapFuzz;
import io.charttagger.chart.ChartYamlFuzz;
import io.charttagger.chart.TagFormatFuzz;
import io.charttagger.dispatch.EventFuzz;
import io.charttagger.github.AnswerFuzz;
import io.charttagger.release.ReleaseFuzz;
import io.charttagger.run.SavedWorkFuzz;
import io.charttagger.settings.ChartDirectoriesFuzz;
import io.charttagger.settings.SettingsFileFuzz;
import io.charttagger.signature.SignatureFuzz;

/** Every parser of foreign text. */
enum FuzzedParser {
  CHANGELOG,
  CHART_YAML,
  SETTINGS_FILE,
  TAG_FORMAT,
  CHART_DIRECTORIES,
  ATTESTATION_MAP,
  RELEASE,
  EVENT,
  GITHUB_ANSWER,
  SAVED_WORK,
  SIGNATURE;

  FuzzTarget target() {
    return switch (this) {
      case CHANGELOG -> new ChangelogFuzz();
      case CHART_YAML -> new ChartYamlFuzz();
      case SIGNATURE -> new SignatureFuzz();
      case SETTINGS_FILE -> new SettingsFileFuzz();
      case TAG_FORMAT -> new TagFormatFuzz();
      case CHART_DIRECTORIES -> new ChartDirectoriesFuzz();
      case ATTESTATION_MAP -> new AttestationMapFuzz();
      case RELEASE -> new ReleaseFuzz();
      case EVENT -> new EventFuzz();
      case GITHUB_ANSWER -> new AnswerFuzz();
      case SAVED_WORK -> new SavedWorkFuzz();
    };
  }
}
