package io.charttagger.history;

import io.charttagger.chart.RepositoryName;
import io.charttagger.settings.TestSettings;
import java.util.List;

/** Where charts are, in repositories without settings of their own. */
final class Layouts {
  private Layouts() {}

  static StateReader.Layout in(List<String> directories) {
    return new StateReader.Layout(
        RepositoryName.parse("owner/charts"), TestSettings.in(directories), "main");
  }

  static StateReader.Layout in(String directory) {
    return in(List.of(directory));
  }
}
