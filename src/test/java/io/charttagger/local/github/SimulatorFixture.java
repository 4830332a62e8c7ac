package io.charttagger.local.github;

import io.charttagger.chart.CommitSha;
import io.charttagger.chart.RepositoryName;
import io.charttagger.local.git.FileChanges;
import io.charttagger.local.git.GitHistory;
import io.charttagger.local.git.Note;
import io.charttagger.local.git.Refs;
import io.charttagger.port.ManualClock;
import java.time.Instant;

/** One small repository in a simulator, with a client that may do all that the App may. */
final class SimulatorFixture implements AutoCloseable {
  static final Instant START = Instant.parse("2026-11-01T10:00:00Z");
  static final String REPOSITORY = "/repos/acme/charts";

  final ManualClock clock = new ManualClock(START);
  final GitHubSimulator simulator = GitHubSimulator.start(clock);
  final GitHistory history = GitHistory.inMemory();
  final CommitSha root =
      history.commit(
          "main",
          FileChanges.none()
              .write("README.md", "hello\n")
              .write("charts/a/Chart.yaml", "name: a\nversion: 1.0.0\n")
              .write("charts/b/Chart.yaml", "name: b\nversion: 0.1.0\n"),
          Note.of("Start", START));
  final SimulatedRepository repository =
      simulator.host(RepositoryName.parse("acme/charts"), history.repository());
  final Client client = new Client(simulator.url(), simulator.token(repository));

  /** A commit on a branch that starts at main's tip, so many minutes after the start. */
  CommitSha propose(String branch, String path, String text) {
    if (Refs.find(history.repository(), "refs/heads/" + branch).isEmpty()) {
      history.branch(branch, history.tip("main"));
    }
    return history.commit(
        branch, FileChanges.none().write(path, text), Note.of("Change " + path, START));
  }

  @Override
  public void close() {
    client.close();
    try (history) {
      simulator.close();
    }
  }
}
