package io.charttagger.local.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.CommitSha;
import io.charttagger.local.git.FileChanges;
import io.charttagger.local.git.GitHistory;
import io.charttagger.local.git.Note;
import io.charttagger.local.github.Latency;
import io.charttagger.local.job.ChartPushes.ChartPush;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The main job on a repository that somebody points at. */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("target")
final class GivenRepositoryJobTest {
  private static final Instant WHEN = Instant.parse("2026-10-01T08:00:00Z");

  @TempDir private Path directory;
  private Path given;
  private CommitSha root;
  private CommitSha squash;
  private CommitSha merge;

  @BeforeEach
  void makeARepositoryAsOneFindsThem() {
    given = directory.resolve("charts.git");
    try (GitHistory history = GitHistory.at(given)) {
      root = commit(history, "main", "Start", chart("a", "1.0.0"));
      history.lightweightTag("a-v1.0.0", root);
      squash = commit(history, "main", "Raise a (#7)\n\nBecause.", chart("a", "1.1.0"));
      commit(history, "main", "Words (#8)", FileChanges.none().write("README.md", "words\n"));
      history.branch("topic", squash);
      CommitSha topic = commit(history, "topic", "Raise b", chart("b", "0.1.0"));
      merge =
          history.merge(
              "main",
              topic,
              Note.of(
                  "Merge pull request #9 from someone/topic\n\nRaise b\n\n"
                      + "<!-- ATTESTATION_MAP {\"lint\": 1} -->",
                  WHEN));
      history.lightweightTag("later", merge);
    }
  }

  @Test
  void takesTheLastPushThatChangedAChartAndWritesNothingThere() throws IOException {
    Map<Path, Long> before = files();

    String shown = run(0, "");

    assertThat(shown)
        .contains(
            "main, 1 tags (later ones\nare left out)",
            "\"after\" : \"" + merge + "\"",
            "created            b-v0.1.0 (#9, ",
            "- lint: 1\n",
            "git mktag --strict makes the same objects");
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void takesTheCommitsThatAreNamedAndGluesPushes() {
    JobOptions options = JobOptions.read(name -> name.equals("repo") ? given.toString() : "");
    try (GivenCharts charts = GivenCharts.open(given, options, directory)) {
      CommitSha named = charts.commit(squash.value().substring(0, 10));

      assertThat(named).isEqualTo(squash);
      assertThat(charts.pushes().push(Optional.empty(), named, charts.tip()))
          .isEqualTo(new ChartPush(root, squash, "Raise a (#7)"));
      assertThat(Replay.choose(charts, new JobOptions.Replay(5, 2)))
          .containsExactly(new ChartPush(root, merge, "Merge pull request #9 from someone/topic"));
    }
  }

  @Test
  void replaysPushesInOrderAndLeavesTheirListAndTheirTags() throws IOException {
    Path list = Path.of("target", "replay.tsv");

    String single = run(0, "pushes=5");

    assertThat(single)
        .contains(
            "on 2 pushes of example-org/charts, main",
            "      2  tagged",
            "      2  created",
            "Pull requests known from the subjects: 3.",
            "2 tags are signed with a key made for this run, and git verify-tag accepts each:\nGood \"git\" signature for ",
            "git --git-dir target/replay/repository.git show TAG",
            "$ git --git-dir target/replay/repository.git -c gpg.ssh.allowedSignersFile=target/replay/allowed-signers verify-tag TAG\n",
            "\ntarget/replay/report.html\n");
    assertThat(Path.of("target/replay/report.html"))
        .content()
        .contains("Chart Tagger would have made 2 tags for 2 charts", "What tag b-v0.1.0 says");
    assertThat(Files.readAllLines(list))
        .containsExactly(
            "commit\tpull request\tchart\tversion\ttag\toutcome\tmessage",
            squash + "\t7\ta\t1.1.0\ta-v1.1.0\tcreated\tnew version, after 1.0.0",
            merge + "\t9\tb\t0.1.0\tb-v0.1.0\tcreated\tnew chart");
    PlainGit left = new PlainGit(Path.of("target/replay/repository.git"));
    assertThat(left.output("tag")).isEqualTo("a-v1.0.0\na-v1.1.0\nb-v0.1.0\n");
    assertThat(left.output("for-each-ref", "--format=%(contents)", "refs/tags/b-v0.1.0"))
        .startsWith("Release: b v0.1.0\n\nAttestation Lineage:\n- lint: 1\n");
  }

  @Test
  void takesThePushesThatChangedWhatAPatternNames() {
    for (String pattern : List.of("charts/b", "*/b", "**/b")) {
      assertThat(run(0, "pushes=5,charts.dir=" + pattern))
          .as(pattern)
          .contains("on 1 pushes of example-org/charts, main", "      1  created");
    }
  }

  @Test
  void namesTagsAsItIsTold() {
    String shown = run(0, "pushes=5,tag.format={chart}-{version}");

    assertThat(shown).contains("      2  created");
    assertThat(new PlainGit(Path.of("target/replay/repository.git")).output("tag"))
        .isEqualTo("a-1.1.0\na-v1.0.0\nb-0.1.0\n");
  }

  @Test
  void saysWhereTheTagsOfASinglePushCanBeLookedAt() throws IOException {
    String shown = run(0, "");

    String command = "git --git-dir target/push/repository.git show b-v0.1.0";
    assertThat(shown).contains("Until the next run, its tags can be looked at: " + command);
    assertThat(new PlainGit(Path.of("target/push/repository.git")).output("show", "b-v0.1.0"))
        .startsWith("tag b-v0.1.0\n")
        .contains("Release: b v0.1.0");
    String verify =
        "git --git-dir target/push/repository.git -c gpg.ssh.allowedSignersFile=target/push/allowed-signers verify-tag b-v0.1.0";
    assertThat(shown)
        .contains(
            "1 tags are signed with a key made for this run, and git verify-tag accepts each:\nGood \"git\" signature for ")
        .contains("And verified: " + verify + "\n");
    assertThat(run(0, "after=" + squash.value().substring(0, 7))).contains("show a-v1.1.0");
    assertThat(new PlainGit(Path.of("target/push/repository.git")).output("tag"))
        .isEqualTo("a-v1.0.0\na-v1.1.0\n");
  }

  private String run(int exit, String options) {
    Map<String, String> properties = new HashMap<>(Map.of("repo", given.toString()));
    Stream.of(options.split(",", -1))
        .filter(option -> !option.isEmpty())
        .forEach(option -> properties.put(before(option), after(option)));
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    Screen screen = new Screen(new PrintStream(shown, true, UTF_8), false);
    assertThat(MainJob.run(properties::get, screen, Latency.NONE))
        .as(shown.toString(UTF_8))
        .isEqualTo(exit);
    return shown.toString(UTF_8);
  }

  private static String before(String option) {
    return option.substring(0, option.indexOf('='));
  }

  private static String after(String option) {
    return option.substring(option.indexOf('=') + 1);
  }

  private Map<Path, Long> files() throws IOException {
    try (Stream<Path> all = Files.walk(given)) {
      Map<Path, Long> times = new HashMap<>();
      for (Path file : List.copyOf(all.toList())) {
        times.put(file, Files.getLastModifiedTime(file).toMillis());
      }
      return times;
    }
  }

  private static FileChanges chart(String name, String version) {
    return FileChanges.none()
        .write(
            "charts/" + name + "/Chart.yaml", "name: %s\nversion: %s\n".formatted(name, version));
  }

  private static CommitSha commit(
      GitHistory history, String branch, String message, FileChanges changes) {
    return history.commit(branch, changes, Note.of(message, WHEN));
  }
}
