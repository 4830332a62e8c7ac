package io.charttagger.history;

import io.charttagger.changelog.ChangelogChoice;
import io.charttagger.changelog.ReleaseNotes;
import io.charttagger.chart.ChartAt;
import io.charttagger.chart.ChartYaml;
import io.charttagger.chart.Commit;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.Paths;
import io.charttagger.chart.RepositoryName;
import io.charttagger.chart.TagName;
import io.charttagger.plan.ChartState;
import io.charttagger.plan.Former;
import io.charttagger.plan.Merge;
import io.charttagger.plan.RepositoryState;
import io.charttagger.plan.TagState;
import io.charttagger.plan.Warning;
import io.charttagger.port.Budget;
import io.charttagger.port.Listing;
import io.charttagger.port.PermanentFailure;
import io.charttagger.port.ReadableRepository;
import io.charttagger.port.StopReason;
import io.charttagger.port.TransientFailure;
import io.charttagger.settings.RepositorySettings;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Reads everything that the decision needs, side by side, in as few round trips as the order of the
 * answers allows. Start reading here: {@link PushReader} cuts a window into its merges, {@link
 * ChangeReader} finds the charts of each, {@link NotesReader} their changelogs.
 */
public final class StateReader {
  // About as long as GitHub usually takes to learn of a merge.
  private static final Duration SOURCE_RETRY = Duration.ofSeconds(10);

