package io.charttagger.history;

import io.charttagger.changelog.ReleaseNotes;
import io.charttagger.chart.CommitSha;
import java.util.Optional;

/**
 * The changelogs that an earlier run of the same dispatch has chosen: what they were chosen from
 * may have been megabytes. Safe for concurrent use.
 */
public interface SavedNotes {

  /** The changelog of the chart in a directory at the commit of its merge. */
  Optional<ReleaseNotes> find(CommitSha commit, String directory);

  /** Saves one. */
  void save(CommitSha commit, String directory, ReleaseNotes notes);
}
