package io.charttagger.history;

import io.charttagger.changelog.ChangelogChoice;
import io.charttagger.changelog.ReleaseNotes;
import io.charttagger.chart.ChartAt;
import io.charttagger.chart.ChartYaml;
import io.charttagger.chart.Commit;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.Paths;
import io.charttagger.chart.TagName;
import io.charttagger.plan.ChartState;
import io.charttagger.plan.Merge;
import io.charttagger.plan.RepositoryState;
import io.charttagger.plan.TagState;
import io.charttagger.port.Budget;
import io.charttagger.port.Listing;
import io.charttagger.port.Listing.Entry;
import io.charttagger.port.ReadableRepository;
import io.charttagger.port.StopReason;
import io.charttagger.port.TransientFailure;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;

/**
 * Reads everything that the decision needs, side by side, in as few round trips as the order of the
 * answers allows. Start reading here: {@link PushReader} cuts a window into its merges, {@link
 * ChangeReader} finds the charts of each, {@link NotesReader} their changelogs.
 */
public final class StateReader {
  // About as long as GitHub usually takes to learn of a merge.
  private static final Duration SOURCE_RETRY = Duration.ofSeconds(10);

  private final SavedNotes savedNotes;
  private final Trees trees;
  private final ChangelogFiles changelogs;
  private final ChangeReader changes;
  private final Tags tags;
  private final Commits commits;
  private final PushReader pushes;
  private final SourcePullRequests sources;

  /**
   * Reads nothing yet.
   *
   * @param layout where the charts are
   * @param savedNotes the changelogs that are chosen already
   * @param budget the time that retries may take
   */
  public StateReader(
      ReadableRepository repository, Layout layout, SavedNotes savedNotes, Budget budget) {
    this.savedNotes = savedNotes;
    this.trees = new Trees(repository, budget);
    this.changelogs = new ChangelogFiles(trees);
    this.changes = new ChangeReader(trees, layout.chartDirectories());
    this.tags = new Tags(repository, budget);
    this.commits = new Commits(repository, budget);
    this.sources = new SourcePullRequests(repository, layout.mainBranch(), budget);
    this.pushes =
        new PushReader(
            repository, new MainBranch(repository, layout.mainBranch(), budget), sources, budget);
  }

  /**
   * Where the charts of a repository are.
   *
   * @param chartDirectories the directories that hold charts, {@code .} for the root
   * @param mainBranch the branch that is tagged
   */
  public record Layout(List<String> chartDirectories, String mainBranch) {

    /** Copies the directories. */
    public Layout {
      chartDirectories = List.copyOf(chartDirectories);
    }
  }

  /**
   * Reads the state for a window.
   *
   * @throws NotOnMain when the commit is not on the main branch
   * @throws TransientFailure when something that must exist is not found, or time does not suffice
   */
  public RepositoryState read(Window window) {
    // Begun now, needed in a moment: most pushes are one merge on top of what was before.
    changes.begin(window.after());
    window.before().or(window::mark).ifPresent(changes::begin);
    sources.begin(window.after());
    Push push = pushes.read(window);
    List<Found> found = VirtualThreads.map(push.spans(), this::find);
    requireSources(found);
    List<Merge> merges =
        VirtualThreads.map(
            found, merge -> merge(merge, tagsBefore(found.subList(0, found.indexOf(merge)))));
    return new RepositoryState(
        window.repository(),
        window.after(),
        push.from(),
        window.mark().filter(mark -> push.markLost()),
        merges,
        push.warnings());
  }

  /** Retries for the pull request are spent only where there is something to tag. */
  private Found find(Push.Span span) {
    Found found = new Found(span, changes.changes(span));
    if (span.settled() || found.tags().isEmpty()) {
      return found;
    }
    Push.Span settled = pushes.settled(span);
    return new Found(
        settled,
        settled.before().equals(span.before()) ? found.directories() : changes.changes(settled));
  }

  /**
   * A young commit whose pull request is not known may be one of several that a pull request
   * brought, or its merge. Only for the last merge no more can be awaited.
   */
  private void requireSources(List<Found> merges) {
    for (Found merge : merges.subList(0, Math.max(0, merges.size() - 1))) {
      Commit commit = merge.span().commit();
      if (merge.span().source().isEmpty()
          && sources.isYoung(commit)
          && merge.broughtCharts().anyMatch(this::isUntagged)) {
        throw new TransientFailure(
            StopReason.GITHUB,
            "GitHub does not show yet which pull request commit %s came from"
                .formatted(commit.sha()),
            SOURCE_RETRY);
      }
    }
  }

