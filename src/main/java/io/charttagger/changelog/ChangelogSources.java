package io.charttagger.changelog;

import io.charttagger.chart.Commit;
import java.util.List;
import java.util.Optional;

/** The sources that a changelog may come from. Each method may cost a call to GitHub. */
public interface ChangelogSources {
  /** How many commits a changelog names. */
  int MOST_COMMITS = 50;

  /** The chart's own changelog file. */
  Optional<Changelog> own();

  /** The repository's changelog file. */
  Optional<Changelog> root();

  /**
   * The commits that touched the chart since its last release, newest first; {@link #MOST_COMMITS}
   * suffice.
   */
  List<Commit> commits();
}
