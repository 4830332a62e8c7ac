package io.charttagger.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.interfaces.DecodedJWT;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.charttagger.chart.CommitSha;
import io.charttagger.local.LocalCloud;
import io.charttagger.local.gate.FrontGate;
import io.charttagger.local.gate.LocalQueue;
import io.charttagger.local.git.FileChanges;
import io.charttagger.local.git.GitHistory;
import io.charttagger.local.git.Note;
import io.charttagger.local.github.CheckRun;
import io.charttagger.local.github.DispatchMessage;
import io.charttagger.local.github.GitHubSimulator;
import io.charttagger.local.github.LoggedRequest;
import io.charttagger.local.github.SimulatedRepository;
import io.charttagger.local.job.SampleCharts;
import io.charttagger.local.lambda.LambdaHost;
import io.charttagger.local.log.TestLog;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Callers who are not who they say, or who say it twice, at the doors that the packaged function
 * stands behind: the authorizer, the queue, and its own second look.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HostileCallerTest {
  private static final LocalQueue.Terms IMPATIENT =
      new LocalQueue.Terms(Duration.ofMillis(10), 3, 1);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient http = HttpClient.newHttpClient();
  private LocalCloud cloud;
  private SampleCharts sample;
  private SimulatedRepository other;
  private FrontGate gate;

  @BeforeAll
  void open(@TempDir Path directory, @TempDir Path otherDirectory) {
    cloud = LocalCloud.start();
    sample = SampleCharts.in(cloud, directory);
    other = cloud.host("other-charts", GitHistory.at(otherDirectory).repository());
    gate = FrontGate.open(cloud, sample.repository(), IMPATIENT, 0);
  }

  @AfterAll
  void close() {
    gate.close();
    cloud.close();
    http.close();
  }

  @BeforeEach
  void forgetCalls() {
    cloud.github().log().clear();
  }

  @Test
  void theAuthorizerRefusesATokenThatGitHubDidNotSign() throws Exception {
    String good = gate.token(Map.of());
    DecodedJWT genuine = JWT.decode(good);
    String changed = JWT.decode(gate.token(Map.of("ref", "x"))).getPayload();
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    Algorithm foreign =
        Algorithm.RSA256(null, (RSAPrivateKey) generator.generateKeyPair().getPrivate());

    List<String> forged =
        List.of(
            resigned(good, foreign),
            resigned(good, Algorithm.none()),
            resigned(good, Algorithm.HMAC256("chart-tagger")),
            genuine.getHeader() + "." + genuine.getPayload() + ".",
            String.join(".", genuine.getHeader(), changed, genuine.getSignature()));

    for (String token : forged) {
      HttpResponse<String> answer = post(token, push());
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.body()).isEqualTo("{\"message\":\"Unauthorized\"}");
    }
    assertThat(cloud.github().log().all()).isEmpty();
  }

  @Test
  void theAuthorizerRefusesATokenForSomebodyElseOrOfAnotherTime() throws Exception {
    String past = Long.toString(Instant.now().minusSeconds(60).getEpochSecond());
    String future = Long.toString(Instant.now().plusSeconds(600).getEpochSecond());

    for (Map<String, String> claims :
        List.of(
            Map.of("aud", "sts.amazonaws.com"),
            Map.of("aud", ""),
            Map.of("iss", "https://token.actions.githubusercontent.com.evil.example"),
            Map.of("exp", past),
            Map.of("exp", ""),
            Map.of("nbf", future))) {
      assertThat(post(gate.token(claims), push()).statusCode()).as("%s", claims).isEqualTo(401);
    }
    assertThat(cloud.github().log().all()).isEmpty();
  }

  @Test
  void theFunctionRefusesWhatTheAuthorizerLetsThrough() throws Exception {
    for (Map<String, String> claims :
        List.of(
            Map.of("repository", "example-org/other-charts"),
            Map.of("repository", "mallory/helm-charts"),
            Map.of("repository", ""),
            Map.of("ref", "refs/heads/feature"),
            Map.of("ref", "refs/pull/1/merge"),
            Map.of("event_name", "pull_request"),
            Map.of("event_name", "pull_request_target"))) {
      HttpResponse<String> answer = post(gate.token(claims), push());
      assertThat(answer.statusCode()).as("%s", claims).isEqualTo(403);
      assertThat(JSON.readTree(answer.body()).path("outcome").asText()).isEqualTo("rejected");
    }
    // Only the answer to the request for a token tells which branch is tagged.
    assertThat(cloud.github().log().matching(it -> !it.authentication())).isEmpty();
    assertThat(cloud.github().log().all()).hasSize(1);
  }

  @Test
  void aWrongContentTypeOrOneTooManyIsRefused() throws Exception {
    for (List<String> types :
        List.of(
            List.of("text/plain"),
            List.of("application/x-www-form-urlencoded"),
            List.of("application/json", "application/json"))) {
      HttpRequest.Builder request = request("/dispatch", push().toString());
      types.forEach(type -> request.header("Content-Type", type));
      HttpResponse<String> answer =
          send(request.header("Authorization", "Bearer " + gate.token(Map.of())));
      assertThat(answer.statusCode()).as("%s", types).isEqualTo(400);
      assertThat(answer.body()).contains("rejected (content-type)");
    }
    assertThat(cloud.github().log().all()).isEmpty();
  }

  @Test
  void aTokenSentAgainChangesNothingMore() throws Exception {
    String token = gate.token(Map.of());
    HttpResponse<String> first = post(token, push());
    cloud.github().log().clear();

    HttpResponse<String> replayed = post(token, push());

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(replayed.statusCode()).isEqualTo(200);
    assertThat(tags(replayed)).isEqualTo(tags(first)).hasSize(4);
    assertThat(cloud.github().log().reads()).isNotEmpty();
    assertThat(cloud.github().log().writes()).isEmpty();
  }

  @Test
  void aWebhookDeliveredAgainChangesNothingMore() throws Exception {
    String body = push().toString();
    deliver(body, cloud.app().signature(body));
    gate.queue().awaitEmpty();
    cloud.github().log().clear();

    HttpResponse<String> replayed = deliver(body, cloud.app().signature(body));
    gate.queue().awaitEmpty();

    assertThat(replayed.statusCode()).isEqualTo(200);
    assertThat(gate.queue().done().getLast()).contains("\"outcome\":\"tagged\"");
    assertThat(cloud.github().log().reads()).isNotEmpty();
    assertThat(cloud.github().log().writes()).isEmpty();
  }

  @Test
  void aForgedWebhookIsDroppedAtOnce() throws Exception {
    int before = gate.queue().deadLetters().size();
    String body = push().toString();

    HttpResponse<String> answer = deliver(body, cloud.app().signature(body + " "));
    gate.queue().awaitEmpty();

    assertThat(answer.statusCode()).as("nobody is told that it was wrong").isEqualTo(200);
    assertThat(gate.queue().done().getLast())
        .contains("\"outcome\":\"rejected\"", "rejected (signature)");
    assertThat(gate.queue().deadLetters()).hasSize(before);
    assertThat(cloud.github().log().all()).isEmpty();
  }

  @Test
  void aCommitOfAForkIsRefusedThoughTheRepositoryServesIt() {
    GitHistory history = GitHistory.of(sample.repository().git());
    CommitSha fork =
        history.commit(
            List.of(sample.after()),
            FileChanges.none().write("charts/evil/Chart.yaml", Scene.chartYaml("evil", "6.6.6")),
            Note.of("evil\n", Instant.parse("2026-11-03T09:00:00Z")));
    sample.repository().forkBranch("mallory", "evil", fork);

    JsonNode report =
        cloud.dispatch(
            DispatchMessage.of(
                sample.repository(), /* before= */ sample.after(), /* after= */ fork));

    assertThat(report.path("outcome").asText()).isEqualTo("rejected");
    assertThat(report.path("message").asText()).contains(fork.value(), "main");
    // The caller was admitted, so the commit shows that it was rejected.
    assertThat(cloud.github().log().writes())
        .allMatch(write -> write.authentication() || write.is("POST", "/check-runs"));
    assertThat(sample.repository().checks().all())
        .filteredOn(run -> run.headSha().equals(fork.value()))
        .extracting(CheckRun::conclusion)
        .containsExactly("failure");
    assertThat(history.tags()).doesNotContainKey("evil-v6.6.6");
  }

  @Test
  void theInstallationThatIsNamedIsNotBelieved() {
    ObjectNode dispatch =
        DispatchMessage.dryRun(sample.repository(), sample.before(), sample.after());
    ((ObjectNode) dispatch.path("installation")).put("id", 50_999_999);

    // A fresh process, which holds no token yet.
    cloud.functions().forEach(LambdaHost::close);
    JsonNode report = cloud.dispatch(dispatch);

    assertThat(report.path("outcome").asText()).isEqualTo("planned");
    assertThat(cloud.github().log().writes())
        .extracting(write -> write.path() + " " + write.status())
        .containsExactly(
            "/app/installations/50999999/access_tokens 404",
            "/app/installations/%d/access_tokens 201"
                .formatted(sample.repository().installation().id()));
    assertThat(cloud.github().log().writes())
        .extracting(LoggedRequest::body)
        .as("for the one repository, though the installation has another")
        .allMatch(body -> body.contains("\"repositories\":[\"helm-charts\"]"));
    assertThat(other.installation()).isSameAs(sample.repository().installation());
  }

  @Test
  void anAddressInTheDispatchIsNeverCalled() {
    ObjectNode dispatch =
        DispatchMessage.dryRun(sample.repository(), sample.before(), sample.after());
    try (GitHubSimulator trap = GitHubSimulator.start()) {
      for (String field : List.of("url", "html_url", "git_url", "tags_url", "git_refs_url")) {
        ((ObjectNode) dispatch.path("repository")).put(field, trap.url() + "/" + field);
      }
      ((ObjectNode) dispatch.path("installation")).put("access_tokens_url", trap.url());
      dispatch.putObject("sender").put("url", trap.url()).put("login", "octocat");

      assertThat(cloud.dispatch(dispatch).path("outcome").asText()).isEqualTo("planned");
      assertThat(trap.log().all()).isEmpty();
    }
  }

  private ObjectNode push() {
    return DispatchMessage.of(sample.repository(), sample.before(), sample.after());
  }

  private static List<String> tags(HttpResponse<String> answer) throws IOException {
    return JSON.readTree(answer.body()).path("charts").findValuesAsText("tagObject");
  }

  /** The same claims under another signature. */
  private static String resigned(String token, Algorithm algorithm) {
    byte[] claims = Base64.getUrlDecoder().decode(JWT.decode(token).getPayload());
    return JWT.create().withPayload(new String(claims, UTF_8)).sign(algorithm);
  }

  private HttpResponse<String> post(String token, ObjectNode dispatch) throws Exception {
    return send(
        request("/dispatch", dispatch.toString())
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json"));
  }

  private HttpResponse<String> deliver(String body, String signature) throws Exception {
    return send(
        request("/webhook", body)
            .header("X-Hub-Signature-256", signature)
            .header("X-GitHub-Event", "repository_dispatch")
            .header("X-GitHub-Delivery", "72d3162e-cc78-11e3-81ab-4c9367dc0958"));
  }

  private HttpRequest.Builder request(String path, String body) {
    return HttpRequest.newBuilder(URI.create(gate.url() + path))
        .POST(BodyPublishers.ofString(body));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
    assertThat(TestLog.shared().secretIn(answer.body())).isEmpty();
    return answer;
  }
}
