package io.charttagger.changelog;

import io.charttagger.chart.Commit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The sources that a changelog may come from. Each method may cost a call to GitHub. */
public interface ChangelogSources {
  /** How many commits a changelog names. */
  int MOST_COMMITS = 50;

  /**
   * What is read from the chart's own changelog file, which may have megabytes and is let go of
   * then; empty when there is none.
   */
  <T> Optional<T> own(Function<Changelog, T> read);

  /** The repository's changelog file. */
  Optional<Changelog> root();

  /**
   * The commits that touched the chart since its last release, newest first; {@link #MOST_COMMITS}
   * suffice.
   */
  List<Commit> commits();
}
