package io.charttagger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.charttagger.e2e.SleepingProcess.Call;
import io.charttagger.local.LocalCloud;
import io.charttagger.local.Run;
import io.charttagger.local.github.Fault;
import io.charttagger.local.github.LoggedRequest;
import io.charttagger.local.lambda.LambdaHost;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
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
 * A process of the packaged function is stopped (SIGSTOP) while a call of its is on the way, for
 * longer than its leases; another one does its commit and the next. Then the call takes effect, the
 * process wakes up (SIGCONT) and goes on: it does no harm.
 *
 * <p>Its own clock has not moved, so it does not even know that it slept.
 */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("PausedProcessTest") // its cases share a cloud: one after the other
final class PausedProcessTest {
  private static final Map<String, String> SETTINGS =
      Map.of("CLEANUP_BRANCHES", "integration/{chart}");
  private static final int MOST_TIMES = 5;

  private static final AtomicInteger REPOSITORIES = new AtomicInteger();
  private static LocalCloud cloud;
  private static LambdaHost sleeper;
  private static LambdaHost other;
  private static TwoPushes.Ending undisturbed;

  @BeforeAll
  static void start() {
    cloud = LocalCloud.start(LocalCloud.Plan.of(SETTINGS).withFunctions(2));
    // So many cases within the hour; GitHub grants as much to the apps of large organisations.
    cloud.github().limits().primary(15_000);
    sleeper = cloud.functions().getFirst();
    other = cloud.functions().getLast();
    undisturbed = undisturbed(false);
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  @Test
  void anUpdateOfTheReleasePullRequestThatComesLateTakesNoLineFromIt() {
    Call update = new Call("PATCH", "/pulls/4", 1);

    assertThat(whenItSleepsAt(update, Fault.Before::new, false)).isEqualTo(undisturbed);
  }

  @Test
  void aTagThatComesLateIsTheOneThatStands() {
    Call ref = new Call("POST", "/git/refs", 1);

    assertThat(whenItSleepsAt(ref, Fault.Before::new, false)).isEqualTo(undisturbed);
  }

  @TestFactory
  @Tag("exhaustive")
  List<DynamicTest> whateverCallItSleepsAtTheEndIsTheSame() {
    return cases(false);
  }

  @TestFactory
  @Tag("exhaustive")
  List<DynamicTest> whateverCallItSleepsAtTheOwedTagIsMadeOnce() {
    return cases(true);
  }

  private static List<DynamicTest> cases(boolean owing) {
    Map<String, Function<Runnable, Fault>> sides =
        Map.of("before its effect", Fault.Before::new, "after its effect", Fault.After::new);
    TwoPushes.Ending ending = owing ? undisturbed(true) : undisturbed;
    List<DynamicTest> cases = new ArrayList<>();
    for (Call call : calls(owing)) {
      sides.forEach(
          (side, fault) ->
              cases.add(
                  DynamicTest.dynamicTest(
                      call + " " + side,
                      () -> assertThat(whenItSleepsAt(call, fault, owing)).isEqualTo(ending))));
    }
    System.out.println(cases.size() + " calls at which a process was stopped and woken");
    return cases;
  }

  private static TwoPushes repository(boolean owing) {
    TwoPushes pushes = new TwoPushes(cloud, "charts-" + REPOSITORIES.incrementAndGet());
    pushes.forgetPace();
    finish(pushes.earlier());
    if (owing) {
      pushes.owe();
    }
    cloud.github().log().clear();
    return pushes;
  }

  private static TwoPushes.Ending undisturbed(boolean owing) {
    try (TwoPushes pushes = repository(owing)) {
      finish(pushes.first());
      finish(pushes.second());
      return pushes.ending();
    }
  }

  /** Those at which it is to sleep. */
  private static List<Call> calls(boolean owing) {
    try (TwoPushes pushes = repository(owing)) {
      Run.send(sleeper, pushes.first());
      return pushes.calls().stream()
          .filter(call -> !owing || OwedTag.writesTag(call.method(), call.path()))
          .toList();
    }
  }

  private static TwoPushes.Ending whenItSleepsAt(
      Call call, Function<Runnable, Fault> side, boolean owing) {
    try (TwoPushes pushes = repository(owing)) {
      SleepingProcess sleeping =
          SleepingProcess.send(
              cloud.github(), pushes, sleeper, new SleepingProcess.Bed(call, side));
      Run woken;
      try {
        cloud.dynamoDb().runOutLeases();
        finish(pushes.second());
        finish(pushes.first());
      } finally {
        woken = sleeping.wake();
      }
      assertThat(woken.outcome()).isIn("tagged", "in-progress", "incomplete");
      finish(pushes.first());
      assertEachTagWasMadeOnce(pushes, owing);
      return pushes.ending();
    }
  }

  private static void assertEachTagWasMadeOnce(TwoPushes pushes, boolean owing) {
    Set<String> made =
        owing
            ? Set.of("a-v1.1.0", "b-v1.1.0", "c-v1.1.0", "d-v1.0.0")
            : Set.of("a-v1.1.0", "b-v1.1.0", "c-v1.1.0");
    assertThat(pushes.owed()).isZero();
    List<LoggedRequest> refs =
        cloud.github().log().matching(call -> call.is("POST", "/git/refs") && call.status() == 201);
    assertThat(refs).hasSize(made.size());
    assertThat(pushes.ending().tags()).containsKeys(made.toArray(String[]::new));
    assertThat(cloud.github().log().unsupported()).isEmpty();
  }

  /** Sends it to the process that does not sleep until it is done. */
  private static void finish(JsonNode dispatch) {
    Run run = Run.send(other, dispatch);
    for (int times = 1; run.asksAgain() && times < MOST_TIMES; times++) {
      run = Run.send(other, dispatch);
    }
    assertThat(run.outcome()).as(run.report().toPrettyString()).isEqualTo("tagged");
  }
}
