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
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
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
  private static final List<String> WHERE_A_TAG_IS_OWED =
      List.of("refused with 500", "dropped before its effect", "dropped after its effect");
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
      Undisturbed undisturbed = Undisturbed.of(push, () -> new DisturbedPush(dynamoDb));
      PLACES.forEach(
          (name, place) -> {
            List<AwsFaults.Call> calls = place.apply(push.scene()).calls();
            assertThat(calls).isNotEmpty();
            for (AwsFaults.Call call : calls) {
              FAULTS.keySet().forEach(it -> tests.addAll(casesAt(name, call, it, undisturbed)));
            }
          });
    }
    System.out.println(cases.counted("Faults at calls to AWS"));
    return tests;
  }

  /** At the calls that read and write the mark, beside which it is remembered. */
  @TestFactory
  List<DynamicTest> theEndIsTheSameWhereATagIsOwed() {
    List<DynamicTest> tests = new ArrayList<>();
    try (DisturbedPush push = DisturbedPush.owing(dynamoDb)) {
      Undisturbed undisturbed = Undisturbed.of(push, () -> DisturbedPush.owing(dynamoDb));
      List<AwsFaults.Call> calls = push.scene().tableFaults().calls();
      for (AwsFaults.Call call : calls) {
        if (OwedTag.mayConcern(call, calls.size())) {
          WHERE_A_TAG_IS_OWED.forEach(
              it -> tests.addAll(casesAt("DynamoDB", call, it, undisturbed)));
        }
      }
    }
    assertThat(tests).hasSizeGreaterThan(4 * WHERE_A_TAG_IS_OWED.size());
    return tests;
  }

  private static List<DynamicTest> casesAt(
      String place, AwsFaults.Call call, String fault, Undisturbed undisturbed) {
    String where =
        "%s %d where %d tags are made".formatted(place, call.number(), undisturbed.tags());
    Disturbance once =
        new Disturbance(
            Objects.requireNonNull(PLACES.get(place)),
            call.number(),
            call.number(),
            Objects.requireNonNull(FAULTS.get(fault)));
    return List.of(
        cases.begin(fault + ", once", where, () -> theSame(undisturbed, once)),
        cases.begin(
            fault + ", to the end of the run", where, () -> theSame(undisturbed, once.toTheEnd())));
  }

  /** A push at which nothing went wrong. */
  private record Undisturbed(Supplier<DisturbedPush> pushes, Ending ending) {
    static Undisturbed of(DisturbedPush push, Supplier<DisturbedPush> pushes) {
      return new Undisturbed(pushes, push.untilDone(DisturbedPush.AMPLE, () -> {}));
    }

    int tags() {
      return ending.tags().size();
    }
  }

  /** A fault from one call to another. */
  private record Disturbance(
      Function<AwsScene, AwsFaults> place, int first, int last, Fault fault) {
    Disturbance toTheEnd() {
      return new Disturbance(place, first, Integer.MAX_VALUE, fault);
    }
  }

  private static void theSame(Undisturbed undisturbed, Disturbance disturbance) {
    try (DisturbedPush push = undisturbed.pushes().get()) {
      AwsFaults faults = disturbance.place().apply(push.scene());
      faults.when(
          call -> disturbance.first() <= call.number() && call.number() <= disturbance.last(),
          disturbance.fault());

      assertThat(push.untilDone(DisturbedPush.SHORT, faults::mend)).isEqualTo(undisturbed.ending());

      // Writers side by side take more turns at the pace, or fewer, than in the undisturbed run.
      if (faults.calls().size() < disturbance.first()) {
        NEVER_CAME.incrementAndGet();
      }
      TagWrites writes = push.tagWrites();
      assertThat(writes.refs()).isEqualTo(push.tags());
      assertThat(writes.refsMade()).isEqualTo(push.tags());
      assertThat(writes.changes()).isZero();
      push.isDone();
    }
  }
}
