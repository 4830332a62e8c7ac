package io.charttagger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.local.aws.AwsFaults;
import io.charttagger.local.aws.AwsFaults.Fault;
import io.charttagger.local.aws.LocalDynamoDb;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * Every fault at every call to AWS of a push of two charts, once and from there to the end of the
 * run: asked again until it is done, the run leaves exactly what an undisturbed one leaves, and no
 * tag was written twice.
 */
@Tag("exhaustive")
final class EveryAwsFaultTest {
  private static final Map<String, Fault> FAULTS = faults();
  private static final Map<String, Function<AwsScene, AwsFaults>> PLACES =
      Map.of("Secrets Manager", AwsScene::secretFaults, "DynamoDB", AwsScene::tableFaults);
  private static final int CASES_AT_ONCE = 64;

  private static final AtomicInteger NEVER_CAME = new AtomicInteger();

  private static LocalDynamoDb dynamoDb;
  private static SideBySide cases;

  @BeforeAll
  static void start() {
    dynamoDb = LocalDynamoDb.start();
    cases = new SideBySide(CASES_AT_ONCE);
  }

  @AfterAll
  static void stop() {
    cases.close();
    dynamoDb.close();
    System.out.println("of them at a call that never came: " + NEVER_CAME);
  }

  private static Map<String, Fault> faults() {
    Map<String, Fault> all = new LinkedHashMap<>();
    all.put("refused with 500", Fault.down());
    all.put("refused with 503", new Fault.Refuse(503, "ServiceUnavailable"));
    all.put("throttled", Fault.throttled());
    all.put("dropped before its effect", Fault.dropBefore());
    all.put("dropped after its effect", Fault.dropAfter());
    all.put("hangs before its effect", new Fault.HangBefore(DisturbedPush.SILENCE));
    all.put("hangs after its effect", new Fault.HangAfter(DisturbedPush.SILENCE));
    all.put("done when nobody waits any more", new Fault.Delay(Duration.ofSeconds(3)));
    return all;
  }

  @TestFactory
  List<DynamicTest> theEndIsTheSame() {
    List<DynamicTest> tests = new ArrayList<>();
    try (DisturbedPush push = new DisturbedPush(dynamoDb)) {
      Ending undisturbed = push.untilDone(DisturbedPush.AMPLE, () -> {});
      PLACES.forEach(
          (name, place) -> {
            int calls = place.apply(push.scene()).calls().size();
            assertThat(calls).isPositive();
            for (int call = 1; call <= calls; call++) {
              tests.addAll(casesAt(name, call, undisturbed));
            }
          });
    }
    System.out.println(cases.counted("Faults at calls to AWS"));
    return tests;
  }

  private static List<DynamicTest> casesAt(String place, int call, Ending undisturbed) {
    List<DynamicTest> tests = new ArrayList<>();
    String where = place + " " + call;
    FAULTS.forEach(
        (name, fault) -> {
          tests.add(
              cases.begin(
                  name + ", once",
                  where,
                  () ->
                      theSame(undisturbed, new Disturbance(PLACES.get(place), call, call, fault))));
          tests.add(
              cases.begin(
                  name + ", to the end of the run",
                  where,
                  () ->
                      theSame(
                          undisturbed,
                          new Disturbance(PLACES.get(place), call, Integer.MAX_VALUE, fault))));
        });
    return tests;
  }

  /** A fault from one call to another. */
  private record Disturbance(
      Function<AwsScene, AwsFaults> place, int first, int last, Fault fault) {}

  private static void theSame(Ending undisturbed, Disturbance disturbance) {
    try (DisturbedPush push = new DisturbedPush(dynamoDb)) {
      AwsFaults faults = disturbance.place().apply(push.scene());
      faults.when(
          call -> disturbance.first() <= call.number() && call.number() <= disturbance.last(),
          disturbance.fault());

      assertThat(push.untilDone(DisturbedPush.SHORT, faults::mend)).isEqualTo(undisturbed);

      // Writers side by side take more turns at the pace, or fewer, than in the undisturbed run.
      if (faults.calls().size() < disturbance.first()) {
        NEVER_CAME.incrementAndGet();
      }
      TagWrites writes = push.tagWrites();
      assertThat(writes.refs()).isEqualTo(2);
      assertThat(writes.refsMade()).isEqualTo(2);
      assertThat(writes.changes()).isZero();
      push.isDone();
    }
  }
}
