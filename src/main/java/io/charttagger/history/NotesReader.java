package io.charttagger.history;

import io.charttagger.changelog.Changelog;
import io.charttagger.changelog.ChangelogSources;
import io.charttagger.chart.ChartAt;
import io.charttagger.chart.ChartVersion;
import io.charttagger.chart.ChartYaml;
import io.charttagger.chart.Commit;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.Paths;
import io.charttagger.port.DoubtfulAnswer;
import io.charttagger.port.Listing.Entry;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
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
  private Optional<Own> own = Optional.empty();

  NotesReader(Shared shared, Push.Span span, ChangedDirectory directory, ChartYaml.Chart chart) {
    this.shared = shared;
    this.span = span;
    this.directory = directory;
    this.chart = chart;
  }

  /**
   * What all charts of one merge share.
   *
   * @param raisesOneChart whether the merge brought a version of exactly one chart
   * @param isOnly whether the repository is the one chart of that directory
   * @param earlier the tags that will be made before those of this merge: the notes must be the
   *     same now and after a crash of this run
   */
  record Shared(
      Trees trees,
      Links links,
      ChangelogFiles changelogs,
      ChartTags tags,
      Commits commits,
      boolean raisesOneChart,
      Predicate<String> isOnly,
      EarlierTags earlier) {}

  @Override
  public <T> Optional<T> own(Function<Changelog, T> read) {
    return ownOnce().file().map(file -> shared.changelogs().once(file, read));
  }

  @Override
  public OwnFile ownFile() {
    return ownOnce().kind();
  }

  /** The chart's own changelog, found when it is asked for. */
  private record Own(OwnFile kind, Optional<Entry> file) {
    Own(OwnFile kind) {
      this(kind, Optional.empty());
    }
  }

  private Own ownOnce() {
    Own found = own.orElseGet(this::findOwn);
    own = Optional.of(found);
    return found;
  }

  private Own findOwn() {
    Optional<Entry> entry =
        directory.listing().flatMap(listing -> listing.fileInAnyCase(CHANGELOG));
    if (entry.isEmpty()) {
      return new Own(new OwnFile.Absent());
    }
    return entry.get().isSymbolicLink() ? linked(entry.get()) : new Own(new OwnFile.Here(), entry);
  }

  private Own linked(Entry link) {
    return switch (shared.links().follow(span.commit().sha(), directory.path(), link)) {
      case Links.Target.File file ->
          new Own(
              isBelow(file.directory()) ? new OwnFile.Here() : new OwnFile.Shared(),
              Optional.of(file.entry()));
      case Links.Target.Directory _ -> new Own(new OwnFile.BrokenLink("points at a directory"));
      case Links.Target.Submodule _ ->
          new Own(new OwnFile.BrokenLink("leads into a submodule, which is another repository"));
      case Links.Target.Nothing(String why) -> new Own(new OwnFile.BrokenLink(why));
    };
  }

  private boolean isBelow(String path) {
    return directory.path().equals(Paths.ROOT) || (path + "/").startsWith(directory.path() + "/");
  }

  @Override
  public Optional<Changelog> root() {
    return directory.path().equals(Paths.ROOT)
        ? Optional.empty()
        : rootFile(span.commit().sha()).map(shared.changelogs()::shared);
  }

  private Optional<Entry> rootFile(CommitSha commit) {
    return shared
        .trees()
        .directory(commit, Paths.ROOT)
        .flatMap(listing -> listing.fileInAnyCase(CHANGELOG))
        .flatMap(entry -> entry.isSymbolicLink() ? linkedRoot(commit, entry) : Optional.of(entry));
  }

  private Optional<Entry> linkedRoot(CommitSha commit, Entry link) {
    return shared.links().follow(commit, Paths.ROOT, link) instanceof Links.Target.File file
        ? Optional.of(file.entry())
        : Optional.empty();
  }

  @Override
  public boolean rootHeadingIsOurs(ChartYaml.Chart raised) {
    return shared.raisesOneChart()
        && span.before()
            .flatMap(this::rootFile)
            .map(shared.changelogs()::shared)
            .filter(before -> before.of(raised.name()).hasHeadingOfNoChart(raised.version()))
            .isEmpty();
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
    shared
        .earlier()
        .names()
        .forEach(tag -> shared.tags().versionOf(tag, chart.name()).ifPresent(versions::add));
    List<Candidate> ours =
        versions.stream()
            .filter(this::isLower)
            .map(version -> new Candidate(version, () -> commitOf(version)))
            .toList();
    return (ours.isEmpty() ? ofOtherTools() : ours)
        .stream()
            .sorted(Comparator.comparing(Candidate::version).reversed())
            .flatMap(Candidate::releases)
            .filter(release -> !release.commit().equals(span.commit().sha()))
            .limit(MOST_CANDIDATES)
            .filter(this::isOfThisDirectory)
            .map(Release::commit);
  }

  /** Before the first tag of ours, other tools may have tagged what was here. */
  private List<Candidate> ofOtherTools() {
    boolean isNew =
        !(directory.before() instanceof ChartAt.Found(ChartYaml.Chart was)
            && was.name().equals(chart.name()));
    if (isNew) {
      return List.of();
    }
    return shared.tags().others(shared.isOnly().test(directory.path())).stream()
        .flatMap(
            tags ->
                tags.versions(chart.name()).stream()
                    .filter(this::isLower)
                    .map(
                        version ->
                            new Candidate(
                                version,
                                () ->
                                    tags.existing(chart.name(), version)
                                        .flatMap(ExistingTag::commit))))
        .toList();
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
        .orElseGet(() -> shared.earlier().commit(shared.tags().name(chart.name(), version)));
  }

  /** A version of this chart that is tagged, or will be; on which commit costs a request. */
  private record Candidate(ChartVersion version, Supplier<Optional<CommitSha>> commit) {
    Stream<Release> releases() {
      return commit.get().map(it -> new Release(version, it)).stream();
    }
  }

  /** A version of this chart that is tagged, or will be, on that commit. */
  private record Release(ChartVersion version, CommitSha commit) {}
}
