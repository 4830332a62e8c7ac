package io.charttagger.history;

import io.charttagger.changelog.ReleaseNotes;
import io.charttagger.chart.CommitSha;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Changelogs that are chosen already. */
final class MapNotes implements SavedNotes {
  private final Map<String, ReleaseNotes> notes = new ConcurrentHashMap<>();

  @Override
  public Optional<ReleaseNotes> find(CommitSha commit, String directory) {
    return Optional.ofNullable(notes.get(commit + directory));
  }

  @Override
  public void save(CommitSha commit, String directory, ReleaseNotes chosen) {
    notes.put(commit + directory, chosen);
  }
}
