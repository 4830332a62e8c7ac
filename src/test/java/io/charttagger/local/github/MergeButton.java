package io.charttagger.local.github;

import io.charttagger.chart.CommitSha;
import io.charttagger.local.git.Merges;
import io.charttagger.local.git.Refs;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * Makes the commits that GitHub makes, and moves the base branch.
 *
 * @see <a
 *     href="https://docs.github.com/en/pull-requests/collaborating-with-pull-requests/incorporating-changes-from-a-pull-request/about-pull-request-merges">About
 *     pull request merges</a>
 */
final class MergeButton {
  private final SimulatedRepository repository;
  private final PullRequest pull;
  private final Instant when;
  private final Merges merges;
  private final ObjectId base;
  private final ObjectId head;

  MergeButton(SimulatedRepository repository, PullRequest pull, Instant when) {
    this.repository = repository;
    this.pull = pull;
    this.when = when;
    this.merges = new Merges(repository.git());
    this.base = ObjectId.fromString(pull.baseSha());
    this.head = ObjectId.fromString(pull.headSha());
  }

  MergedAs press(MergeMethod method) throws IOException {
    Set<CommitSha> made = new LinkedHashSet<>();
    ObjectId tip =
        switch (method) {
          case MERGE -> commit(List.of(base, head), "Merge pull request #%d from %s/%s\n\n%s");
          case SQUASH -> commit(List.of(base), "");
          case REBASE -> rebase(made);
        };
    if (!Refs.advance(repository.git(), Constants.R_HEADS + pull.base(), base, tip)) {
      throw new IllegalStateException("base branch of #" + pull.number() + " was modified");
    }
    return new MergedAs(CommitSha.parse(tip.name()), when, made);
  }

  /** The merge that GitHub tries beforehand, on no branch; nothing when head and base conflict. */
  Optional<ObjectId> test() throws IOException {
    Optional<ObjectId> tree = merges.merge(base, head);
    return tree.isEmpty()
        ? Optional.empty()
        : Optional.of(
            merges.commit(
                tree.get(),
                List.of(base, head),
                new Merges.People(author(), gitHub()),
                "Merge %s into %s".formatted(head.name(), base.name())));
  }

  private ObjectId commit(List<ObjectId> parents, String form) throws IOException {
    String message =
        form.isEmpty()
            ? squashMessage()
            : form.formatted(
                pull.number(), repository.name().owner(), pull.headBranch(), pull.title());
    return merges.commit(
        merges.merge(base, head).orElseThrow(this::conflict),
        parents,
        new Merges.People(author(), gitHub()),
        message);
  }

  private PersonIdent author() {
    return new PersonIdent(
        pull.author(),
        Users.id(pull.author()) + "+" + pull.author() + "@users.noreply.github.com",
        when,
        ZoneOffset.UTC);
  }

  private String squashMessage() throws IOException {
    List<RevCommit> commits = oldestFirst();
    String title = "%s (#%d)".formatted(pull.title(), pull.number());
    if (commits.size() == 1) {
      String message = commits.getFirst().getFullMessage();
      int end = message.indexOf("\n\n");
      return end < 0 ? title : title + message.substring(end).stripTrailing();
    }
    StringBuilder list = new StringBuilder(title);
    commits.forEach(
        commit -> list.append("\n\n* ").append(commit.getFullMessage().stripTrailing()));
    return list.toString();
  }

  private ObjectId rebase(Set<CommitSha> made) throws IOException {
    ObjectId tip = base;
    for (RevCommit commit : oldestFirst()) {
      if (commit.getParentCount() == 1) {
        Optional<ObjectId> tree = merges.pick(commit, tip);
        tip =
            merges.commit(
                tree.orElseThrow(this::conflict),
                List.of(tip),
                new Merges.People(commit.getAuthorIdent(), gitHub()),
                commit.getFullMessage());
        made.add(CommitSha.parse(tip.name()));
      }
    }
    return tip;
  }

  private List<RevCommit> oldestFirst() throws IOException {
    try (RevWalk walk = new RevWalk(repository.git())) {
      walk.sort(RevSort.TOPO);
      walk.sort(RevSort.REVERSE, true);
      walk.markStart(walk.parseCommit(head));
      walk.markUninteresting(walk.parseCommit(base));
      List<RevCommit> commits = new ArrayList<>();
      walk.forEach(commits::add);
      return commits;
    }
  }

  private PersonIdent gitHub() {
    return new PersonIdent("GitHub", "noreply@github.com", when, ZoneOffset.UTC);
  }

  private IllegalStateException conflict() {
    return new IllegalStateException("#" + pull.number() + " conflicts with " + pull.base());
  }
}
