package io.charttagger.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.CommitSha;
import io.charttagger.deploy.WorkflowStep.Result;
import io.charttagger.e2e.Scene;
import io.charttagger.local.LocalCloud;
import io.charttagger.local.aws.LocalDynamoDb;
import io.charttagger.local.gate.FrontGate;
import io.charttagger.local.git.FileChanges;
import io.charttagger.local.git.GitHistory;
import io.charttagger.local.git.Note;
import io.charttagger.local.github.DispatchMessage;
import io.charttagger.local.github.MergeMethod;
import io.charttagger.local.github.PullRequestDraft;
import io.charttagger.local.github.SimulatedRepository;
import io.charttagger.local.log.TestLog;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The reusable workflow's own script against the packaged function, through the doors that {@code
 * mvn -Dserve} opens: what a charts repository's push shows in its job.
 */
@Execution(ExecutionMode.CONCURRENT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ServedWorkflowTest {
  private static final Path FILE = Path.of(".github/workflows/atomic-chart-tagging.yaml");
  private static final String PULL_REQUEST = "https://github.com/example-org/charts/pull/";

  private final GitHistory history = GitHistory.inMemory();
  private LocalCloud cloud;
  private SimulatedRepository repository;
  private FrontGate gate;
  private Instant now = Scene.START;
  private CommitSha before;

  @BeforeAll
  void serve() {
    cloud = LocalCloud.start();
    before = history.commit("main", FileChanges.none().write("README.md", "Charts\n"), note("x"));
    history.branch("release", before);
    repository = cloud.host("charts", history.repository());
    gate = FrontGate.open(cloud, repository);
    // On a busy machine a JVM may take longer to start than a gateway waits.
    cloud.dispatch(DispatchMessage.dryRun(repository, before, before));
  }

  @AfterAll
  void close() {
    gate.close();
    cloud.close();
    history.close();
  }

  @Test
  void aMergedChartIsTaggedAndOffered(@TempDir Path directory) throws Exception {
    mergeChart("merged", "1.0.0");

    Result result = run("tag", directory, Map.of());

    assertThat(result.exit()).as(result.log()).isZero();
    assertThat(result.outputs())
        .containsEntry("outcome", "tagged")
        .containsEntry("tags", "[\"merged-v1.0.0\"]")
        .containsEntry(
            "charts",
            "[{\"name\":\"merged\",\"version\":\"1.0.0\",\"tag\":\"merged-v1.0.0\",\"directory\":\"charts/merged\",\"commit\":\"%s\"}]"
                .formatted(after()))
        .hasEntrySatisfying("pull-request", url -> assertThat(url).startsWith(PULL_REQUEST));
    assertThat(result.summary()).startsWith("### ").contains("`merged-v1.0.0`", "✅&nbsp;created");
    assertThat(history.tags()).containsKey("merged-v1.0.0");
  }

  @Test
  void aPushWithoutANewVersionIsGreen(@TempDir Path directory) throws Exception {
    push(FileChanges.none().write("README.md", now + "\n"));

    Result result = run("tag", directory, Map.of());

    assertThat(result.exit()).as(result.log()).isZero();
    assertThat(result.outputs())
        .containsEntry("outcome", "nothing-to-tag")
        .containsEntry("tags", "[]")
        .containsEntry("pull-request", "");
    assertThat(result.summary()).contains("Nothing to tag");
  }

  @Tag("exhaustive")
  @Test
  void aRunThatIsUnderWayIsWaitedFor(@TempDir Path directory) throws Exception {
    push(chart("awaited", "1.0.0"));
    String lease = repository.name() + "@" + after();
    gate.answered().clear();
    try (DynamoDbClient table = cloud.dynamoDb().client()) {
      table.putItem(item -> item.tableName(LocalDynamoDb.TABLE).item(heldBySomebody(lease)));
      CompletableFuture<Result> asking =
          CompletableFuture.supplyAsync(
              () -> runUnchecked("tag", directory), Thread::startVirtualThread);
      assertThat(gate.answered().poll(1, TimeUnit.MINUTES)).as("in progress").isEqualTo(503);
      table.deleteItem(
          item ->
              item.tableName(LocalDynamoDb.TABLE).key(Map.of("pk", AttributeValue.fromS(lease))));

      Result result = asking.join();

      assertThat(result.exit()).as(result.log()).isZero();
      assertThat(result.log()).contains("Status 503 (in-progress); retrying in 5 s.");
      assertThat(result.outputs())
          .containsEntry("outcome", "tagged")
          .containsEntry("tags", "[\"awaited-v1.0.0\"]");
      assertThat(result.summary()).contains("created").doesNotContain("In progress");
    }
  }

  @Test
  void aFailedChartMakesTheJobRedAndIsNamed(@TempDir Path directory) throws Exception {
    push(
        chart("fine", "1.0.0").write("charts/faulty/Chart.yaml", Scene.chartYaml("faulty", "1.1")));

    Result result = run("tag", directory, Map.of());

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.outputs())
        .containsEntry("outcome", "failed")
        .containsEntry("tags", "[\"fine-v1.0.0\"]");
    Jq.holds(result.outputs().get("charts"), "map(.name) == [\"fine\"]");
    assertThat(result.log())
        .contains("::error title=Chart Tagger::")
        .containsPattern("(?m)^::error title=Chart Tagger::.*faulty: .*1\\.1\\.0");
    assertThat(result.summary()).contains("faulty", "❌&nbsp;invalid", "✅&nbsp;created");
  }

  @Test
  void aRejectedJobIsToldTheRule(@TempDir Path directory) throws Exception {
    push(chart("refused", "1.0.0"));

    Result result = run("tag", directory, Map.of("REPOSITORY", "example-org/another"));

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.outputs()).containsEntry("outcome", "rejected").containsEntry("tags", "[]");
    assertThat(result.log()).contains("::error title=Chart Tagger::rejected (repository-claim): ");
    assertThat(result.summary()).contains("Rejected", "repository-claim");
    assertThat(history.tags()).doesNotContainKey("refused-v1.0.0");
  }

  @Test
  void anEndpointThatIsDownMakesTheJobRedInItsTime(@TempDir Path directory) throws Exception {
    String closed;
    try (ServerSocket free = new ServerSocket(0)) {
      closed = "http://127.0.0.1:" + free.getLocalPort();
    }

    Result result =
        run(
            "tag",
            directory,
            Map.of("ENDPOINT", closed + "/dispatch", "TIME_LIMIT", "2", "PAUSE", "1"));

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.outputs())
        .containsEntry("outcome", "unreachable")
        .containsEntry("tags", "[]");
    assertThat(result.log()).contains("could not be reached within 2 s");
    assertThat(result.summary()).contains("run this job again");
  }

  @Test
  void aRepositoryDispatchReachesTheFunctionThroughGitHub(@TempDir Path directory)
      throws Exception {
    push(chart("sent", "1.0.0"));

    Result result =
        run(
            "send",
            directory,
            Map.of(
                "GITHUB_API_URL", cloud.github().url(),
                "GH_TOKEN", cloud.github().token(repository, Map.of("contents", "write"))));
    gate.queue().awaitEmpty();

    assertThat(result.exit()).as(result.log()).isZero();
    assertThat(result.outputs()).containsEntry("outcome", "sent");
    assertThat(result.summary()).contains("check run");
    assertThat(history.tags()).containsKey("sent-v1.0.0");
    assertThat(repository.checks().all())
        .anySatisfy(check -> assertThat(check.headSha()).isEqualTo(after().value()));
  }

  @Test
  void aPullRequestSeesWhichTagsItsMergeMakes(@TempDir Path directory) throws Exception {
    int number = propose("seen", chart("seen", "1.0.0"));
    Set<String> items = items();
    cloud.github().log().clear();

    Result result = run("tag", directory, preview(number, number));

    assertThat(result.exit()).as(result.log()).isZero();
    assertThat(result.outputs()).containsEntry("outcome", "planned").containsEntry("charts", "[]");
    assertThat(result.summary())
        .startsWith("### Merging makes 1 tag\n")
        .contains(
            "`seen-v1.0.0`",
            "Release: seen v1.0.0\n",
            "Source PR: #%d\nCommit: (known at the merge)\n".formatted(number));
    assertThat(history.tags()).doesNotContainKey("seen-v1.0.0");
    assertThat(cloud.github().log().matching(it -> !it.isRead() && !it.authentication())).isEmpty();
    assertThat(items()).as("no lease, no mark, no saved work").isEqualTo(items);
  }

  @Test
  void aPullRequestSeesAMissingBumpAndIsRedOnlyWhereItMustBe(
      @TempDir Path directory, @TempDir Path other) throws Exception {
    push(chart("unraised", "1.0.0"));
    run("tag", Files.createDirectory(directory.resolve("push")), Map.of());
    int number =
        propose("unraised", FileChanges.none().write("charts/unraised/values.yaml", "x: 1\n"));

    Result lenient = run("tag", other, preview(number, number));

    assertThat(lenient.exit()).as(lenient.log()).isZero();
    assertThat(lenient.summary())
        .startsWith("### Merging makes no tags; 1 chart changes without a new version\n");
    Map<String, String> strict = preview(number, number);
    strict.put("REQUIRE_BUMP", "true");
    Result red = run("tag", Files.createDirectory(directory.resolve("strict")), strict);
    assertThat(red.exit()).isEqualTo(1);
    assertThat(red.log())
        .contains("::error title=Chart Tagger::unraised: changed without a new version: ");
  }

  @Test
  void aPullRequestThatWouldFailIsRed(@TempDir Path directory) throws Exception {
    int number =
        propose(
            "bad",
            chart("good", "1.0.0").write("charts/bad/Chart.yaml", Scene.chartYaml("bad", "1.1")));

    Result result = run("tag", directory, preview(number, number));

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.outputs()).containsEntry("outcome", "failed").containsEntry("tags", "[]");
    assertThat(result.log()).containsPattern("(?m)^::error title=Chart Tagger::bad: .*1\\.1\\.0");
    assertThat(result.summary())
        .startsWith("### Merging would fail: bad\n")
        .contains("Release: good v1.0.0");
  }

  @Test
  void theTokenOfAnotherPullRequestShowsNothing(@TempDir Path directory) throws Exception {
    int number = propose("mine", chart("mine", "1.0.0"));
    int others = propose("others", chart("others", "1.0.0"));

    Result result = run("tag", directory, preview(number, others));

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.outputs()).containsEntry("outcome", "rejected");
    assertThat(result.log())
        .contains(
            "rejected (ref-claim): the token speaks for \"refs/pull/%d/merge\", the preview is of pull request #%d"
                .formatted(others, number));
    assertThat(result.summary()).doesNotContain("mine", "others-v");
  }

  /** What a job on {@code pull_request} has, with the token of a job of that or another one. */
  private Map<String, String> preview(int number, int tokenOf) {
    Map<String, String> environment = new HashMap<>();
    CommitSha testMerge = repository.pulls().testMerge(number).orElseThrow();
    environment.put("PREVIEW", "true");
    environment.put("PULL_REQUEST", String.valueOf(number));
    environment.put("HEAD_REPOSITORY", repository.name().toString());
    environment.put("AFTER", testMerge.value());
    environment.put(
        "ACTIONS_ID_TOKEN_REQUEST_URL",
        "%s/token?api-version=2.0&event_name=pull_request&base_ref=main&ref=refs/pull/%d/merge&sha=%s"
            .formatted(gate.url(), tokenOf, repository.pulls().testMerge(tokenOf).orElseThrow()));
    return environment;
  }

  private int propose(String name, FileChanges changes) {
    history.branch("topic-" + name, after());
    history.commit("topic-" + name, changes, note("Change " + name));
    return repository
        .pulls()
        .open(new PullRequestDraft("Change " + name, "", "topic-" + name, "main"))
        .number();
  }

  /** The items of the lock table, as text; the pace is what every reader shares. */
  private Set<String> items() {
    try (DynamoDbClient table = cloud.dynamoDb().client()) {
      return table.scan(scan -> scan.tableName(LocalDynamoDb.TABLE)).items().stream()
          .filter(item -> !item.get("pk").s().endsWith("#pace"))
          .map(Object::toString)
          .collect(Collectors.toSet());
    }
  }

  private void mergeChart(String name, String version) {
    before = after();
    history.branch("feature-" + name, before);
    history.commit("feature-" + name, chart(name, version), note("Add " + name));
    int number =
        repository
            .pulls()
            .open(
                new PullRequestDraft(
                    "Add " + name,
                    "<!-- ATTESTATION_MAP {\"lint\": \"1\"} -->",
                    "feature-" + name,
                    "main"))
            .number();
    repository.pulls().merge(number, MergeMethod.SQUASH, tick());
  }

  private void push(FileChanges changes) {
    before = after();
    history.commit("main", changes, note("Push"));
  }

  private CommitSha after() {
    return history.tip("main");
  }

  private static FileChanges chart(String name, String version) {
    return FileChanges.none()
        .write("charts/" + name + "/Chart.yaml", Scene.chartYaml(name, version));
  }

  private Note note(String message) {
    return Note.of(message + "\n", tick());
  }

  private Instant tick() {
    now = now.plusSeconds(60);
    return now;
  }

  private Result run(String job, Path directory, Map<String, String> changed) throws Exception {
    Map<String, String> environment = new HashMap<>();
    environment.put("ENDPOINT", gate.url() + "/dispatch");
    environment.put("AUDIENCE", FrontGate.AUDIENCE);
    environment.put("REPOSITORY", repository.name().toString());
    environment.put("BRANCH", "main");
    environment.put("BEFORE", before.value());
    environment.put("AFTER", after().value());
    environment.put("DRY_RUN", "false");
    environment.put("CHARTS", "");
    environment.put("TIME_LIMIT", "100");
    environment.put("WEBHOOK", "true");
    environment.put("PREVIEW", "false");
    environment.put("REQUIRE_BUMP", "false");
    environment.put("PULL_REQUEST", "");
    environment.put("HEAD_REPOSITORY", "");
    environment.put("PAUSE", "1");
    environment.put("ACTIONS_ID_TOKEN_REQUEST_URL", gate.url() + "/token?api-version=2.0");
    environment.put("ACTIONS_ID_TOKEN_REQUEST_TOKEN", "request-token");
    environment.putAll(changed);
    Result result = WorkflowStep.of(FILE, job).run(directory, environment);
    Jq.holds(result.outputs().get("tags"), "type == \"array\"");
    Jq.holds(
        result.outputs().get("charts"),
        "type == \"array\" and all(.[] | (.name, .version, .tag, .directory, .commit); type == \"string\")");
    // The runner takes the masks away and hides what they name.
    String log = result.log().replaceAll("(?m)^::add-mask::.*$", "");
    assertThat(TestLog.shared().secretIn(log + result.summary() + result.outputs())).isEmpty();
    return result;
  }

  private Result runUnchecked(String job, Path directory) {
    try {
      return run(job, directory, Map.of());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, AttributeValue> heldBySomebody(String lease) {
    return Map.of(
        "pk",
        AttributeValue.fromS(lease),
        "owner",
        AttributeValue.fromS("somebody"),
        "leaseUntil",
        // Longer than the test waits, and no longer than a lease may be.
        AttributeValue.fromN(String.valueOf(Instant.now().plusSeconds(300).toEpochMilli())));
  }
}
