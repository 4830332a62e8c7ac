package io.charttagger.github;

import io.charttagger.changelog.ChangelogChoice;
import io.charttagger.chart.ChartAt;
import io.charttagger.chart.ChartYaml;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.Paths;
import io.charttagger.chart.PullRequest;
import io.charttagger.chart.TagName;
import io.charttagger.dispatch.Dispatch;
import io.charttagger.github.Listing.Entry;
import io.charttagger.plan.ChartState;
import io.charttagger.plan.Merge;
import io.charttagger.plan.RepositoryState;
import io.charttagger.plan.TagState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads everything that the decision needs, side by side, in as few round trips as the answers'
 * order allows.
 */
final class StateReader {
  private final Trees trees;
  private final ChangeReader changes;
  private final TagReader tags;
  private final CommitReader commits;
  private final PushReader pushes;
  private final SourcePullRequests sources;

  StateReader(Readers readers) {
    this.trees = readers.trees();
    this.changes = readers.changes();
    this.tags = readers.tags();
    this.commits = readers.commits();
    this.pushes = readers.pushes();
    this.sources = readers.sources();
  }

  /** The readers of the parts. */
  record Readers(
      Trees trees,
      ChangeReader changes,
      TagReader tags,
      CommitReader commits,
      PushReader pushes,
      SourcePullRequests sources) {}

  RepositoryState read(Dispatch dispatch) {
    // Asked for now, needed in a moment: most pushes are one merge on top of what was before.
    changes.begin(dispatch.after());
    dispatch.before().ifPresent(changes::begin);
    sources.begin(dispatch.after());
    Push push = pushes.read(dispatch);
    changes.announce(push.spans());
    List<Found> found =
        VirtualThreads.map(push.spans(), span -> new Found(span, changes.changes(span)));
    List<Merge> merges =
        VirtualThreads.map(
            found, merge -> merge(merge, tagsBefore(found.subList(0, found.indexOf(merge)))));
    return new RepositoryState(dispatch.repository(), dispatch.after(), merges, push.warnings());
  }

  /** The tags that these merges ask for, each where it was asked for first. */
  private static Map<TagName, CommitSha> tagsBefore(List<Found> merges) {
    Map<TagName, CommitSha> tags = new HashMap<>();
    for (Found merge : merges) {
      for (TagName tag : merge.tags()) {
        tags.putIfAbsent(tag, merge.span().commit().sha());
      }
    }
    return tags;
  }

  /** One merge and the directories it changed. */
  private record Found(Push.Span span, List<ChangedDirectory> directories) {
    List<TagName> tags() {
      List<TagName> tags = new ArrayList<>();
      for (ChangedDirectory directory : directories) {
        if (directory.after() instanceof ChartAt.Found(ChartYaml.Chart chart)) {
          tags.add(TagName.of(chart.name(), chart.version()));
        }
      }
      return tags;
    }
  }

  private Merge merge(Found found, Map<TagName, CommitSha> earlier) {
    var source = VirtualThreads.start(() -> source(found));
    var bystanders = VirtualThreads.start(() -> bystanders(found));
    List<ChartState> charts =
        VirtualThreads.map(
            found.directories(), directory -> chart(found.span(), directory, earlier));
    return new Merge(
        found.span().commit(),
        VirtualThreads.join(source),
        charts,
        VirtualThreads.join(bystanders));
  }

  /** Patience is spent only where there is something to tag. */
  private Optional<PullRequest> source(Found found) {
    Optional<PullRequest> known = found.span().source();
    return known.isPresent() || found.span().settled() || found.tags().isEmpty()
        ? known
        : sources.late(found.span().commit());
  }

  private ChartState chart(
      Push.Span span, ChangedDirectory directory, Map<TagName, CommitSha> earlier) {
    return switch (directory.after()) {
      case ChartAt.Found(ChartYaml.Chart chart) -> readable(span, directory, chart, earlier);
      case ChartAt.Found(ChartYaml.Invalid _), ChartAt.None() ->
          ChartState.untaggable(
              directory.path(), directory.before(), directory.after(), directory.tree());
    };
  }

