package io.charttagger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.charttagger.local.LocalCloud;
import io.charttagger.local.aws.AwsFaults.Fault;
import io.charttagger.local.gate.FrontGate;
import io.charttagger.local.gate.LocalQueue;
import io.charttagger.local.git.GitHistory;
import io.charttagger.local.github.AppSecret;
import io.charttagger.local.github.DispatchMessage;
import io.charttagger.local.github.PushMessage;
import io.charttagger.local.github.SimulatedRepository;
import io.charttagger.local.lambda.LambdaHost;
import java.net.http.HttpClient;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The App's webhook secret and key change while a process of the function is warm. */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("RotatedSecretTest") // its tests share a cloud: one after the other
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RotatedSecretTest {
  private static final LocalQueue.Terms PATIENT =
      new LocalQueue.Terms(Duration.ofSeconds(2), 100, 1);

  private final HttpClient http = HttpClient.newHttpClient();
  private LocalCloud cloud;
  private AppSecret app;
  private GitHistory history;
  private GitHistory otherHistory;
  private SimulatedRepository repository;
  private SimulatedRepository other;
  private FrontGate gate;
  private WebhookSender sender;
  private TwoChartPush push;
  private TwoChartPush otherPush;

  @BeforeAll
  void start() {
    cloud = LocalCloud.start();
    app = cloud.app();
  }

  @AfterAll
  void stop() {
    cloud.close();
    http.close();
  }

  /** A process that holds the secret and a token of the first repository. */
  @BeforeEach
  void warmUp(TestInfo test) throws Exception {
    history = GitHistory.inMemory();
    otherHistory = GitHistory.inMemory();
    String name = test.getTestMethod().orElseThrow().getName();
    repository = cloud.host(name, history.repository());
    other = cloud.host(name + "-other", otherHistory.repository());
    push = TwoChartPush.in(repository);
    otherPush = TwoChartPush.in(other);
    gate = FrontGate.open(cloud, repository, PATIENT, 0);
    sender = new WebhookSender(gate, http);
    know(app);
    cloud.functions().forEach(LambdaHost::close);
    String dryRun = DispatchMessage.dryRun(repository, push.before(), push.after()).toString();
    sender.deliver("repository_dispatch", dryRun, app.signature(dryRun));
    assertThat(gate.queue().done().getLast()).contains("\"outcome\":\"planned\"");
    cloud.github().log().clear();
    cloud.secrets().faults().forgetCalls();
  }

  @AfterEach
  void close() {
    gate.close();
    cloud.secrets().faults().mend();
    history.close();
    otherHistory.close();
  }

  @Test
  void theNextWebhookIsAccepted() throws Exception {
    rotate();

    sender.push(PushMessage.of(repository, push.before(), push.after()), app);

    assertThat(history.tags()).containsOnlyKeys("a-v1.1.0", "b-v1.1.0");
    assertThat(cloud.functions()).as("no other process").filteredOn(LambdaHost::isAlive).hasSize(1);
    assertThat(cloud.secrets().faults().asked()).isEqualTo(1);
  }

  @Test
  void theNextDispatchIsDoneWithTheNewKey() {
    rotate();

    // The process holds no token of this repository, and its key is worth nothing any more.
    JsonNode report =
        cloud.dispatch(DispatchMessage.of(other, otherPush.before(), otherPush.after()));

    assertThat(report.path("outcome").asText()).as("%s", report).isEqualTo("tagged");
    assertThat(otherHistory.tags()).containsOnlyKeys("a-v1.1.0", "b-v1.1.0");
    assertThat(cloud.secrets().faults().asked()).isEqualTo(1);
  }

  @Test
  void aKeyThatGitHubRefusesAndThatWasNotRotatedIsReadAgainOnce() {
    long start = System.nanoTime();
    AppSecret unknown = AppSecret.generate();
    cloud.github().app(unknown.appId(), unknown.publicKey());

    for (int dispatch = 0; dispatch < 3; dispatch++) {
      JsonNode report =
          cloud.dispatch(DispatchMessage.of(other, otherPush.before(), otherPush.after()));
      assertThat(report.path("outcome").asText()).isEqualTo("failed");
      assertThat(report.path("message").asText())
          .contains("is not a current key of the App with that appId");
    }

    assertThat(cloud.secrets().faults().asked()).isBetween(1, 1 + minutesSince(start));
  }

  // The secret is read again after a minute.
  @Tag("exhaustive")
  @Test
  void aWebhookIsNotLostWhileTheSecretCannotBeRead() throws Exception {
    rotate();
    cloud.secrets().faults().when(call -> call.number() <= 4, Fault.down());

    sender.push(PushMessage.of(repository, push.before(), push.after()), app);

    assertThat(gate.queue().deadLetters()).isEmpty();
    assertThat(history.tags()).containsOnlyKeys("a-v1.1.0", "b-v1.1.0");
  }

  @Test
  void manyForgedWebhooksCauseOneReadOfTheSecret() throws Exception {
    String body = PushMessage.of(repository, push.before(), push.after()).toString();
    AppSecret stranger = AppSecret.generate();
    long start = System.nanoTime();

    for (int webhook = 0; webhook < 50; webhook++) {
      sender.deliver("push", body, stranger.signature(body + webhook));
    }

    assertThat(gate.queue().done()).hasSize(51);
    assertThat(gate.queue().done().subList(1, 51))
        .allMatch(report -> report.contains("rejected (signature)"));
    assertThat(cloud.secrets().faults().asked()).isBetween(1, 1 + minutesSince(start));
    assertThat(cloud.github().log().all()).isEmpty();
    assertThat(history.tags()).isEmpty();
  }

  /** One more read may be due for each: none, unless the machine is very slow. */
  private static int minutesSince(long start) {
    return Math.toIntExact(Duration.ofNanos(System.nanoTime() - start).toMinutes());
  }

  private void rotate() {
    app = AppSecret.generate();
    know(app);
  }

  private void know(AppSecret current) {
    cloud.secrets().put(LocalCloud.SECRET, current.json());
    cloud.github().app(current.appId(), current.publicKey());
  }
}
