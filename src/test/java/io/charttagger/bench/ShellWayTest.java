package io.charttagger.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.local.git.GitHistory;
import io.charttagger.local.github.Latency;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that the function is compared with does the same work. */
final class ShellWayTest {

  @Test
  void tagsTheRaisedChartsAndOpensTheReleasePullRequestOnce(@TempDir Path scratch) {
    try (BenchCloud bench = BenchCloud.start(scratch);
        ShellWay shell = new ShellWay(bench, scratch, Latency.NONE)) {
      ChartsRepository repository = bench.repository(Shape.of(Layout.NESTED, 3));
      Push first = repository.raise(2);
      ShellWay.Took took = shell.run(repository);
      repository.touch(1);
      shell.run(repository);
      repository.raise(1);
      shell.run(repository);

      GitHistory history = GitHistory.of(repository.hosted().git());
      assertThat(history.tags())
          .containsOnlyKeys(
              "chart-0-v1.0.0",
              "chart-1-v1.0.0",
              "chart-2-v1.0.0",
              "chart-0-v1.1.0",
              "chart-1-v1.1.0",
              "chart-0-v1.3.0");
      assertThat(history.text(history.tags().get("chart-1-v1.1.0")))
          .startsWith("object " + first.after() + "\n")
          .contains("Changelog:\n\n- chart-1 does thing 1\n\n\nCommit: " + first.after())
          .doesNotContain("thing 0");
      assertThat(repository.hosted().pulls().open())
          .singleElement()
          .satisfies(pull -> assertThat(pull.body()).contains("chart-0-v1.3.0"));
      assertThat(took.lastTag()).isPositive().isLessThan(took.end());
      assertThat(took.gitRequests()).isBetween(4, 6);
    }
  }

  @Test
  void waitsAsLongAsGitHubDoes(@TempDir Path scratch) {
    try (BenchCloud bench = BenchCloud.start(scratch);
        ShellWay shell = new ShellWay(bench, scratch, Latency.millis(40, 300))) {
      ChartsRepository repository = bench.repository(Shape.of(Layout.OWN_CHANGELOG, 1));
      repository.raise(1);

      ShellWay.Took took = shell.run(repository);

      // All requests but the push itself are reads, one after the other.
      assertThat(took.lastTag())
          .isGreaterThan(Duration.ofMillis(300 + 40L * (took.gitRequests() - 1)));
    }
  }
}