  private final SettingsReader settings;
  private final SavedNotes savedNotes;
  private final Trees trees;
  private final Links links;
  private final ChangelogFiles changelogs;
  private final Tags tags;
  private final Memoizer<RepositorySettings, ChartScope> scopes = new Memoizer<>(this::scope);
  private final ChartScope expected;
  private final Commits commits;
  private final MainBranch mainBranch;
  private final PushReader pushes;
  private final PreviewReader previews;
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
    this.links = new Links(trees);
    this.changelogs = new ChangelogFiles(trees);
    this.settings = new SettingsReader(trees, layout);
    this.tags = new Tags(repository, budget);
    this.expected = scopes.get(layout.settings());
    this.commits = new Commits(repository, budget);
    this.sources = new SourcePullRequests(repository, layout.mainBranch(), budget);
    this.mainBranch = new MainBranch(repository, layout.mainBranch(), budget);
    this.pushes = new PushReader(repository, mainBranch, sources, budget);
    this.previews = new PreviewReader(repository, mainBranch, budget);
  }

  /**
   * What holds for a repository.
   *
   * @param repository its name, for messages
   * @param settings what holds where the repository sets nothing else
   * @param mainBranch the branch that is tagged
   */
  public record Layout(RepositoryName repository, RepositorySettings settings, String mainBranch) {}

  private ChartScope scope(RepositorySettings settings) {
    ChartTags named = tags.in(settings.rules().tagFormat());
    return new ChartScope(
        settings, new ChangeReader(trees, settings), named, new Siblings(trees, named));
  }

  /**
   * The settings at a commit that was read, or is the head of the main branch.
   *
   * @throws PermanentFailure when they cannot be used
   */
  public RepositorySettings settings(CommitSha commit) {
    return settings.at(commit);
  }

  /** The charts at a commit of the main branch. What both need is read once. */
  public CurrentCharts currentCharts(CommitSha head) {
    ChartScope scope = scopes.get(settings(head));
    BroughtCommits brought =
        new BroughtCommits(pushes, sources, commits, commits.touching(Paths.ROOT, head));
    Disputes disputes = new Disputes(scope.changes(), scope.siblings(), brought, head);
    return new CurrentCharts(
        scope.changes(),
        scope.tags(),
        mainBranch,
        new VersionOrigins(scope.changes(), brought, disputes, head));
  }

  /**
   * Reads the state for a window.
   *
   * @throws NotOnMain when the commit is not on the main branch
   * @throws TransientFailure when something that must exist is not found, or time does not suffice
   */
  public RepositoryState read(Window window) {
    settings.begin(window.after());
    return read(
        window,
        begun(window),
        spans -> settings.of(spans, window.after()),
        found -> misnamed(found, window.after()));
  }

  /**
   * Reads the state for a merge that is not made yet, by the settings that it would bring.
   *
   * @throws NoPreview when it is none, or none that may be previewed
   * @throws TransientFailure when something that must exist is not found, or time does not suffice
   */
  public RepositoryState read(PreviewedMerge merge) {
    CommitSha after = merge.testMerge();
    settings.begin(after);
    expected.changes().begin(after);
    Push push = previews.read(merge);
    return read(
        new Window(merge.repository(), Optional.empty(), push.from(), after),
        push,
        spans -> settings.of(spans, after),
        found -> misnamed(found, after));
  }

  /**
   * The same for what was left undone of an earlier window. What of the settings is wrong is not
   * said again.
   *
   * @param next the commit whose settings hold where the window's own cannot be used
   */
  public RepositoryState read(Window window, CommitSha next) {
    settings.begin(window.after());
    return read(window, begun(window), spans -> settings.of(spans, next), _ -> List.of());
  }

  /** Begun now, needed in a moment: most pushes are one merge on top of what was before. */
  private Push begun(Window window) {
    expected.changes().begin(window.after());
    window.before().or(window::mark).ifPresent(expected.changes()::begin);
    sources.begin(window.after());
    return pushes.read(window);
  }

  private RepositoryState read(
      Window window,
      Push push,
      Function<List<Push.Span>, List<RepositorySettings>> settingsOf,
      Function<List<FoundCharts>, List<Warning>> misnamed) {
    List<FoundCharts> found = find(push.spans(), settingsOf);
    requireSources(found);
    Map<TagName, List<CommitSha>> owed = owedBefore(found, window);
    List<Merge> merges =
        VirtualThreads.map(
            found,
            merge ->
                merge(
                    merge,
                    new EarlierTags(
                        tagsBefore(found.subList(0, found.indexOf(merge))), owedTo(merge, owed))));
    return new RepositoryState(
        window.repository(),
        window.after(),
        push.from(),
        window.mark().filter(mark -> push.markLost()),
        merges,
        Stream.of(
                push.warnings(),
                found.stream().flatMap(it -> it.passedOver().stream()).toList(),
                misnamed.apply(found))
            .flatMap(List::stream)
            .toList());
  }

  /**
   * What each merge changed, as its settings find it. Most often they say nothing of where charts
   * are: so they are looked for while the settings are still being read.
   */
  private List<FoundCharts> find(
      List<Push.Span> spans, Function<List<Push.Span>, List<RepositorySettings>> settingsOf) {
    Future<List<FoundCharts>> usual =
        VirtualThreads.start(
            () ->
                spans.stream().anyMatch(span -> expected.changes().mayFind(span.commit().sha()))
                    ? findIn(spans, Collections.nCopies(spans.size(), expected))
                    : List.of());
    try {
      List<ChartScope> own = settingsOf.apply(spans).stream().map(scopes::get).toList();
      List<FoundCharts> found =
          own.stream().allMatch(scope -> scope.findsAs(expected))
              ? VirtualThreads.join(usual)
              : List.of();
      return found.isEmpty() ? findIn(spans, own) : inScopes(found, own);
    } finally {
      VirtualThreads.settle(usual);
    }
  }

  private List<FoundCharts> findIn(List<Push.Span> spans, List<ChartScope> scopes) {
    return VirtualThreads.map(
        IntStream.range(0, spans.size()).boxed().toList(), i -> find(spans.get(i), scopes.get(i)));
  }

  private static List<FoundCharts> inScopes(List<FoundCharts> found, List<ChartScope> scopes) {
    return IntStream.range(0, found.size()).mapToObj(i -> found.get(i).in(scopes.get(i))).toList();
  }

  /**
   * A directory that is nowhere is most often misspelt, and would hide every chart in it. What the
   * settings of the last merge name counts.
   */
  private static List<Warning> misnamed(List<FoundCharts> merges, CommitSha last) {
    List<String> found =
        merges.stream()
            .flatMap(merge -> merge.directories().stream())
            .map(ChangedDirectory::path)
            .toList();
    return merges.isEmpty() ? List.of() : merges.getLast().scope().changes().misnamed(last, found);
  }

  /**
   * Reads the states for several windows, in their order.
   *
   * @param head the commit whose settings hold for all of them
   */
  public List<RepositoryState> readEach(List<Window> windows, CommitSha head) {
    RepositorySettings now = settings(head);
    return VirtualThreads.map(
        windows,
        window ->
            read(
                window,
                begun(window),
                spans -> Collections.nCopies(spans.size(), now),
                _ -> List.of()));
  }

  /** Retries for the pull request are spent only where there is something to tag. */
  private FoundCharts find(Push.Span span, ChartScope scope) {
    FoundCharts found = found(span, scope);
    if (span.settled() || found.charts().findAny().isEmpty()) {
      return found;
    }
    Push.Span settled = pushes.settled(span);
    return settled.before().equals(span.before())
        ? new FoundCharts(settled, scope, found.directories(), found.siblings(), found.passedOver())
        : found(settled, scope);
  }

  private FoundCharts found(Push.Span span, ChartScope scope) {
    CommitSha commit = span.commit().sha();
    PassedOver passedOver = new PassedOver();
    List<ChangedDirectory> directories =
        scope.siblings().withLeft(commit, scope.changes().changes(span, passedOver));
    return new FoundCharts(
        span,
        scope,
        directories,
        scope.siblings().sameNamed(commit, directories),
        passedOver.warnings(commit, trees));
  }

  /**
   * A young commit whose pull request is not known may be one of several that a pull request
   * brought, or its merge. Only for the last merge no more can be awaited.
   */
  private void requireSources(List<FoundCharts> merges) {
    for (FoundCharts merge : merges.subList(0, Math.max(0, merges.size() - 1))) {
      Commit commit = merge.span().commit();
      if (merge.span().source().isEmpty()
          && sources.isYoung(commit)
          && merge.broughtCharts().anyMatch(chart -> isUntagged(merge, chart))) {
        throw new TransientFailure(
            StopReason.GITHUB,
            "GitHub does not show yet which pull request commit %s came from"
                .formatted(commit.sha()),
            SOURCE_RETRY);
      }
    }
  }

  private static boolean isUntagged(FoundCharts merge, ChartYaml.Chart chart) {
    return merge.scope().tags().existing(chart.name(), chart.version()).isEmpty();
  }

  /** What this window decides itself is not owed to it. */
  private static Map<TagName, List<CommitSha>> owedBefore(List<FoundCharts> merges, Window window) {
    Set<CommitSha> own =
        merges.stream().map(merge -> merge.span().commit().sha()).collect(Collectors.toSet());
    Map<TagName, List<CommitSha>> owed = new HashMap<>();
    window
        .owed()
        .forEach(
            (tag, on) ->
                owed.put(tag, on.stream().filter(commit -> !own.contains(commit)).toList()));
    return owed;
  }

  /**
   * Each tag with one commit that it is owed on. Of the merge's own tags, and where there are
   * several commits, only one that the merge has: a force push may have removed the others.
   */
  private Map<TagName, CommitSha> owedTo(FoundCharts merge, Map<TagName, List<CommitSha>> owed) {
    Map<TagName, CommitSha> all = new HashMap<>();
    List<TagName> tagsOfMerge = merge.tags();
    owed.forEach(
        (tag, on) ->
            on.stream()
                .filter(
                    commit ->
                        (on.size() == 1 && !tagsOfMerge.contains(tag))
                            || commits.contains(merge.span().commit().sha(), commit))
                .findFirst()
                .ifPresent(commit -> all.put(tag, commit)));
    return all;
  }

  /** The tags that these merges bring, each with the first commit that does. */
  private Map<TagName, CommitSha> tagsBefore(List<FoundCharts> merges) {
    Map<TagName, CommitSha> tags = new HashMap<>();
    for (FoundCharts merge : merges) {
      // It has no lineage, so it gets no tags.
      if (merge.scope().rules().requireLineage() && merge.span().source().isEmpty()) {
        continue;
      }
      for (TagName tag : merge.broughtTags()) {
        tags.putIfAbsent(tag, merge.span().commit().sha());
      }
    }
    return tags;
  }

  private Merge merge(FoundCharts found, EarlierTags earlier) {
    NotesReader.Shared shared =
        new NotesReader.Shared(
            trees,
            links,
            changelogs,
            found.scope().tags(),
            commits,
            found.raisesOneChart(),
            found.scope().changes()::isOnly,
            earlier);
    List<ChartState> charts =
        VirtualThreads.map(found.directories(), directory -> chart(found, directory, shared));
    return new Merge(
        found.span().commit(),
        found.span().source(),
        charts,
        found.siblings(),
        found.scope().rules());
  }

  private ChartState chart(
      FoundCharts found, ChangedDirectory directory, NotesReader.Shared shared) {
    return switch (directory.after()) {
      case ChartAt.Found(ChartYaml.Chart chart) -> readable(found, directory, chart, shared);
      case ChartAt.Found(ChartYaml.Invalid _), ChartAt.None(), ChartAt.Excluded _ ->
          ChartState.untaggable(
              directory.path(), directory.before(), directory.after(), directory.tree());
    };
  }

  private ChartState readable(
      FoundCharts found,
      ChangedDirectory directory,
      ChartYaml.Chart chart,
      NotesReader.Shared shared) {
    Push.Span span = found.span();
    FutureTask<ReleaseNotes> notes = new FutureTask<>(() -> notes(span, directory, chart, shared));
    boolean versionStays = directory.before().holds(chart.name(), chart.version());
    if (!versionStays) {
      // There is a tag to make, as a rule. Otherwise the tag decides whether there is.
      Thread.ofVirtual().start(notes);
    }
    TagName tag = found.scope().tag(chart);
    Optional<ExistingTag> existing = found.scope().tags().existing(chart.name(), chart.version());
    Optional<CommitSha> tagged =
        existing.isPresent() ? existing.get().commit() : shared.earlier().commit(tag);
    boolean absent = existing.isEmpty() && tagged.isEmpty();
    boolean elsewhere = !absent && !tagged.equals(Optional.of(span.commit().sha()));
    boolean sameTree =
        elsewhere && tagged.filter(commit -> contains(commit, directory, chart, found)).isPresent();
    ChartAt before = absent && versionStays ? verifiedBefore(span, directory) : directory.before();
    boolean untagged =
        absent
            && (!versionStays || before.holds(chart.name(), chart.version()))
            && !found.isNew(chart);
    return new ChartState(
        directory.path(),
        before,
        directory.after(),
        directory.tree(),
        existing
            .<TagState>map(
                it -> new TagState.Exists(it.object(), it.commit(), it.annotation(), sameTree))
            .or(
                () ->
                    Optional.ofNullable(shared.earlier().owed().get(tag))
                        .map(commit -> new TagState.Expected(commit, sameTree)))
            .orElseGet(
                () ->
                    new TagState.Absent(
                        untagged
                            ? found
                                .scope()
                                .tags()
                                .otherForm(chart, found.scope().changes().isOnly(directory.path()))
                            : Optional.empty())),
        elsewhere
            && !sameTree
            // Otherwise it is known that it existed.
            && found.formerPaths(chart).findAny().isEmpty()
            && tagged.filter(commit -> existedEarlier(span, directory, chart, commit)).isPresent(),
        elsewhere || untagged ? ReleaseNotes.NONE : finished(notes),
        found.former(chart, directory).map(former -> former(former, found, shared.earlier())),
        directory.isChanged());
  }

  /** Its tags are listed already. */
  private static Former former(ChartYaml.Chart chart, FoundCharts found, EarlierTags earlier) {
    TagName tag = found.scope().tag(chart);
    boolean exists =
        found.scope().tags().versions(chart.name()).contains(chart.version())
            || earlier.commit(tag).isPresent();
    return new Former(chart, exists ? Optional.of(tag) : Optional.empty());
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
      CommitSha commit, ChangedDirectory directory, ChartYaml.Chart chart, FoundCharts found) {
    if (treeAt(commit, directory.path()).equals(Optional.of(directory.tree()))) {
      return true;
    }
    List<String> former =
        found.formerPaths(chart).flatMap(path -> treeAt(commit, path).stream()).toList();
    return former.isEmpty()
        ? found.scope().changes().isAnywhere(commit, directory.tree())
        : former.contains(directory.tree());
  }

  private Optional<String> treeAt(CommitSha commit, String path) {
    return trees.directory(commit, path).map(Listing::sha);
  }

  /**
   * True when the version, and its tag, existed although the state before does not tell: where it
   * is unreadable, or on a line that was merged. The version alone does not tell: a pull request's
   * head, too, is a parent of its merge, and brings the version.
   */
  private boolean existedEarlier(
      Push.Span span, ChangedDirectory directory, ChartYaml.Chart chart, CommitSha tagged) {
    return isRepaired(directory, chart, tagged)
        ? isInBefore(span, tagged)
        : existedAtOtherParent(span, directory, chart, tagged) && !isInBefore(span, tagged);
  }

  private boolean isInBefore(Push.Span span, CommitSha tagged) {
    return span.before().filter(before -> commits.contains(before, tagged)).isPresent();
  }

  private boolean isRepaired(ChangedDirectory directory, ChartYaml.Chart chart, CommitSha tagged) {
    return directory.before() instanceof ChartAt.Found(ChartYaml.Invalid _)
        && trees.chart(tagged, directory.path()).holds(chart.name(), chart.version());
  }

  private boolean existedAtOtherParent(
      Push.Span span, ChangedDirectory directory, ChartYaml.Chart chart, CommitSha tagged) {
    return span.commit().parents().stream()
        .filter(parent -> !span.before().equals(Optional.of(parent)))
        .filter(
            parent -> trees.chart(parent, directory.path()).holds(chart.name(), chart.version()))
        .anyMatch(parent -> commits.contains(parent, tagged));
  }
}
