package io.charttagger.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * A process of the packaged function is stopped (SIGSTOP) while a call of its is on the way, for
 * longer than its leases; another one does its commit and the next. Then the call takes effect, the
 * process wakes up (SIGCONT) and goes on: it does no harm.
 *
 * <p>Its own clock has not moved, so it does not even know that it slept.
 */
final class PausedProcessTest {
  private static final Map<String, String> SETTINGS =
      Map.of("CLEANUP_BRANCHES", "integration/{chart}");
  private static final Duration ALLOWED = Duration.ofMinutes(5);
  private static final int MOST_TIMES = 5;

  private static final AtomicInteger REPOSITORIES = new AtomicInteger();
  private static LocalCloud cloud;
  private static LambdaHost sleeper;
  private static LambdaHost other;
  private static ExecutorService threads;
  private static TwoPushes.Ending undisturbed;

  @BeforeAll
  static void start() {
    cloud = LocalCloud.start(LocalCloud.Plan.of(SETTINGS).withFunctions(2));
    // So many cases within the hour; GitHub grants as much to the apps of large organisations.
    cloud.github().limits().primary(15_000);
    sleeper = cloud.functions().getFirst();
    other = cloud.functions().getLast();
    threads = Executors.newVirtualThreadPerTaskExecutor();
    undisturbed = undisturbed();
  }

  @AfterAll
  static void stop() {
    threads.close();
    cloud.close();
  }

  @Test
  void anUpdateOfTheReleasePullRequestThatComesLateTakesNoLineFromIt() {
    Call update = new Call("PATCH", "/pulls/4", 1);

    assertThat(whenItSleepsAt(update, Fault.Before::new)).isEqualTo(undisturbed);
  }

  @Test
  void aTagThatComesLateIsTheOneThatStands() {
    Call ref = new Call("POST", "/git/refs", 1);

    assertThat(whenItSleepsAt(ref, Fault.Before::new)).isEqualTo(undisturbed);
  }

  @TestFactory
  @Tag("exhaustive")
  List<DynamicTest> whateverCallItSleepsAtTheEndIsTheSame() {
    Map<String, Function<Runnable, Fault>> sides =
        Map.of("before its effect", Fault.Before::new, "after its effect", Fault.After::new);
    List<DynamicTest> cases = new ArrayList<>();
    for (Call call : calls()) {
      sides.forEach(
          (side, fault) ->
              cases.add(
                  DynamicTest.dynamicTest(
                      call + " " + side,
                      () -> assertThat(whenItSleepsAt(call, fault)).isEqualTo(undisturbed))));
    }
    System.out.println(cases.size() + " calls at which a process was stopped and woken");
    return cases;
  }

  /** The n-th request of this method and path, the repository's name left out. */
  private record Call(String method, String path, int nth) {
    /** Counts, so it is good for one log. */
    Predicate<Faults.Arrival> in(TwoPushes pushes) {
      AtomicInteger seen = new AtomicInteger();
      return arrival ->
          arrival.method().equals(method)
              && pushes.plain(arrival.path()).equals(path)
              && seen.incrementAndGet() == nth;
    }
  }

  private static TwoPushes repository() {
    TwoPushes pushes = new TwoPushes(cloud, "charts-" + REPOSITORIES.incrementAndGet());
    pushes.forgetPace();
    finish(pushes.earlier());
    cloud.github().log().clear();
    return pushes;
  }

  private static TwoPushes.Ending undisturbed() {
    try (TwoPushes pushes = repository()) {
      finish(pushes.first());
      finish(pushes.second());
      return pushes.ending();
    }
  }

  /** The calls of the first push, as the process makes them that will sleep. */
  private static List<Call> calls() {
    try (TwoPushes pushes = repository()) {
      send(sleeper, pushes.first());
      Map<String, Integer> seen = new HashMap<>();
      return cloud.github().log().all().stream()
          .map(
              request -> {
                String path = pushes.plain(request.path());
                return new Call(
                    request.method(), path, seen.merge(request.method() + path, 1, Integer::sum));
              })
          .toList();
    }
  }

  private static TwoPushes.Ending whenItSleepsAt(Call call, Function<Runnable, Fault> side) {
    try (TwoPushes pushes = repository()) {
      Hold hold = new Hold();
      CompletableFuture<Void> effect = new CompletableFuture<>();
      cloud.github().faults().next(call.in(pushes), side.apply(hold));
      cloud.github().faults().next(call.in(pushes), new Fault.After(() -> effect.complete(null)));
      CompletableFuture<JsonNode> woken =
          CompletableFuture.supplyAsync(() -> send(sleeper, pushes.first()), threads);

      hold.awaitArrival(woken);
      sleeper.pause();
      try {
        cloud.dynamoDb().runOutLeases();
        finish(pushes.second());
        finish(pushes.first());
      } finally {
        hold.letGo();
        effect.join();
        sleeper.resume();
      }

      assertThat(outcome(woken.join())).isIn("tagged", "in-progress", "incomplete");
      finish(pushes.first());
      assertEachTagWasMadeOnce(pushes);
      return pushes.ending();
    }
  }

  private static void assertEachTagWasMadeOnce(TwoPushes pushes) {
    Set<String> made = Set.of("a-v1.1.0", "b-v1.1.0", "c-v1.1.0");
    List<LoggedRequest> refs =
        cloud.github().log().matching(call -> call.is("POST", "/git/refs") && call.status() == 201);
    assertThat(refs).hasSize(made.size());
    assertThat(pushes.ending().tags()).containsKeys(made.toArray(String[]::new));
    assertThat(cloud.github().log().unsupported()).isEmpty();
  }

  /** Sends it to the process that does not sleep until it is done. */
  private static void finish(ObjectNode dispatch) {
    JsonNode report = send(other, dispatch);
    for (int again = 1; !outcome(report).equals("tagged") && again < MOST_TIMES; again++) {
      report = send(other, dispatch);
    }
    assertThat(outcome(report)).as(report.toPrettyString()).isEqualTo("tagged");
  }

  private static JsonNode send(LambdaHost host, ObjectNode dispatch) {
    try {
      return JsonMapper.builder()
          .build()
          .readTree(host.invoke(dispatch.toString(), ALLOWED).body());
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String outcome(JsonNode report) {
    return report.path("outcome").asText();
  }
}
