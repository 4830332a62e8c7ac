package io.charttagger.e2e;

import static io.charttagger.e2e.Scene.chart;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.charttagger.chart.CommitSha;
import io.charttagger.local.LocalCloud;
import io.charttagger.local.gate.FrontGate;
import io.charttagger.local.gate.LocalQueue;
import io.charttagger.local.git.GitHistory;
import io.charttagger.local.github.AppSecret;
import io.charttagger.local.github.DispatchMessage;
import io.charttagger.local.github.MergeMethod;
import io.charttagger.local.github.PushMessage;
import io.charttagger.local.github.SimulatedRepository;
import io.charttagger.local.lambda.LambdaHost;
import io.charttagger.local.log.TestLog;
import io.charttagger.port.Sleeper;
import io.charttagger.signature.OpenSsh;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The packaged function signs tags; git itself judges them. */
@Execution(ExecutionMode.CONCURRENT)
final class SignedFunctionTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration ALLOWED = Duration.ofMinutes(2);
  private static final LocalQueue.Terms PATIENT =
      new LocalQueue.Terms(Duration.ofSeconds(2), 100, 1);

  @TempDir private Path directory;

  private final LocalCloud cloud = LocalCloud.start(LocalCloud.Plan.of(Map.of()).withSignedTags());
  private final LambdaHost function = cloud.functions().getFirst();

  @AfterEach
  void stop() {
    cloud.close();
  }

  @Test
  void twoProcessesMakeTheSameObjectsAndGitVerifiesThem() {
    try (GitHistory one = onDisk("one");
        GitHistory other = onDisk("other")) {
      tag(one, "one", function);
      tag(other, "other", cloud.another());

      assertThat(one.tags()).containsOnlyKeys("a-v1.1.0", "b-v1.1.0").isEqualTo(other.tags());
      for (GitHistory history : new GitHistory[] {one, other}) {
        assertThat(refusals(history, cloud.app().allowedSignersLine())).isEmpty();
        assertThat(refusals(history, AppSecret.generate().withSigningKey().allowedSignersLine()))
            .containsOnlyKeys("a-v1.1.0", "b-v1.1.0");
      }
    }
  }

  /** With the webhook's secret, so that a warm process reads it at the next webhook. */
  @Test
  void aRotatedKeySignsWhatComesThenAndBothCount() throws Exception {
    AppSecret old = cloud.app();
    AppSecret rotated = old.withSigningKey().withWebhookSecret("rotated-webhook-secret");
    try (GitHistory history = onDisk("rotated")) {
      SimulatedRepository repository = tag(history, "rotated", function);
      know(with(rotated).set("allowedSigners", JSON.createArrayNode().add(old.publicSigningKey())));

      pushed(repository, rotated);

      assertThat(history.tags()).containsOnlyKeys("a-v1.1.0", "b-v1.1.0", "a-v1.2.0");
      String signers = signersOf(answer(function, about("check-setup", repository)));
      assertThat(signers.lines())
          .containsExactly(rotated.allowedSignersLine(), old.allowedSignersLine());
      assertThat(refusals(history, signers)).isEmpty();
      assertThat(refusals(history, rotated.allowedSignersLine()))
          .containsOnlyKeys("a-v1.1.0", "b-v1.1.0");
      assertThat(refusals(history, old.allowedSignersLine())).containsOnlyKeys("a-v1.2.0");
      assertThat(outcomes(answer(function, about("audit", repository))))
          .isEqualTo(Map.of("a-v1.2.0", "ok", "b-v1.1.0", "ok"));
      assertThat(function.isAlive()).isTrue();
    }
  }

  /** Somebody stored the App's own key, which is RSA. */
  @Test
  void aBrokenKeyStopsTheTagsUntilItIsReplaced() throws Exception {
    know(with(cloud.app()).put("signingKey", cloud.app().privateKey()));
    try (GitHistory history = onDisk("broken")) {
      SimulatedRepository repository = cloud.host("broken", history.repository());
      TwoChartPush push = TwoChartPush.in(repository);
      ObjectNode dispatch = DispatchMessage.of(repository, push.before(), push.after());

      function.awaitReady(ALLOWED);
      long start = System.nanoTime();
      assertNotSigned(throughTheGate(repository, dispatch));
      know(with(cloud.app()));
      cloud.secrets().faults().forgetCalls();
      // After a minute the secret is read again: on a slow machine, that must not come in between.
      for (int again = 0; again < 3 && secondsSince(start) < 30; again++) {
        assertThat(answer(function, dispatch).path("outcome").asText()).isEqualTo("failed");
      }
      assertThat(history.tags()).isEmpty();
      assertThat(cloud.secrets().faults().calls()).isEmpty();

      Sleeper.ASLEEP.pause(Duration.ofMinutes(1));

      assertThat(answer(function, dispatch).path("outcome").asText()).isEqualTo("tagged");
      assertThat(cloud.secrets().faults().asked()).isEqualTo(1);
      assertThat(history.tags()).containsOnlyKeys("a-v1.1.0", "b-v1.1.0");
      assertThat(refusals(history, cloud.app().allowedSignersLine())).isEmpty();
      assertThat(function.isAlive()).isTrue();
    }
  }

  private static long secondsSince(long start) {
    return Duration.ofNanos(System.nanoTime() - start).toSeconds();
  }

  private static void assertNotSigned(HttpResponse<String> response) throws IOException {
    assertThat(response.statusCode()).isEqualTo(502);
    assertThat(TestLog.shared().secretIn(response.body())).isEmpty();
    JsonNode report = JSON.readTree(response.body());
    assertThat(report.path("outcome").asText()).isEqualTo("failed");
    assertThat(report.path("message").asText())
        .contains(
            "The App's secret \"chart-tagger/app\"",
            "its field signingKey is not an Ed25519 key",
            "ssh-keygen -t ed25519");
  }

  private GitHistory onDisk(String name) {
    return GitHistory.at(directory.resolve(name + ".git"));
  }

  /** The usual push, told to that process. */
  private SimulatedRepository tag(GitHistory history, String name, LambdaHost process) {
    SimulatedRepository repository = cloud.host(name, history.repository());
    TwoChartPush push = TwoChartPush.in(repository);
    JsonNode report = answer(process, DispatchMessage.of(repository, push.before(), push.after()));
    assertThat(report.path("outcome").asText()).as("%s", report).isEqualTo("tagged");
    return repository;
  }

  /** Another version of one chart, of which a webhook tells. */
  private void pushed(SimulatedRepository repository, AppSecret app) throws Exception {
    CommitSha before = GitHistory.of(repository.git()).tip("main");
    CommitSha after =
        new Contributor(repository, Scene.START.plus(Duration.ofDays(1)))
            .mergePullRequest("", MergeMethod.SQUASH, chart("charts/a", "a", "1.2.0"));
    try (FrontGate gate = FrontGate.open(cloud, repository, PATIENT, 0);
        HttpClient http = HttpClient.newHttpClient()) {
      new WebhookSender(gate, http).push(PushMessage.of(repository, before, after), app);
      assertThat(gate.queue().done().getLast()).contains("\"outcome\":\"tagged\"");
    }
  }

  private HttpResponse<String> throughTheGate(SimulatedRepository repository, JsonNode dispatch)
      throws Exception {
    try (FrontGate gate = FrontGate.open(cloud, repository);
        HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(URI.create(gate.url() + "/dispatch"))
              .header("Authorization", "Bearer " + gate.token(Map.of()))
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(dispatch.toString()))
              .build(),
          BodyHandlers.ofString());
    }
  }

  private void know(JsonNode secret) {
    cloud.secrets().put(LocalCloud.SECRET, secret.toString());
  }

  private static ObjectNode with(AppSecret app) throws IOException {
    return (ObjectNode) JSON.readTree(app.json());
  }

  private static JsonNode about(String action, SimulatedRepository repository) {
    ObjectNode event = JSON.createObjectNode().put("action", action);
    event.putObject("repository").put("full_name", repository.name().toString());
    event.putObject("installation").put("id", repository.installation().id());
    return event;
  }

  private static JsonNode answer(LambdaHost process, JsonNode event) {
    String body = process.invoke(event.toString(), ALLOWED).body();
    assertThat(TestLog.shared().secretIn(body)).isEmpty();
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The lines for the file of allowed signers that a check of the set-up shows. */
  private static String signersOf(JsonNode report) {
    for (JsonNode check : report.path("checks")) {
      if (check.path("point").asText().equals("signing-key")) {
        return check.path("message").asText().replaceFirst("(?s)^.* has these 2 lines: ", "");
      }
    }
    throw new AssertionError("signing-key was not checked: " + report);
  }

  private static Map<String, String> outcomes(JsonNode report) {
    Map<String, String> outcomes = new TreeMap<>();
    for (JsonNode chart : report.path("charts")) {
      outcomes.put(chart.path("tag").asText(), chart.path("outcome").asText());
    }
    return outcomes;
  }

  /** What git says of each tag that it does not accept. */
  private Map<String, String> refusals(GitHistory history, String signers) {
    Path repository = history.repository().getDirectory().toPath();
    OpenSsh git = new OpenSsh(directory);
    Map<String, String> refusals = new TreeMap<>();
    for (String tag : history.tags().keySet()) {
      git.refusal(repository, tag, signers).ifPresent(words -> refusals.put(tag, words));
    }
    return refusals;
  }
}
