package io.charttagger.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class LambdaHostTest {
  private static final LambdaHost.Answer PENDING = new LambdaHost.Answer.Crashed("pending");
  private static final Duration ALLOWED = Duration.ofMinutes(1);

  @Test
  void handsEventsInOneAfterTheOtherAndShowsTheFunctionOnlyItsOwnEnvironment() throws Exception {
    try (LambdaHost host = LambdaHost.start(echo("SETTING", "given"))) {
      JsonNode first = new JsonMapper().readTree(host.invoke("{\"n\":1}", ALLOWED).body());
      String second = host.invoke("{\"n\":2}", ALLOWED).body();

      assertThat(first.path("event").path("n").asInt()).isEqualTo(1);
      assertThat(first.path("left").asInt()).isBetween(30_000, 60_000);
      assertThat(first.path("home").asText()).isEmpty();
      assertThat(first.path("setting").asText()).isEqualTo("given");
      assertThat(second).contains("\"n\":2");
      awaitOutput(host, "heard {\"n\":2}");
      assertThat(host.output()).contains("heard {\"n\":1}", "heard {\"n\":2}");
      assertThat(host.peakMemory()).isBetween(20_000_000L, 500_000_000L);
    }
  }

  /** What a process prints arrives on a pipe of its own, perhaps after the answer. */
  private static void awaitOutput(LambdaHost host, String line) throws InterruptedException {
    for (int tries = 0; tries < 1_200 && !host.output().contains(line); tries++) {
      Thread.sleep(50);
    }
  }

  @Test
  void tellsAnExceptionFromACrashAndALateAnswer() {
    try (LambdaHost host = LambdaHost.start(echo())) {
      assertThat(host.invoke("\"throw\"", ALLOWED))
          .isInstanceOfSatisfying(
              LambdaHost.Answer.Failed.class,
              failed ->
                  assertThat(failed.error())
                      .contains("as told", "java.lang.IllegalArgumentException"));
      assertThat(host.invoke("\"exit\"", ALLOWED))
          .isEqualTo(new LambdaHost.Answer.Crashed("exit code 3"));
      assertThat(host.invoke("\"again\"", ALLOWED)).isInstanceOf(LambdaHost.Answer.Crashed.class);
    }
    try (LambdaHost host = LambdaHost.start(echo())) {
      assertThat(host.invoke("\"sleep\"", Duration.ofMillis(200)))
          .isEqualTo(new LambdaHost.Answer.TimedOut());
    }
  }

  @Test
  void saysWhyAFunctionThatCannotStartDoesNot() {
    LambdaHost.Setup echo = echo();
    LambdaHost.Setup missing =
        new LambdaHost.Setup(echo.function(), "no.such.Handler", Map.of(), List.of(), false);
    try (LambdaHost host = LambdaHost.start(missing)) {
      assertThat(host.invoke("1", ALLOWED).toString()).contains("no.such.Handler");
    }
  }

  @Test
  void aPausedProcessAnswersWhenItIsResumedAndAKilledOneNever() throws Exception {
    try (LambdaHost host = LambdaHost.start(echo())) {
      host.awaitReady(ALLOWED);
      host.pause();
      CompletableFuture<LambdaHost.Answer> answer =
          CompletableFuture.supplyAsync(() -> host.invoke("1", ALLOWED));
      assertThat(answer.copy().completeOnTimeout(PENDING, 300, TimeUnit.MILLISECONDS).get())
          .isEqualTo(PENDING);
      host.resume();
      assertThat(answer.get().body()).contains("\"event\":1");

      host.kill();
      assertThat(host.invoke("2", ALLOWED)).isInstanceOf(LambdaHost.Answer.Crashed.class);
    }
  }

  @Test
  void aSnapshotIsTakenBeforeTheFirstEventAndRestoredForIt() {
    try (LambdaHost host = LambdaHost.start(echo().withSnapStart())) {
      assertThat(host.awaitReady(ALLOWED)).isPositive();
      assertThat(host.invoke("3", ALLOWED).body()).contains("\"event\":3");
    }
  }

  private static LambdaHost.Setup echo(String... setting) {
    Path classes = Path.of("target", "test-classes").toAbsolutePath();
    Map<String, String> environment =
        setting.length == 0 ? Map.of() : Map.of(setting[0], setting[1]);
    return new LambdaHost.Setup(
        classes, EchoHandler.class.getName(), environment, List.of(), false);
  }
}
