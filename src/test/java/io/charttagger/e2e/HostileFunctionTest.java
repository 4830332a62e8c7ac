package io.charttagger.e2e;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.charttagger.dispatch.RejectedRequest;
import io.charttagger.dispatch.RejectedRequests;
import io.charttagger.dispatch.SavedEvents;
import io.charttagger.local.LocalCloud;
import io.charttagger.local.job.SampleCharts;
import io.charttagger.local.lambda.LambdaHost;
import io.charttagger.local.log.TestLog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every hostile request, sent to the function as it is packaged: one process, one request after the
 * other, in front of a repository that it could write to.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HostileFunctionTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final List<Verdict> verdicts = new ArrayList<>();
  private LocalCloud cloud;
  private LambdaHost function;

  /** A request, and what the function made of it. */
  private record Verdict(RejectedRequest request, LambdaHost.Answer answer, Duration took) {
    /** The whole answer; API Gateway takes it apart. */
    JsonNode json() {
      return parsed(answer.body());
    }

    boolean isForApiGateway() {
      return json().has("statusCode");
    }

    JsonNode report() {
      return isForApiGateway() ? parsed(json().path("body").asText()) : json();
    }

    @Override
    public String toString() {
      return request.name();
    }
  }

  @BeforeAll
  void sendThemAll(@TempDir Path directory) {
    cloud =
        LocalCloud.start(
            // Where the operator names the branch, GitHub need not be asked for it.
            LocalCloud.Plan.of(
                Map.of("ALLOWED_REPOSITORIES", RejectedRequests.ALLOWED, "MAIN_BRANCH", "main")));
    cloud
        .secrets()
        .put(LocalCloud.SECRET, cloud.app().withWebhookSecret(SavedEvents.WEBHOOK_SECRET).json());
    SampleCharts.in(cloud, directory);
    function = cloud.functions().getFirst();
    function.awaitReady(Duration.ofMinutes(2));
    for (RejectedRequest request : RejectedRequests.all()) {
      long start = System.nanoTime();
      LambdaHost.Answer answer = cloud.invoke(request.event());
      verdicts.add(new Verdict(request, answer, Duration.ofNanos(System.nanoTime() - start)));
    }
    // Its output is complete once it has ended.
    function.close();
  }

  @AfterAll
  void printTheTable() {
    cloud.close();
    Map<String, Long> kinds =
        verdicts.stream()
            .map(Verdict::request)
            .collect(
                groupingBy(
                    request -> request.status() + "  " + request.rule().code(),
                    TreeMap::new,
                    counting()));
    kinds.forEach((kind, count) -> System.out.printf("%5d  %s%n", count, kind));
    System.out.printf("%5d hostile requests, no write, no secret%n", verdicts.size());
  }

  @Test
  void eachIsTurnedAwayByItsRuleWithItsStatus() {
    assertThat(verdicts)
        .hasSizeGreaterThan(150)
        .allSatisfy(
            verdict -> {
              assertThat(verdict.report().path("outcome").asText()).isEqualTo("rejected");
              assertThat(verdict.report().path("message").asText())
                  .startsWith("rejected (" + verdict.request().rule().code() + "): ");
              if (verdict.isForApiGateway()) {
                assertThat(verdict.json().path("statusCode").asInt())
                    .isEqualTo(verdict.request().status());
              }
            });
    assertThat(verdicts.stream().filter(Verdict::isForApiGateway).count()).isGreaterThan(50);
  }

  @Test
  void noneIsTriedAgain() {
    // To a queue an exception means: again. A refusal is an answer like any other.
    assertThat(verdicts)
        .extracting(Verdict::answer)
        .allSatisfy(answer -> assertThat(answer).isInstanceOf(LambdaHost.Answer.Returned.class));
    assertThat(verdicts)
        .allSatisfy(
            verdict -> assertThat(verdict.json().path("headers").has("retry-after")).isFalse());
  }

  @Test
  void noneReachesGitHubOrTheLocks() {
    assertThat(cloud.github().log().all()).isEmpty();
    assertThat(cloud.dynamoDb().faults().calls()).isEmpty();
  }

  @Test
  void noAnswerTellsASecretOrWhereInTheCodeItWas() {
    assertThat(verdicts)
        .allSatisfy(
            verdict -> {
              assertThat(TestLog.shared().secretIn(verdict.answer().body())).isEmpty();
              assertThat(verdict.answer().body())
                  .hasSizeLessThan(3_000)
                  .doesNotContain("io.charttagger", "Exception", "127.0.0.1");
            });
  }

  @Test
  void eachLeavesOneLineInTheLogThatIsCounted() {
    assertThat(function.output())
        .as("template.yaml counts by outcome")
        .allSatisfy(line -> assertThat(parsed(line).path("outcome").asText()).isEqualTo("rejected"))
        .extracting(line -> parsed(line).path("message").asText())
        .containsExactlyElementsOf(
            verdicts.stream().map(verdict -> verdict.report().path("message").asText()).toList());
  }

  @Test
  void noneIsSlowAndOneProcessOutlivesThemAll() {
    assertThat(verdicts).allSatisfy(verdict -> assertThat(verdict.took()).isLessThan(SOON));
    assertThat(cloud.functions()).hasSize(1);
  }

  private static JsonNode parsed(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + text, e);
    }
  }
}
