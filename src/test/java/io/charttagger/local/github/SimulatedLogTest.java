package io.charttagger.local.github;

import static io.charttagger.local.github.SimulatorFixture.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.CommitSha;
import io.charttagger.chart.RepositoryName;
import io.charttagger.local.git.FileChanges;
import io.charttagger.local.git.Git;
import io.charttagger.local.git.GitHistory;
import io.charttagger.local.git.Note;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commits of a path, and what compare counts, against plain git on the same repository. */
final class SimulatedLogTest {
  private static final String REPOSITORY = "/repos/acme/charts";

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theCommitsOfAPathAreThoseThatGitLogGives(long seed, @TempDir Path directory)
      throws Exception {
    Path bare = directory.resolve("bare.git");
    try (GitHistory history = GitHistory.at(bare);
        GitHubSimulator simulator = GitHubSimulator.start()) {
      build(history, new Random(seed));
      SimulatedRepository repository =
          simulator.host(RepositoryName.parse("acme/charts"), history.repository());
      try (Client client = new Client(simulator.url(), simulator.token(repository))) {
        for (String path : List.of("charts/0", "charts/1/file", "charts", "none")) {
          List<String> shas = new ArrayList<>();
          client
              .get(REPOSITORY + "/commits?per_page=100&path=" + path)
              .json()
              .forEach(commit -> shas.add(commit.path("sha").asText()));
          List<String> expected =
              Git.run(bare, "log", "--format=%H", "main", "--", path).lines().toList();

          assertThat(shas).isEqualTo(expected);
        }
        for (String range : List.of("main...side", "side...main")) {
          String counted = Git.run(bare, "rev-list", "--left-right", "--count", range).trim();
          Client.Answer compared = client.get(REPOSITORY + "/compare/" + range);

          assertThat(compared.at("/behind_by") + "\t" + compared.at("/ahead_by"))
              .isEqualTo(counted);
        }
      }
    }
  }

  private static void build(GitHistory history, Random random) {
    Instant when = START;
    CommitSha first = history.commit("main", FileChanges.none(), Note.of("First", when));
    history.branch("side", first);
    for (int i = 0; i < 60; i++) {
      when = when.plusSeconds(60);
      String branch = random.nextInt(3) == 0 ? "side" : "main";
      if (random.nextInt(6) == 0) {
        String other = branch.equals("main") ? "side" : "main";
        history.merge(branch, history.tip(other), Note.of("Merge " + i, when));
      } else {
        // One directory for each branch and number, so that nothing conflicts.
        String path = "charts/" + random.nextInt(3) + "/" + (branch.equals("main") ? "file" : "s");
        history.commit(
            branch, FileChanges.none().write(path, "" + i), Note.of("Change " + i, when));
      }
    }
  }
}
