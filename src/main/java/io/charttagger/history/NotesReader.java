package io.charttagger.history;

import io.charttagger.changelog.Changelog;
import io.charttagger.changelog.ChangelogSources;
import io.charttagger.chart.ChartVersion;
import io.charttagger.chart.ChartYaml;
import io.charttagger.chart.Commit;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.Paths;
import io.charttagger.chart.TagName;
import io.charttagger.port.DoubtfulAnswer;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** The places where one chart's changelog may come from, each read when it is needed. */
final class NotesReader implements ChangelogSources {
  private static final String CHANGELOG = "CHANGELOG.md";
  // The first one is nearly always an ancestor and this directory's.
  private static final int MOST_CANDIDATES = 3;

  private final Shared shared;
  private final Push.Span span;
  private final ChangedDirectory directory;
  private final ChartYaml.Chart chart;

  NotesReader(Shared shared, Push.Span span, ChangedDirectory directory, ChartYaml.Chart chart) {
    this.shared = shared;
    this.span = span;
    this.directory = directory;
    this.chart = chart;
  }

  /**
   * What all charts of one merge share.
   *
   * @param earlier the tags that will be made before those of this merge: the notes must be the
   *     same now and after a crash of this run
   */
  record Shared(
      Trees trees, ChangelogFiles changelogs, Tags tags, Commits commits, EarlierTags earlier) {}

  @Override
  public <T> Optional<T> own(Function<Changelog, T> read) {
    return directory
        .listing()
        .flatMap(listing -> listing.fileInAnyCase(CHANGELOG))
        .map(file -> shared.changelogs().once(file, read));
  }

  @Override
  public Optional<Changelog> root() {
    return directory.path().equals(Paths.ROOT)
        ? Optional.empty()
        : shared
            .trees()
            .directory(span.commit().sha(), Paths.ROOT)
            .flatMap(listing -> listing.fileInAnyCase(CHANGELOG))
            .map(shared.changelogs()::shared);
  }

  @Override
  public List<Commit> commits() {
    RangeReader ranges =
        new RangeReader(
            shared.commits(),
            shared.trees(),
            new RangeReader.Place(span.commit(), directory.path()));
    requireHead(ranges);
    return lowerReleases()
        .flatMap(release -> ranges.since(release).stream())
        .findFirst()
        .or(() -> span.before().map(ranges::sinceAncestor))
        .orElseGet(ranges::newest);
  }

  /**
   * A commit on top of the state before is the one that changed the directory, so it must be
   * listed: a list without it is another's.
   */
  private void requireHead(RangeReader ranges) {
    boolean isOnTop =
        directory.isChanged()
            && span.commit().parents().size() == 1
            && span.before().equals(span.commit().parents().stream().findFirst());
    if (isOnTop && !ranges.hasHead()) {
      throw new DoubtfulAnswer(
          "GitHub does not list commit %s yet, although it exists".formatted(span.commit().sha()));
    }
  }

  /**
   * The commits of the lower-versioned tags, highest version first. A tag of the head itself, made
   * for another directory by the same merge, is none: the notes must be the same before and after
   * it exists.
   */
  private Stream<CommitSha> lowerReleases() {
    Set<ChartVersion> versions = new HashSet<>(shared.tags().versions(chart.name()));
    shared.earlier().names().forEach(tag -> tag.versionOf(chart.name()).ifPresent(versions::add));
    return versions.stream()
        .filter(this::isLower)
        .sorted(Comparator.reverseOrder())
        .flatMap(version -> commitOf(version).map(it -> new Release(version, it)).stream())
        .filter(release -> !release.commit().equals(span.commit().sha()))
        .limit(MOST_CANDIDATES)
        .filter(this::isOfThisDirectory)
        .map(Release::commit);
  }

  /** Build metadata has no order: the version that was here before is the lower one. */
  private boolean isLower(ChartVersion version) {
    return version.isLowerThan(chart.version())
        || (wasHere(version)
            && !version.equals(chart.version())
            && !chart.version().isLowerThan(version));
  }

  /** One name may be held by several directories, each a release line with versions of its own. */
  private boolean isOfThisDirectory(Release release) {
    return wasHere(release.version())
        || shared.trees().chart(release.commit(), directory.path()).holds(chart.name());
  }

  private boolean wasHere(ChartVersion version) {
    return directory.before().holds(chart.name(), version);
  }

  private Optional<CommitSha> commitOf(ChartVersion version) {
    return shared
        .tags()
        .existing(chart.name(), version)
        .map(ExistingTag::commit)
        .orElseGet(() -> shared.earlier().commit(TagName.of(chart.name(), version)));
  }

  /** A version of this chart that is tagged, or will be, on that commit. */
  private record Release(ChartVersion version, CommitSha commit) {}
}
