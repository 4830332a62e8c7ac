package io.charttagger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.charttagger.chart.CommitSha;
import io.charttagger.dispatch.SavedEvents;
import io.charttagger.local.LocalCloud;
import io.charttagger.local.aws.LocalDynamoDb;
import io.charttagger.local.gate.FrontGate;
import io.charttagger.local.gate.LocalQueue;
import io.charttagger.local.git.GitHistory;
import io.charttagger.local.github.PushMessage;
import io.charttagger.local.github.SimulatedRepository;
import io.charttagger.report.Report;
import io.charttagger.report.RunOutcome;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A charts repository without a workflow: the App's own webhook tells the packaged function of each
 * push, through API Gateway and the queue.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PushWebhookTest {
  private static final LocalQueue.Terms IMPATIENT =
      new LocalQueue.Terms(Duration.ofMillis(10), 3, 1);
  private static final CommitSha ZERO = CommitSha.parse("0".repeat(40));

  private final HttpClient http = HttpClient.newHttpClient();
  private final GitHistory history = GitHistory.inMemory();
  private LocalCloud cloud;
  private SimulatedRepository repository;
  private FrontGate gate;
  private WebhookSender sender;
  private TwoChartPush push;

  @BeforeAll
  void open() {
    cloud = LocalCloud.start();
    repository = cloud.host("charts", history.repository());
    push = TwoChartPush.in(repository);
    gate = FrontGate.open(cloud, repository, IMPATIENT, 0);
    sender = new WebhookSender(gate, http);
  }

  @AfterAll
  void close() {
    gate.close();
    cloud.close();
    history.close();
    http.close();
  }

  @BeforeEach
  void forgetCalls() {
    cloud.github().log().clear();
  }

  @Test
  void aMergeIsTaggedWithoutAnyWorkflow() throws Exception {
    int status = sender.push(PushMessage.of(repository, push.before(), push.after()), cloud.app());

    assertThat(status).isEqualTo(200);
    assertThat(gate.queue().done().getLast()).contains("\"outcome\":\"tagged\"");
    assertThat(history.tags()).containsOnlyKeys("a-v1.1.0", "b-v1.1.0");
    assertThat(repository.checks().all())
        .anySatisfy(check -> assertThat(check.headSha()).isEqualTo(push.after().value()));
    assertThat(repository.pulls().all()).anyMatch(pull -> pull.base().equals("release"));
  }

  @Test
  void aDeliveryThatIsSentAgainChangesNothingMore() throws Exception {
    ObjectNode message = PushMessage.of(repository, push.before(), push.after());
    sender.push(message, cloud.app());
    cloud.github().log().clear();

    sender.push(message, cloud.app());

    assertThat(gate.queue().done().getLast()).contains("\"outcome\":\"tagged\"");
    assertThat(cloud.github().log().writes()).isEmpty();
  }

  Stream<Arguments> others() {
    return Stream.of(
        Arguments.of("to another branch", "refs/heads/feature-1", push.before(), push.after()),
        Arguments.of("to a look-alike", "refs/heads/refs/heads/main", push.before(), push.after()),
        Arguments.of("of a tag", "refs/tags/a-v1.1.0", ZERO, push.after()),
        Arguments.of("that deletes a branch", "refs/heads/feature-1", push.after(), ZERO),
        Arguments.of("that deletes the main branch", "refs/heads/main", push.after(), ZERO));
  }

  @ParameterizedTest(name = "a push {0}")
  @MethodSource("others")
  void anyOtherPushCostsNoCall(String name, String ref, CommitSha from, CommitSha to)
      throws Exception {
    sender.push(PushMessage.to(ref, repository, from, to), cloud.app());

    assertThat(gate.queue().done().getLast()).contains("\"outcome\":\"not-ours\"");
    assertThat(cloud.github().log().all()).isEmpty();
  }

  @Test
  void aPushToAnotherBranchCostsNoCallToTheTableEither() {
    try (LocalDynamoDb dynamoDb = LocalDynamoDb.start();
        AwsScene scene = new AwsScene(dynamoDb)) {
      TwoChartPush same = TwoChartPush.in(scene.repository());
      for (String ref : List.of("refs/heads/feature-1", "refs/tags/main")) {
        String body =
            PushMessage.to(ref, scene.repository(), same.before(), same.after()).toString();

        Report report = scene.run(event(body), Scene.Options.USUAL, Duration.ofMinutes(1));

        assertThat(report.outcome()).isEqualTo(new RunOutcome.NotOurs());
      }
      assertThat(scene.tableFaults().calls()).isEmpty();
      assertThat(scene.github().log().all()).isEmpty();
    }
  }

  @Test
  void aForgedPushIsDroppedAtOnce() throws Exception {
    String body = PushMessage.of(repository, push.before(), push.after()).toString();

    int status = sender.deliver("push", body, cloud.app().signature(body + " "));

    assertThat(status).as("nobody is told that it was wrong").isEqualTo(200);
    assertThat(gate.queue().done().getLast()).contains("rejected (signature)");
    assertThat(gate.queue().deadLetters()).isEmpty();
    assertThat(cloud.github().log().all()).isEmpty();
  }

  private static ObjectNode event(String body) {
    return SavedEvents.push(body, "secret");
  }
}
