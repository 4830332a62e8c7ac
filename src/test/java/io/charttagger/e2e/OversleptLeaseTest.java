package io.charttagger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.charttagger.e2e.SleepingProcess.Bed;
import io.charttagger.e2e.SleepingProcess.Call;
import io.charttagger.local.LocalCloud;
import io.charttagger.local.Run;
import io.charttagger.local.github.Fault;
import io.charttagger.local.lambda.LambdaHost;
import io.charttagger.port.Sleeper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Processes of the packaged function sleep at each write of a push until their leases have really
 * run out: awake, they see by the clock that they must look at their leases, find them lost, and
 * write nothing more, but for the lines that a late update took from the release pull request.
 */
@Execution(ExecutionMode.CONCURRENT)
@Tag("exhaustive")
final class OversleptLeaseTest {
  /** One write after the other, so that only the one that is held is on the way. */
  private static final Map<String, String> SETTINGS =
      Map.of("CLEANUP_BRANCHES", "integration/{chart}", "WRITES_AT_ONCE", "1");

  private static final List<Call> WRITES =
      List.of(
          new Call("POST", "/git/tags", 1),
          new Call("POST", "/git/refs", 1),
          new Call("POST", "/git/tags", 2),
          new Call("POST", "/git/refs", 2),
          new Call("PATCH", "/pulls/4", 1),
          new Call("DELETE", "/git/refs/heads/integration/a", 1),
          new Call("DELETE", "/git/refs/heads/integration/b", 1),
          new Call("POST", "/check-runs", 1));

  private static final Duration BETWEEN_TIMES = Duration.ofSeconds(5);
  private static final int MOST_TIMES = 60;

  @Test
  void whoFindsItsLeaseLostWritesNothingMore() {
    LocalCloud.Plan plan = LocalCloud.Plan.of(SETTINGS).withFunctions(WRITES.size() + 1);
    try (LocalCloud cloud = LocalCloud.start(plan)) {
      LambdaHost other = cloud.functions().getLast();
      TwoPushes.Ending undisturbed = undisturbed(cloud, other);
      List<Case> cases = new ArrayList<>();
      for (Call write : WRITES) {
        cases.add(Case.begin(cloud, other, cases.size(), write));
      }
      for (Case one : cases) {
        finish(other, one.pushes().second());
        finish(other, one.pushes().first());
      }
      for (Case one : cases) {
        cloud.github().log().clear();
        Run woken = one.sleeping().wake();

        assertThat(woken.outcome()).as(one.write().toString()).isIn("tagged", "incomplete");
        assertThat(cloud.github().log().writes())
            .as("writes after the sleep at " + one.write())
            .hasSize(one.write().method().equals("PATCH") ? 1 : 0)
            .allMatch(request -> request.is("PATCH", "/pulls/4"));
        assertThat(one.pushes().ending()).as(one.write().toString()).isEqualTo(undisturbed);
        one.pushes().close();
      }
      System.out.println(cases.size() + " writes at which a process overslept its leases");
    }
  }

  private record Case(Call write, TwoPushes pushes, SleepingProcess sleeping) {
    static Case begin(LocalCloud cloud, LambdaHost other, int number, Call write) {
      TwoPushes pushes = new TwoPushes(cloud, "charts-" + number);
      pushes.forgetPace();
      finish(other, pushes.earlier());
      LambdaHost process = cloud.functions().get(number);
      Bed bed = new Bed(write, Fault.Before::new);
      return new Case(write, pushes, SleepingProcess.send(cloud.github(), pushes, process, bed));
    }
  }

  private static TwoPushes.Ending undisturbed(LocalCloud cloud, LambdaHost other) {
    try (TwoPushes pushes = new TwoPushes(cloud, "undisturbed")) {
      finish(other, pushes.earlier());
      cloud.github().log().clear();
      finish(other, pushes.first());
      assertThat(pushes.calls().stream().filter(call -> !call.method().equals("GET")).toList())
          .as("all the writes of a push")
          .containsExactlyElementsOf(WRITES);
      finish(other, pushes.second());
      return pushes.ending();
    }
  }

  /** Asks until it is done; while the sleeper's lease lasts, it is in progress. */
  private static void finish(LambdaHost process, JsonNode dispatch) {
    Run run = Run.send(process, dispatch);
    for (int times = 1; run.asksAgain() && times < MOST_TIMES; times++) {
      Sleeper.ASLEEP.pause(BETWEEN_TIMES);
      run = Run.send(process, dispatch);
    }
    assertThat(run.outcome()).as(run.report().toPrettyString()).isEqualTo("tagged");
  }
}
