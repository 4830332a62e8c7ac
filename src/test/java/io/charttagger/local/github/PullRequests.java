package io.charttagger.local.github;

import io.charttagger.chart.CommitSha;
import io.charttagger.local.git.GitObjects;
import io.charttagger.local.git.Refs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;

/** The pull requests of a repository, and what people do with them. Safe for concurrent use. */
public final class PullRequests {
  private final SimulatedRepository repository;
  private final TreeMap<Integer, PullRequest> pulls = new TreeMap<>();

  PullRequests(SimulatedRepository repository) {
    this.repository = repository;
  }

  /** Opens one under the next number. */
  public synchronized PullRequest open(PullRequestDraft draft) {
    return open(nextNumber(), draft);
  }

  /** Opens one under this number. */
  public PullRequest open(int number, PullRequestDraft draft) {
    return open(number, draft, "octocat");
  }

  /** Opens one under the next number, as the App does. */
  synchronized PullRequest openByApp(PullRequestDraft draft) {
    return open(nextNumber(), draft, Users.BOT);
  }

  private synchronized PullRequest open(int number, PullRequestDraft draft, String author) {
    if (pulls.containsKey(number)) {
      throw new IllegalArgumentException("#" + number + " exists already");
    }
    PullRequest pull = new PullRequest(number, draft, author, now());
    refresh(pull);
    pulls.put(number, pull);
    return pull;
  }

  /** Adds one that was merged long ago: the objects and refs are there already. */
  public synchronized PullRequest addMerged(
      int number, PullRequestDraft draft, CommitSha head, MergedAs as) {
    PullRequest pull = new PullRequest(number, draft, "octocat", as.when());
    pull.standsAt(head.value(), head.value());
    pull.mergedAs(as, now());
    pulls.put(number, pull);
    return pull;
  }

