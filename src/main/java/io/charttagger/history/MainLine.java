package io.charttagger.history;

import io.charttagger.chart.Commit;
import io.charttagger.chart.CommitSha;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The line of commits that the main branch pointed at: from each commit to its first parent, as a
 * rule. When somebody merged the remote main branch into a local one and pushed that, the first
 * parent is local work, and the line goes on at the other parent.
 */
final class MainLine {
  private final SourcePullRequests sources;
  private final Pattern mergeOfMain;

  MainLine(SourcePullRequests sources, String mainBranch) {
    this.sources = sources;
    this.mergeOfMain =
        Pattern.compile(
            "Merge (remote-tracking )?branch '([^'/]+/)?%s'".formatted(Pattern.quote(mainBranch)));
  }

  /**
   * One commit of the line.
   *
   * @param parent the one before it on the line; empty for a root commit
   */
  record Link(Commit commit, Optional<CommitSha> parent) {}

  /** The line from where a window begins to its end, oldest first. */
  List<Link> from(WindowStart start, Commit after) {
    return start.between().isEmpty()
        ? List.of(new Link(after, start.from()))
        : new Walk(start).to(after);
  }

  /** The commit before this one on the line; empty for a root commit. */
  Optional<CommitSha> parent(Commit commit) {
    return choose(commit, commit.parents());
  }

  /** The first one, as a rule. */
  private Optional<CommitSha> choose(Commit commit, List<CommitSha> parents) {
    return parents.stream()
        .skip(1)
        .filter(other -> isMain(commit, other))
        .findFirst()
        .or(() -> parents.stream().findFirst());
  }

  /** True when the commit merged the main branch, whose head was that parent, into another one. */
  private boolean isMain(Commit merge, CommitSha parent) {
    return !SourcePullRequests.isMergeOfPullRequest(merge)
        && sources.known(merge).isEmpty()
        && (mergeOfMain.matcher(merge.subject()).lookingAt() || sources.isMerged(parent))
        && !sources.isMerged(merge.parents().getFirst());
  }

  /** Those of the commits that have this one among their ancestors. */
  static Set<CommitSha> descendants(CommitSha ancestor, Collection<Commit> commits) {
    Map<CommitSha, List<CommitSha>> children = new HashMap<>();
    for (Commit commit : commits) {
      for (CommitSha parent : commit.parents()) {
        children.computeIfAbsent(parent, _ -> new ArrayList<>()).add(commit.sha());
      }
    }
    Set<CommitSha> found = new HashSet<>();
    Deque<CommitSha> left = new ArrayDeque<>(List.of(ancestor));
    while (!left.isEmpty()) {
      for (CommitSha child : children.getOrDefault(left.pop(), List.of())) {
        if (found.add(child)) {
          left.push(child);
        }
      }
    }
    return found;
  }

  /** The way from a window's end to its beginning, past the states that are known. */
  private final class Walk {
    private final Map<CommitSha, Commit> between;
    private final Deque<CommitSha> targets = new ArrayDeque<>();
    private Set<CommitSha> later = Set.of();

    Walk(WindowStart start) {
      this.between =
          start.between().stream()
              .collect(Collectors.toMap(Commit::sha, Function.identity(), (one, _) -> one));
      start.via().ifPresent(targets::add);
      start.from().ifPresent(targets::add);
      aim();
    }

    private void aim() {
      later = targets.isEmpty() ? Set.of() : descendants(targets.getFirst(), between.values());
    }

    List<Link> to(Commit after) {
      beginSources(after);
      Deque<Link> line = new ArrayDeque<>();
      Optional<Commit> here = Optional.of(after);
      while (here.isPresent()) {
        Optional<CommitSha> parent = parent(here.get());
        line.addFirst(new Link(here.get(), parent));
        if (!targets.isEmpty() && parent.equals(Optional.of(targets.getFirst()))) {
          targets.removeFirst();
          aim();
        }
        here = parent.flatMap(this::known);
      }
      return List.copyOf(line);
    }

    private Optional<Commit> known(CommitSha sha) {
      return Optional.ofNullable(between.get(sha));
    }

    /** Of the parents that lead to the target. */
    private Optional<CommitSha> parent(Commit commit) {
      List<CommitSha> leading =
          commit.parents().stream()
              .filter(it -> later.contains(it) || it.equals(targets.peekFirst()))
              .toList();
      return choose(commit, leading.isEmpty() ? commit.parents() : leading);
    }

    /** Side by side, for one may depend on the other. */
    private void beginSources(Commit after) {
      Optional<Commit> here = Optional.of(after);
      while (here.isPresent()) {
        sources.begin(here.get().sha());
        here = here.get().parents().stream().findFirst().flatMap(this::known);
      }
    }
  }
}