  private boolean isUntagged(ChartYaml.Chart chart) {
    return tags.existing(chart.name(), chart.version()).isEmpty();
  }

  /** The tags that these merges bring, each with the first commit that does. */
  private static Map<TagName, CommitSha> tagsBefore(List<Found> merges) {
    Map<TagName, CommitSha> tags = new HashMap<>();
    for (Found merge : merges) {
      for (TagName tag : merge.broughtTags()) {
        tags.putIfAbsent(tag, merge.span().commit().sha());
      }
    }
    return tags;
  }

  /** One merge and the directories it changed. */
  private record Found(Push.Span span, List<ChangedDirectory> directories) {
    /** The directories that had that chart in that version before. */
    Stream<String> formerPaths(ChartYaml.Chart chart) {
      return directories.stream()
          .filter(directory -> directory.before().holds(chart.name(), chart.version()))
          .map(ChangedDirectory::path);
    }

    List<TagName> tags() {
      return charts().map(chart -> TagName.of(chart.name(), chart.version())).toList();
    }

    /** Those of the versions that this merge brought: no directory had them before. */
    List<TagName> broughtTags() {
      return broughtCharts().map(chart -> TagName.of(chart.name(), chart.version())).toList();
    }

    Stream<ChartYaml.Chart> broughtCharts() {
      return charts()
          .filter(
              chart ->
                  directories.stream()
                      .noneMatch(it -> it.before().holds(chart.name(), chart.version())));
    }

    private Stream<ChartYaml.Chart> charts() {
      return directories.stream()
          .map(ChangedDirectory::after)
          .flatMap(
              after ->
                  after instanceof ChartAt.Found(ChartYaml.Chart chart)
                      ? Stream.of(chart)
                      : Stream.empty());
    }
  }

  private Merge merge(Found found, Map<TagName, CommitSha> earlier) {
    var siblings = VirtualThreads.start(() -> sameNamedSiblings(found));
    NotesReader.Shared shared = new NotesReader.Shared(trees, changelogs, tags, commits, earlier);
    List<ChartState> charts =
        VirtualThreads.map(found.directories(), directory -> chart(found, directory, shared));
    return new Merge(
        found.span().commit(), found.span().source(), charts, VirtualThreads.join(siblings));
  }

  private ChartState chart(Found found, ChangedDirectory directory, NotesReader.Shared shared) {
    return switch (directory.after()) {
      case ChartAt.Found(ChartYaml.Chart chart) -> readable(found, directory, chart, shared);
      case ChartAt.Found(ChartYaml.Invalid _), ChartAt.None() ->
          ChartState.untaggable(
              directory.path(), directory.before(), directory.after(), directory.tree());
    };
  }

  private ChartState readable(
      Found found, ChangedDirectory directory, ChartYaml.Chart chart, NotesReader.Shared shared) {
    Push.Span span = found.span();
    FutureTask<ReleaseNotes> notes = new FutureTask<>(() -> notes(span, directory, chart, shared));
    boolean versionStays = directory.before().holds(chart.name(), chart.version());
    if (!versionStays) {
      // There is a tag to make, as a rule. Otherwise the tag decides whether there is.
      Thread.ofVirtual().start(notes);
    }
    TagName tag = TagName.of(chart.name(), chart.version());
    Optional<ExistingTag> existing = tags.existing(chart.name(), chart.version());
    Optional<CommitSha> tagged =
        existing.isPresent()
            ? existing.get().commit()
            : Optional.ofNullable(shared.earlier().get(tag));
    boolean absent = existing.isEmpty() && tagged.isEmpty();
    boolean elsewhere = !absent && !tagged.equals(Optional.of(span.commit().sha()));
    boolean sameTree =
        elsewhere && tagged.filter(commit -> contains(commit, directory, chart, found)).isPresent();
    return new ChartState(
        directory.path(),
        absent && versionStays ? verifiedBefore(span, directory) : directory.before(),
        directory.after(),
        directory.tree(),
        existing
            .<TagState>map(
                it -> new TagState.Exists(it.object(), it.commit(), it.annotation(), sameTree))
            .orElseGet(TagState.Absent::new),
        elsewhere
            && !sameTree
            // Otherwise it is known that it existed.
            && found.formerPaths(chart).findAny().isEmpty()
            && tagged
                .filter(commit -> existedAtOtherParent(span, directory, chart, commit))
                .isPresent(),
        elsewhere ? ReleaseNotes.NONE : finished(notes));
  }