  private ChartState readable(
      Push.Span span,
      ChangedDirectory directory,
      ChartYaml.Chart chart,
      Map<TagName, CommitSha> earlier) {
    TagName tag = TagName.of(chart.name(), chart.version());
    var sources = new NotesReader.Sources(trees, tags, commits, earlier);
    var notes =
        VirtualThreads.start(
            () -> ChangelogChoice.of(chart, new NotesReader(sources, span, directory, chart)));
    Optional<TagReader.Standing> standing = tags.standing(tag);
    Optional<CommitSha> at =
        standing.isPresent() ? standing.get().commit() : Optional.ofNullable(earlier.get(tag));
    boolean elsewhere =
        (standing.isPresent() || at.isPresent()) && !at.equals(Optional.of(span.commit().sha()));
    boolean sameTree = elsewhere && at.filter(commit -> holds(commit, directory)).isPresent();
    return new ChartState(
        directory.path(),
        directory.before(),
        directory.after(),
        directory.tree(),
        standing
            .<TagState>map(
                it -> new TagState.Standing(it.object(), it.commit(), it.annotation(), sameTree))
            .orElseGet(TagState.Absent::new),
        elsewhere
            && !sameTree
            && at.filter(tagged -> stoodAtOtherParent(span, directory, chart, tagged)).isPresent(),
        VirtualThreads.join(notes));
  }

  /**
   * True when the directory's tree is found at that commit: most often at its path; after a move
   * anywhere else, though another chart may have stood at the path.
   */
  private boolean holds(CommitSha commit, ChangedDirectory directory) {
    return trees
            .directory(commit, directory.path())
            .filter(listing -> listing.sha().equals(directory.tree()))
            .isPresent()
        || changes.anywhere(commit, directory.tree());
  }

  /**
   * True when a line that was merged had the version, and its tag, before. The version alone does
   * not tell: a pull request's head, too, is a parent of its merge, and brings the version.
   */
  private boolean stoodAtOtherParent(
      Push.Span span, ChangedDirectory directory, ChartYaml.Chart chart, CommitSha tagged) {
    return span.commit().parents().stream()
            .filter(parent -> !span.before().equals(Optional.of(parent)))
            .filter(
                parent ->
                    changes.manifest(parent, directory.path()).holds(chart.name(), chart.version()))
            .anyMatch(parent -> commits.holds(parent, tagged))
        && span.before().filter(before -> commits.holds(before, tagged)).isEmpty();
  }

  /**
   * Charts that the merge left alone and whose directories are named as a second holder's would be.
   */
  private Map<String, ChartYaml.Chart> bystanders(Found found) {
    Map<String, ChartYaml.Chart> bystanders = new TreeMap<>();
    for (ChangedDirectory directory : found.directories()) {
      if (directory.after() instanceof ChartAt.Found(ChartYaml.Chart chart)) {
        for (Entry sibling : directory.untouched()) {
          if (namesOf(chart).contains(sibling.name())) {
            String path = Paths.in(parentOf(directory.path()), sibling.name());
            if (changes.manifest(found.span().commit().sha(), path)
                    instanceof ChartAt.Found(ChartYaml.Chart other)
                && other.name().equals(chart.name())
                && other.version().equals(chart.version())) {
              bystanders.put(path, other);
            }
          }
        }
      }
    }
    return bystanders;
  }

  private static Set<String> namesOf(ChartYaml.Chart chart) {
    String name = chart.name().value();
    String version = chart.version().value();
    return Set.of(name, version, "v" + version, name + "-" + version, name + "-v" + version);
  }

  private static String parentOf(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? Paths.ROOT : path.substring(0, slash);
  }
}
