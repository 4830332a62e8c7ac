package io.charttagger.local.job;

import io.charttagger.chart.CommitSha;
import io.charttagger.local.github.MergedAs;
import io.charttagger.local.github.PullRequestDraft;
import io.charttagger.local.github.SimulatedRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * The merged pull requests of a real repository, as far as its commit messages tell: a clone does
 * not have them. A merge commit or a squash names its number; its message's rest is the best there
 * is of the pull request's text.
 */
final class SubjectPullRequests {
  private static final Pattern MERGE =
      Pattern.compile("Merge pull request #([1-9][0-9]{0,8}) from ([^/\\s]+)/(\\S+).*");
  private static final Pattern SQUASH = Pattern.compile("(.*\\S)\\s*\\(#([1-9][0-9]{0,8})\\)\\s*");

  // A span that is not on the first-parent line has no end there.
  private static final int FURTHEST = 1000;

  private final SimulatedRepository repository;

  SubjectPullRequests(SimulatedRepository repository) {
    this.repository = repository;
  }

  /**
   * Registers those that the first-parent commits after {@code before} up to {@code after} name.
   *
   * @return how many
   */
  int register(CommitSha before, CommitSha after) {
    int found = 0;
    int steps = 0;
    try (RevWalk walk = new RevWalk(repository.git())) {
      RevCommit commit = walk.parseCommit(ObjectId.fromString(after.value()));
      while (!commit.name().equals(before.value()) && steps++ < FURTHEST) {
        if (register(commit)) {
          found++;
        }
        if (commit.getParentCount() == 0) {
          break;
        }
        commit = walk.parseCommit(commit.getParent(0));
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean register(RevCommit commit) {
    Optional<Named> named = named(commit);
    // Walked from the newest: of two that name one number, the later is the merge.
    if (named.filter(it -> repository.pulls().find(it.number()).isEmpty()).isEmpty()) {
      return false;
    }
    CommitSha sha = CommitSha.parse(commit.name());
    repository
        .pulls()
        .addMerged(
            named.get().number(),
            named.get().draft(repository.defaultBranch()),
            named.get().head(),
            MergedAs.of(sha, commit.getCommitterIdent().getWhenAsInstant()));
    return true;
  }

  private record Named(int number, String title, String body, String branch, CommitSha head) {
    PullRequestDraft draft(String base) {
      return new PullRequestDraft(title, body, branch, base);
    }
  }

  private static Optional<Named> named(RevCommit commit) {
    String message = commit.getFullMessage().strip();
    String subject = message.lines().findFirst().orElse("");
    String rest = message.substring(subject.length()).strip();
    Matcher merge = MERGE.matcher(subject);
    if (merge.matches() && commit.getParentCount() > 1) {
      String title = rest.lines().findFirst().orElse(subject);
      return Optional.of(
          new Named(
              Integer.parseInt(merge.group(1)),
              title,
              rest.substring(Math.min(rest.length(), title.length())).strip(),
              merge.group(2) + ":" + merge.group(3),
              CommitSha.parse(commit.getParent(1).name())));
    }
    Matcher squash = SQUASH.matcher(subject);
    if (squash.matches()) {
      int number = Integer.parseInt(squash.group(2));
      return Optional.of(
          new Named(
              number, squash.group(1), rest, "pull-" + number, CommitSha.parse(commit.name())));
    }
    return Optional.empty();
  }
}