  /**
   * Merges as GitHub's button does, with this committer date.
   *
   * @throws IllegalStateException when it conflicts or is not open
   */
  public synchronized PullRequest merge(int number, MergeMethod method, Instant when) {
    PullRequest pull = get(number);
    if (!pull.isOpen()) {
      throw new IllegalStateException("#" + number + " is closed");
    }
    refresh(pull);
    try {
      MergedAs as = new MergeButton(repository, pull, when).press(method);
      pull.mergedAs(as, now());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return pull;
  }

  /**
   * Tries the merge, unless that was done since head and base have changed, and puts {@code
   * refs/pull/<number>/merge} on it. GitHub does so when a pull request is opened or pushed to, and
   * for who looks at it.
   *
   * @return its commit; empty when they conflict: then the ref stays where it was, and GitHub
   *     starts no workflow on {@code pull_request}
   * @see <a
   *     href="https://docs.github.com/en/rest/guides/using-the-rest-api-to-interact-with-your-git-database#checking-mergeability-of-pull-requests">Checking
   *     mergeability of pull requests</a>
   */
  public synchronized Optional<CommitSha> testMerge(int number) {
    PullRequest pull = get(number);
    refresh(pull);
    if (pull.isOpen() && pull.testMerge().isEmpty()) {
      try {
        Optional<ObjectId> merge = new MergeButton(repository, pull, now()).test();
        merge.ifPresent(
            commit -> Refs.put(repository.git(), "refs/pull/%d/merge".formatted(number), commit));
        pull.tested(merge.map(commit -> CommitSha.parse(commit.name())));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return pull.testMerge().flatMap(PullRequest.TestMerge::merge);
  }

  /** Closes without merging. */
  public synchronized void close(int number) {
    refresh(get(number));
    get(number).close(now());
  }

  /** Opens a closed one again. */
  public synchronized void reopen(int number) {
    get(number).reopen(now());
  }

  /** Somebody edits the text. */
  public synchronized void edit(int number, String title, String body) {
    PullRequest pull = get(number);
    edit(pull, new PullRequestDraft(title, body, pull.head(), pull.base()));
  }

  synchronized void edit(PullRequest pull, PullRequestDraft draft) {
    pull.edit(draft, now());
  }

  synchronized void label(PullRequest pull, List<String> labels) {
    pull.label(labels, now());
  }

  /** All of them, oldest number first. */
  public synchronized List<PullRequest> all() {
    return List.copyOf(pulls.values());
  }

  /** The open ones. */
  public List<PullRequest> open() {
    return all().stream().filter(PullRequest::isOpen).toList();
  }

  /** The one with this number. */
  public PullRequest get(int number) {
    return find(number)
        .orElseThrow(() -> new IllegalArgumentException("no pull request #" + number));
  }

  public synchronized Optional<PullRequest> find(int number) {
    return Optional.ofNullable(pulls.get(number));
  }

  private int nextNumber() {
    return pulls.isEmpty() ? 1 : pulls.lastKey() + 1;
  }

  /** Where an open one's branches stand now. */
  synchronized void refresh(PullRequest pull) {
    if (pull.isOpen()) {
      pull.standsAt(
          tip(pull.head()).map(ObjectId::name).orElse(pull.headSha()),
          tip(pull.base()).map(ObjectId::name).orElse(pull.baseSha()));
    }
  }

  /** A branch of the repository or, as {@code owner:branch}, of a fork. */
  Optional<ObjectId> tip(String branch) {
    Optional<ObjectId> forked =
        Optional.ofNullable(repository.forkBranches().get(branch))
            .map(sha -> ObjectId.fromString(sha.value()));
    String own = repository.name().owner() + ":";
    boolean ours = branch.regionMatches(true, 0, own, 0, own.length());
    return forked.or(
        () ->
            Refs.find(
                repository.git(),
                Constants.R_HEADS + (ours ? branch.substring(own.length()) : branch)));
  }

  /** GitHub closes what a deleted branch was the head or base of. */
  synchronized void branchGone(String branch) {
    for (PullRequest pull : open()) {
      if (pull.head().equals(branch) || pull.base().equals(branch)) {
        close(pull.number());
      }
    }
  }

  /** Those that brought the commit, or are open and contain it; nothing while it is too early. */
  synchronized List<PullRequest> ofCommit(RevCommit commit) throws IOException {
    List<PullRequest> found = new ArrayList<>();
    for (PullRequest pull : pulls.values()) {
      boolean fits;
      if (pull.isMerged()) {
        fits = isKnown(pull) && pull.brought(this::brought).contains(commit.name());
      } else {
        refresh(pull);
        fits = pull.isOpen() && contains(pull, commit);
      }
      if (fits) {
        found.add(pull);
      }
    }
    return found;
  }

  private boolean isKnown(PullRequest pull) {
    return pull.merge()
        .map(merge -> !now().isBefore(merge.known().plus(repository.reading().late())))
        .orElse(false);
  }

  private boolean contains(PullRequest pull, RevCommit commit) throws IOException {
    GitObjects git = new GitObjects(repository.git());
    return git.contains(commit, ObjectId.fromString(pull.headSha()))
        && !git.contains(commit, ObjectId.fromString(pull.baseSha()));
  }

  /** The merge's own commits, and the head's as far as they are here. */
  private Set<String> brought(PullRequest pull) throws IOException {
    GitObjects git = new GitObjects(repository.git());
    Set<String> commits = new HashSet<>();
    String merged = pull.mergeCommit().orElseThrow().value();
    commits.add(merged);
    Optional<RevCommit> merge = git.commit(ObjectId.fromString(merged));
    if (merge.isPresent() && merge.get().getParentCount() > 0) {
      RevCommit before = merge.get().getParent(0);
      git.between(before, merge.get()).forEach(id -> commits.add(id.name()));
      if (git.commit(ObjectId.fromString(pull.headSha())).isPresent()) {
        git.between(before, ObjectId.fromString(pull.headSha()))
            .forEach(id -> commits.add(id.name()));
      }
    }
    return commits;
  }

  private Instant now() {
    return repository.clock().instant();
  }
}
