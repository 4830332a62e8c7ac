package io.charttagger.local.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.charttagger.chart.CommitSha;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GitHistoryTest {
  private static final Instant WHEN = Instant.parse("2026-11-01T10:00:00Z");

  @Test
  void theSameCallsGiveTheSameShasInMemoryAndOnDisk(@TempDir Path directory) {
    try (GitHistory memory = GitHistory.inMemory();
        GitHistory disk = GitHistory.at(directory.resolve("bare.git"))) {
      assertThat(build(memory)).isEqualTo(build(disk));
    }
  }

  @Test
  void gitItselfFindsNothingWrongAndReadsTheSame(@TempDir Path directory) throws Exception {
    Path bare = directory.resolve("bare.git");
    try (GitHistory history = GitHistory.at(bare)) {
      CommitSha tip = build(history);
      String tag = history.annotatedTag("a-v1", tip.value(), Note.of("One\n", WHEN));
      history.annotatedTag("outer", tag, Note.of("Outer\n", WHEN));

      assertThat(Git.run(bare, "fsck", "--strict"))
          .doesNotContain("error")
          .doesNotContain("warning");
      assertThat(Git.run(bare, "ls-tree", "-r", "main"))
          .contains("120000 blob")
          .contains("160000 commit")
          .contains("100755 blob");
      assertThat(Git.run(bare, "rev-parse", "outer^{commit}")).isEqualTo(tip + "\n");
      assertThat(history.tags()).containsEntry("a-v1", tag).containsKey("outer");
      assertThat(history.text(tag)).isEqualTo(Git.run(bare, "cat-file", "-p", tag));
    }
  }

  @Test
  void anyModeBitsAreKept(@TempDir Path directory) throws Exception {
    Path bare = directory.resolve("bare.git");
    try (GitHistory history = GitHistory.at(bare)) {
      CommitSha first = history.commit("main", Map.of("f", Optional.of("x")), "First", WHEN);
      String blob = Git.run(bare, "rev-parse", first + ":f").trim();
      history.commit("main", FileChanges.none().entry("g", 0100664, blob), Note.of("Old", WHEN));

      assertThat(Git.run(bare, "cat-file", "tree", "main^{tree}")).contains("100664 g");
    }
  }

  @Test
  void aDirectoryGoesWithItsLastFile() {
    try (GitHistory history = GitHistory.inMemory()) {
      history.commit("main", Map.of("d/e/f", Optional.of("x"), "k", Optional.of("y")), "1", WHEN);
      CommitSha tip = history.commit("main", Map.of("d/e/f", Optional.empty()), "2", WHEN);

      assertThat(history.read(tip, "d")).isEmpty();
      assertThat(history.read(tip, "k")).hasValue("y");
    }
  }

  @Test
  void aConflictingMergeIsNotMade() {
    try (GitHistory history = GitHistory.inMemory()) {
      CommitSha base = history.commit("main", Map.of("f", Optional.of("x")), "1", WHEN);
      history.branch("other", base);
      history.commit("main", Map.of("f", Optional.of("y")), "2", WHEN);
      CommitSha other = history.commit("other", Map.of("f", Optional.of("z")), "3", WHEN);

      assertThatThrownBy(() -> history.merge("main", other, Note.of("Merge", WHEN)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("conflicts");
    }
  }

  private static CommitSha build(GitHistory history) {
    CommitSha first =
        history.commit(
            "main",
            FileChanges.none()
                .write("charts/a/Chart.yaml", "name: a\n")
                .write("charts/a.b", "sorts between\n")
                .executable("run.sh", "#!/bin/sh\n")
                .link("link", "charts/a/Chart.yaml")
                .submodule("sub", CommitSha.parse("1".repeat(40))),
            Note.of("First", WHEN));
    history.branch("side", first);
    history.commit("main", Map.of("m", Optional.of("main")), "On main", WHEN.plusSeconds(60));
    CommitSha side =
        history.commit("side", Map.of("s", Optional.of("side")), "On side", WHEN.plusSeconds(90));
    history.merge("main", side, Note.of("Merge side", WHEN.plusSeconds(120)));
    CommitSha octopus =
        history.commit(
            List.of(history.tip("main"), first, side),
            FileChanges.none().delete("m"),
            new Note("Octopus", "Ann <ann@example.com>", WHEN.plusSeconds(150)));
    history.branch("main", octopus);
    return octopus;
  }
}
