package io.charttagger.history;

import io.charttagger.chart.CommitSha;
import io.charttagger.port.FileContent;
import io.charttagger.port.Listing.Entry;
import io.charttagger.port.PermanentFailure;
import io.charttagger.settings.RepositorySettings;
import io.charttagger.settings.SettingsFile;
import io.charttagger.settings.SettingsProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The settings of a repository at its commits: those of the file, or the deployment's where there
 * is none. The listing of the directory tells which, and is read beside the first reads: a
 * repository without the file waits for nothing more.
 */
final class SettingsReader {
  private final Trees trees;
  private final StateReader.Layout layout;
  private final Memoizer<CommitSha, Read> reads = new Memoizer<>(this::read);

  SettingsReader(Trees trees, StateReader.Layout layout) {
    this.trees = trees;
    this.layout = layout;
  }

  /**
   * What a file says, or why it cannot be used, or why the deployment's settings do not fit the
   * repository.
   */
  private sealed interface Read {
    record Sound(RepositorySettings settings) implements Read {}

    record Unfit(String message) implements Read {}

    record Broken(CommitSha commit, String problem) implements Read {}
  }

  /** Begins to read those at a commit. */
  void begin(CommitSha commit) {
    reads.begin(commit);
  }

  /**
   * Those at a commit.
   *
   * @throws PermanentFailure when they cannot be used: the message says where and why
   */
  RepositorySettings at(CommitSha commit) {
    return switch (reads.get(commit)) {
      case Read.Sound(RepositorySettings settings) -> settings;
      case Read.Unfit(String message) -> throw new UnfitSettings(message);
      case Read.Broken(CommitSha at, String problem) ->
          throw new UnusableSettings(
              "%s of %s at %s cannot be used"
                  .formatted(SettingsFile.PATH, layout.repository(), at.abbreviated()),
              problem);
    };
  }

  /**
   * Those of the merges of a window, in their order: each merge's own, or the next ones that can be
   * used.
   *
   * @param next the commit after the window whose settings come next; the last merge's own for a
   *     window that ends with them
   * @throws PermanentFailure when there are none that can be used
   */
  List<RepositorySettings> of(List<Push.Span> merges, CommitSha next) {
    merges.forEach(merge -> begin(merge.commit().sha()));
    List<RepositorySettings> settings = new ArrayList<>();
    for (Push.Span merge : merges.reversed()) {
      settings.addFirst(
          switch (reads.get(merge.commit().sha())) {
            case Read.Sound(RepositorySettings sound) -> sound;
            case Read.Unfit _, Read.Broken _ -> settings.isEmpty() ? at(next) : settings.getFirst();
          });
    }
    return settings;
  }

  private Read read(CommitSha commit) {
    return trees
        .fullDirectory(commit, SettingsFile.DIRECTORY)
        .flatMap(listing -> listing.entry(SettingsFile.NAME))
        .map(entry -> read(commit, entry))
        .orElseGet(
            () ->
                fitting(
                    layout.settings(),
                    problem ->
                        new Read.Unfit(
                            "the deployment's settings do not fit %s, so nothing was tagged: %s (merge a %s that sets another value, or ask the operator to change the setting)"
                                .formatted(layout.repository(), problem, SettingsFile.PATH))));
  }

  private Read read(CommitSha commit, Entry entry) {
    if (!entry.isFile()) {
      return new Read.Broken(commit, "it is no file; commit the file itself in its place");
    }
    FileContent content = trees.blob(entry);
    if (!content.complete()) {
      return new Read.Broken(commit, SettingsFile.TOO_LONG);
    }
    try {
      return fitting(
          SettingsFile.parse(content.bytes(), layout.settings(), layout.mainBranch()),
          problem -> new Read.Broken(commit, problem));
    } catch (SettingsProblem problem) {
      return new Read.Broken(commit, problem.message());
    }
  }

  private Read fitting(RepositorySettings settings, Function<String, Read> unusable) {
    return settings
        .problem(layout.mainBranch())
        .map(unusable)
        .orElseGet(() -> new Read.Sound(settings));
  }
}
