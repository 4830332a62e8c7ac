package io.charttagger.history;

import io.charttagger.chart.Commit;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.PullRequest;
import io.charttagger.history.MainLine.Link;
import io.charttagger.port.Budget;
import io.charttagger.port.Comparison;
import io.charttagger.port.MustExist;
import io.charttagger.port.ReadableRepository;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Cuts the main line into groups, each decided as if it had been pushed alone: a merge or squash
 * commit, the commits of a rebase-merged pull request, a commit without a pull request. Where the
 * line was begun to be read does not matter: a group begins where its pull request does, if need be
 * before the line.
 */
final class Groups {
  private final ReadableRepository repository;
  private final SourcePullRequests sources;
  private final MustExist mustExist;
  private final Commits commits;

  Groups(ReadableRepository repository, SourcePullRequests sources, Budget budget) {
    this.repository = repository;
    this.sources = sources;
    this.mustExist = new MustExist(budget);
    this.commits = new Commits(repository, budget);
  }

  /**
   * The groups of a line, oldest first. The pull request of a single commit is settled later: only
   * where there is something to tag it is worth a wait.
   */
  List<Push.Span> cut(List<Link> line) {
    if (line.size() == 1) {
      Link only = line.getFirst();
      return List.of(span(only, sources.known(only.commit()), false));
    }
    return new Line(line).groups();
  }

  /** All that leads to a commit as one group. */
  Push.Span whole(Link link) {
    return new Push.Span(
        link.commit(),
        link.parent(),
        sources.known(link.commit()).or(() -> sources.late(link.commit())),
        true);
  }

  /** The same group, once its pull request was searched for with retries. */
  Push.Span settled(Push.Span span) {
    return span(new Link(span.commit(), span.before()), sources.late(span.commit()), true);
  }

  private Push.Span span(Link link, Optional<PullRequest> source, boolean settled) {
    return new Push.Span(
        link.commit(),
        source.map(it -> new Line(List.of(link)).first(link, it)).orElse(link).parent(),
        source,
        settled || source.isPresent());
  }

  private final class Line {
    private final List<Link> links;
    private final Map<CommitSha, Link> bySha;

    Line(List<Link> links) {
      this.links = links;
      this.bySha =
          links.stream()
              .collect(Collectors.toMap(link -> link.commit().sha(), Function.identity()));
    }

    List<Push.Span> groups() {
      List<Optional<PullRequest>> found = VirtualThreads.map(links, this::source);
      Map<CommitSha, Optional<PullRequest>> bySha = new HashMap<>();
      for (int i = 0; i < links.size(); i++) {
        bySha.put(links.get(i).commit().sha(), found.get(i));
      }
      Deque<Push.Span> groups = new ArrayDeque<>();
      Optional<Link> last = Optional.of(links.getLast());
      while (last.isPresent()) {
        Link end = last.get();
        Optional<PullRequest> source = bySha.getOrDefault(end.commit().sha(), Optional.empty());
        Optional<CommitSha> before = source.map(it -> first(end, it)).orElse(end).parent();
        groups.addFirst(new Push.Span(end.commit(), before, source, true));
        last = before.flatMap(this::known);
      }
      return List.copyOf(groups);
    }

    private Optional<Link> known(CommitSha sha) {
      return Optional.ofNullable(bySha.get(sha));
    }

    /** A commit that a pull request brought with others has none of its own. */
    private Optional<PullRequest> source(Link link) {
      Commit commit = link.commit();
      return sources
          .known(commit)
          .or(
              () ->
                  sources.isPart(commit.sha(), bySha.keySet())
                      ? Optional.empty()
                      : sources.late(commit));
    }

    /** The first commit of the group that ends with this one. */
    Link first(Link last, PullRequest source) {
      if (last.commit().parents().size() != 1) {
        return last;
      }
      Link first = last;
      while (isBrought(first, last, source)) {
        first = previous(first);
      }
      return first.equals(last) && isDoubtful(last, source) ? firstCopy(last, source) : first;
    }

    /** Whether the commit before a part of the group is one, too. */
    private boolean isBrought(Link part, Link last, PullRequest source) {
      // Beyond the line it costs a request, which a squash commit tells to be useless.
      return part.parent()
          .filter(it -> bySha.containsKey(it) || !part.equals(last) || !isSquash(last, source))
          .filter(it -> sources.isPart(it, source))
          .isPresent();
    }

    private static boolean isSquash(Link link, PullRequest source) {
      return SourcePullRequests.numberIn(link.commit().subject())
          .equals(Optional.of(source.number()));
    }

    /** True when GitHub may not tell yet, or any more, of the commits before. */
    private boolean isDoubtful(Link last, PullRequest source) {
      return !isSquash(last, source)
          && (!sources.isAssociated(last.commit().sha(), source)
              || last.parent()
                  .flatMap(this::known)
                  .filter(
                      it -> sources.isYoung(it.commit()) && !sources.isMerged(it.commit().sha()))
                  .isPresent());
    }

    /**
     * A rebase copies the commits of a pull request in their order, with authors and messages. When
     * those before the last one are such copies, they are its parts.
     */
    private Link firstCopy(Link last, PullRequest source) {
      List<Commit> originals = originals(last, source);
      Link first = last;
      for (int i = 0; i < originals.size(); i++) {
        if (!isCopy(first.commit(), originals.get(i))) {
          return last;
        }
        if (i + 1 < originals.size()) {
          if (first.parent().filter(it -> !sources.isMerged(it)).isEmpty()) {
            return last;
          }
          first = previous(first);
        }
      }
      return first;
    }

    private static boolean isCopy(Commit commit, Commit original) {
      return commit.parents().size() <= 1
          && commit.subject().equals(original.subject())
          && commit.author().equals(original.author());
    }

    /** The pull request's own commits, newest first. */
    private List<Commit> originals(Link last, PullRequest source) {
      Map<CommitSha, Commit> own =
          commits
              .compare(last.commit().sha(), source.headSha())
              .filter(Comparison::isComplete)
              .map(Comparison::commits)
              .stream()
              .flatMap(List::stream)
              .collect(Collectors.toMap(Commit::sha, Function.identity(), (one, _) -> one));
      List<Commit> originals = new ArrayList<>();
      Optional<Commit> here = Optional.ofNullable(own.get(source.headSha()));
      while (here.isPresent()) {
        if (here.get().parents().size() <= 1) {
          originals.add(here.get());
        }
        here =
            here.get().parents().stream()
                .findFirst()
                .flatMap(parent -> Optional.ofNullable(own.get(parent)));
      }
      return originals;
    }

    private Link previous(Link link) {
      CommitSha sha = link.parent().orElseThrow();
      return known(sha)
          .orElseGet(
              () -> {
                Commit commit = mustExist.read("commit " + sha, () -> repository.commit(sha));
                return new Link(commit, commit.parents().stream().findFirst());
              });
    }
  }
}