  private ReleaseNotes notes(
      Push.Span span,
      ChangedDirectory directory,
      ChartYaml.Chart chart,
      NotesReader.Shared shared) {
    CommitSha merge = span.commit().sha();
    return savedNotes
        .find(merge, directory.path())
        .orElseGet(
            () -> {
              ReleaseNotes chosen =
                  ChangelogChoice.of(chart, new NotesReader(shared, span, directory, chart));
              savedNotes.save(merge, directory.path(), chosen);
              return chosen;
            });
  }

  private static ReleaseNotes finished(FutureTask<ReleaseNotes> notes) {
    // Does nothing when it was begun before.
    notes.run();
    return VirtualThreads.join(notes);
  }

  /**
   * Without a tag it matters that this version was there before: neither a foreign answer nor a
   * link, which GitHub follows, may hide a new one.
   */
  private ChartAt verifiedBefore(Push.Span span, ChangedDirectory directory) {
    return span.before()
        .map(before -> trees.chart(before, directory.path()))
        .orElseGet(ChartAt.None::new);
  }

  /**
   * True when the directory's tree is found at that commit: most often at its path, or where this
   * version was before the merge; else anywhere, for the chart may have moved more than once. All
   * that there was is listed only then: the listing has megabytes.
   */
  private boolean contains(
      CommitSha commit, ChangedDirectory directory, ChartYaml.Chart chart, Found found) {
    if (treeAt(commit, directory.path()).equals(Optional.of(directory.tree()))) {
      return true;
    }
    List<String> former =
        found.formerPaths(chart).flatMap(path -> treeAt(commit, path).stream()).toList();
    return former.isEmpty()
        ? changes.isAnywhere(commit, directory.tree())
        : former.contains(directory.tree());
  }

  private Optional<String> treeAt(CommitSha commit, String path) {
    return trees.directory(commit, path).map(Listing::sha);
  }

  /**
   * True when a line that was merged had the version, and its tag, before. The version alone does
   * not tell: a pull request's head, too, is a parent of its merge, and brings the version.
   */
  private boolean existedAtOtherParent(
      Push.Span span, ChangedDirectory directory, ChartYaml.Chart chart, CommitSha tagged) {
    return span.commit().parents().stream()
            .filter(parent -> !span.before().equals(Optional.of(parent)))
            .filter(
                parent ->
                    trees.chart(parent, directory.path()).holds(chart.name(), chart.version()))
            .anyMatch(parent -> commits.contains(parent, tagged))
        && span.before().filter(before -> commits.contains(before, tagged)).isEmpty();
  }

  /**
   * Charts that the merge did not change and whose directories are named as those of a second chart
   * of the same name and version would be.
   */
  private Map<String, ChartYaml.Chart> sameNamedSiblings(Found found) {
    Map<String, ChartYaml.Chart> siblings = new TreeMap<>();
    for (ChangedDirectory directory : found.directories()) {
      if (directory.after() instanceof ChartAt.Found(ChartYaml.Chart chart)) {
        for (Entry sibling : directory.unchanged()) {
          if (namesOf(chart).contains(sibling.name())) {
            String path = Paths.in(Paths.parentOf(directory.path()), sibling.name());
            if (trees.chart(found.span().commit().sha(), path)
                    instanceof ChartAt.Found(ChartYaml.Chart other)
                && other.name().equals(chart.name())
                && other.version().equals(chart.version())) {
              siblings.put(path, other);
            }
          }
        }
      }
    }
    return siblings;
  }

  private static Set<String> namesOf(ChartYaml.Chart chart) {
    String name = chart.name().value();
    String version = chart.version().value();
    return Set.of(name, version, "v" + version, name + "-" + version, name + "-v" + version);
  }
}
