package io.charttagger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.charttagger.local.LocalCloud;
import io.charttagger.local.Run;
import io.charttagger.local.git.GitHistory;
import io.charttagger.local.github.CallKind;
import io.charttagger.local.github.DispatchMessage;
import io.charttagger.local.github.Fault;
import io.charttagger.local.github.MergeMethod;
import io.charttagger.local.github.SimulatedRepository;
import io.charttagger.local.github.WrongAnswer;
import io.charttagger.local.job.TagVerifier;
import io.charttagger.local.lambda.LambdaHost;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Answers and files of any size, read by the packaged function in a process of its own: it never
 * takes more memory than in any other case, says what is wrong, and goes on when they are over.
 */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("HugeAnswersTest") // its cases share a cloud: one after the other
@Tag("exhaustive")
final class HugeAnswersTest {
  private static final long MEGABYTE = 1L << 20;
  private static final long MOST_MEMORY = 256 * MEGABYTE;

  private static LocalCloud cloud;
  private static List<CallKind> reads;
  private static List<String> annotations;
  private static int repositories;

  @BeforeAll
  static void start() {
    // Lambda gives a function the memory that the template says, and the heap 85 % of it.
    cloud =
        LocalCloud.start(
            LocalCloud.Plan.of(Map.of("CLEANUP_BRANCHES", TwoChartPush.SPENT))
                .withFlags("-XX:MaxRAM=1769m", "-XX:MaxRAMPercentage=85"));
    try (Case undisturbed = new Case("nothing huge", TwoChartPush::withOneChangelog)) {
      undisturbed.tags("a-v1.1.0", "b-v1.1.0");
      annotations = undisturbed.annotations();
      reads = CallKind.in(cloud.github().log()).stream().filter(CallKind::isRead).toList();
    }
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  @TestFactory
  Stream<DynamicTest> threeHundredMegabytesAtEachEndpoint() {
    return reads.stream()
        .map(
            read ->
                DynamicTest.dynamicTest(
                    read.toString(),
                    () ->
                        passes(
                            read,
                            new WrongAnswer.Endless(300 * MEGABYTE, true),
                            new WrongAnswer.Endless(300 * MEGABYTE, false))));
  }

  @TestFactory
  Stream<DynamicTest> moreThanAGigabyte() {
    return reads.stream()
        .filter(read -> read.path().matches("git/(blobs|trees)/\\{sha}"))
        .map(
            read ->
                DynamicTest.dynamicTest(
                    read.toString(),
                    () -> passes(read, new WrongAnswer.Endless(1_200 * MEGABYTE, false))));
  }

  @Test
  void aChangelogOfNinetyFiveMegabytesIsReadAsFarAsNeeded() {
    StringBuilder changelog = new StringBuilder("# Changelog\n\n## 1.1.0\n\n- what is new\n");
    for (int old = 0; changelog.length() < 95 * MEGABYTE; old++) {
      changelog.append("\n## 0.").append(old).append(".0\n\n- old ").append("and old ".repeat(100));
    }
    try (Case push =
        new Case(
            "a changelog of 95 MB",
            repository ->
                raise(
                    repository,
                    Map.of(
                        "charts/a/Chart.yaml",
                        Scene.chartYaml("a", "1.1.0"),
                        "charts/a/CHANGELOG.md",
                        changelog.toString())))) {
      push.tags("a-v1.1.0");
      assertThat(push.annotation("a-v1.1.0")).contains("- what is new\n").doesNotContain("old");
    }
  }

  @Test
  void aChartOfFiveMegabytesIsInvalidAndTheOthersAreTagged() {
    String huge = Scene.chartYaml("a", "1.1.0") + "description: " + "a".repeat(5 << 20) + "\n";
    try (Case push =
        new Case(
            "a Chart.yaml of 5 MB",
            repository ->
                raise(
                    repository,
                    Map.of(
                        "charts/a/Chart.yaml",
                        huge,
                        "charts/b/Chart.yaml",
                        Scene.chartYaml("b", "1.1.0"))))) {
      Run run = push.send();

      assertThat(run.outcome()).isEqualTo("failed");
      assertThat(run.charts())
          .extracting(chart -> chart.path("outcome").asText())
          .containsExactlyInAnyOrder("invalid", "created");
      assertThat(run.tags()).containsExactly("b-v1.1.0");
      push.tookLittleMemory();
    }
  }

  private static void passes(CallKind read, WrongAnswer... answers) {
    try (Case push = new Case(read.toString(), TwoChartPush::withOneChangelog)) {
      for (WrongAnswer answer : answers) {
        cloud.github().faults().every(read.fits(), Fault.instead(answer));
        Run run = push.send();
        cloud.github().faults().clear();

        assertThat(run.outcome()).as(run.report().toString()).isIn("incomplete", "tagged");
      }
      push.tags("a-v1.1.0", "b-v1.1.0");
      assertThat(push.annotations()).isEqualTo(annotations);
    }
  }

  private static TwoChartPush raise(SimulatedRepository repository, Map<String, String> files) {
    Contributor contributor = new Contributor(repository, Scene.START);
    var before = contributor.commit("main", "start", Map.of("README.md", "Charts\n"));
    GitHistory.of(repository.git()).branch("release", before);
    return new TwoChartPush(
        before, contributor.mergePullRequest("raise", MergeMethod.SQUASH, files));
  }

  /** A push to a repository of its own, sent to a fresh process. */
  private static final class Case implements AutoCloseable {
    private final String name;
    private final GitHistory history = GitHistory.inMemory();
    private final SimulatedRepository repository;
    private final ObjectNode dispatch;
    private final LambdaHost process = cloud.another();
    private final List<String> outcomes = new ArrayList<>();

    Case(String name, Function<SimulatedRepository, TwoChartPush> pushes) {
      this.name = name;
      repositories++;
      repository = cloud.host("huge-" + repositories, history.repository());
      TwoChartPush push = pushes.apply(repository);
      dispatch = DispatchMessage.of(repository, push.before(), push.after());
      dispatch.remove("installation");
    }

    Run send() {
      Run run = Run.send(process, dispatch);
      outcomes.add(run.outcome());
      return run;
    }

    /** Sends it, and sees to it that these tags are there. */
    void tags(String... tags) {
      Run run = send();
      assertThat(run.outcome()).as(run.report().toString()).isEqualTo("tagged");
      assertThat(run.tags()).containsExactlyInAnyOrder(tags);
      new TagVerifier(cloud, repository).tagsStand(run);
      tookLittleMemory();
    }

    List<String> annotations() {
      return List.of(annotation("a-v1.1.0"), annotation("b-v1.1.0"));
    }

    String annotation(String tag) {
      return new TagVerifier(cloud, repository).annotation(tag);
    }

    void tookLittleMemory() {
      assertThat(process.peakMemory()).isPositive().isLessThanOrEqualTo(MOST_MEMORY);
    }

    @Override
    public void close() {
      System.out.printf(
          "%-40s %-34s at most %4d MB%n",
          name, String.join(", ", outcomes), process.peakMemory() / MEGABYTE);
      process.close();
      cloud.github().faults().clear();
      cloud.forgetPace(repository);
      history.close();
    }
  }
}
