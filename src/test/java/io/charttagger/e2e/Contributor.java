package io.charttagger.e2e;

import io.charttagger.chart.CommitSha;
import io.charttagger.local.git.FileChanges;
import io.charttagger.local.git.GitHistory;
import io.charttagger.local.git.Note;
import io.charttagger.local.github.MergeMethod;
import io.charttagger.local.github.PullRequest;
import io.charttagger.local.github.PullRequestDraft;
import io.charttagger.local.github.SimulatedRepository;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * Somebody who works on a charts repository: commits, and pull requests that get merged, a minute
 * between any two. Deterministic: the same work gives the same SHAs.
 */
public final class Contributor {
  private final SimulatedRepository repository;
  private final GitHistory history;
  private Instant now;

  /** Begins a minute after this instant. */
  public Contributor(SimulatedRepository repository, Instant start) {
    this.repository = repository;
    this.history = GitHistory.of(repository.git());
    this.now = start;
  }

  /** A new instant, one minute after the one before. */
  public Instant tick() {
    now = now.plus(Duration.ofMinutes(1));
    return now;
  }

  /** Commits on a branch; a file whose text is {@code null} is deleted. */
  public CommitSha commit(String branch, String subject, Map<String, String> files) {
    FileChanges changes = FileChanges.none();
    for (Map.Entry<String, String> file : new TreeMap<>(files).entrySet()) {
      changes =
          file.getValue() == null
              ? changes.delete(file.getKey())
              : changes.write(file.getKey(), file.getValue());
    }
    return history.commit(branch, changes, Note.of(subject + "\n", tick()));
  }

  /** A pull request with one commit, merged into main. */
  public CommitSha mergePullRequest(String body, MergeMethod method, Map<String, String> files) {
    String branch = "feature-" + (repository.pulls().all().size() + 1);
    history.branch(branch, history.tip("main"));
    commit(branch, "change " + String.join(", ", new TreeMap<>(files).keySet()), files);
    PullRequest opened =
        repository.pulls().open(new PullRequestDraft("Change charts", body, branch, "main"));
    repository.pulls().merge(opened.number(), method, tick());
    return history.tip("main");
  }
}
