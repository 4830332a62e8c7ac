package io.charttagger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.local.aws.LocalDynamoDb;
import io.charttagger.local.github.CallName;
import io.charttagger.local.github.Fault;
import io.charttagger.port.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * Every fault at every call to GitHub of a push of two charts: asked again until it is done, the
 * run leaves exactly what an undisturbed one leaves, and no tag was written twice.
 */
@Tag("exhaustive")
final class EveryGitHubFaultTest {
  private static final Map<String, Trouble> TROUBLES = troubles();
  private static final List<String> WHERE_A_TAG_IS_OWED =
      List.of("refused with 502", "dropped before its effect", "dropped after its effect");
  private static final int CASES_AT_ONCE = 64;

  // A request has ten seconds.
  private static final Duration TOO_LATE = Duration.ofSeconds(11);
  private static final Duration AT_LAST = Duration.ofMinutes(1);

  private static LocalDynamoDb dynamoDb;
  private static SideBySide cases;
  private static Undisturbed usual;
  private static Undisturbed owing;
  private static Undisturbed publishing;
  private static Undisturbed publishingLater;

  @BeforeAll
  static void start() {
    dynamoDb = LocalDynamoDb.start();
    cases = new SideBySide(CASES_AT_ONCE);
    usual = undisturbed(() -> new DisturbedPush(dynamoDb));
    owing = undisturbed(() -> DisturbedPush.owing(dynamoDb));
    publishing = undisturbed(() -> DisturbedPush.publishing(dynamoDb));
    publishingLater = published(() -> DisturbedPush.publishingLater(dynamoDb));
    assertThat(publishing.ending().releases()).hasSize(2);
    assertThat(publishingLater.ending().releases()).hasSize(4);
  }

  /** As the other, where the tags exist. */
  private static Undisturbed published(Supplier<DisturbedPush> pushes) {
    try (DisturbedPush push = pushes.get()) {
      Ending ending = push.untilDone(DisturbedPush.AMPLE, () -> {});
      return new Undisturbed(pushes, ending, CallName.in(push.scene().github().log()));
    }
  }

  private static Undisturbed undisturbed(Supplier<DisturbedPush> pushes) {
    try (DisturbedPush push = pushes.get()) {
      Ending ending = push.untilDone(DisturbedPush.AMPLE, () -> {});
      List<CallName> calls = CallName.in(push.scene().github().log());
      int tags = push.tags();
      assertThat(ending.tags()).hasSize(tags);
      assertThat(push.tagWrites()).isEqualTo(new TagWrites(tags, tags, tags, 0));
      push.isDone();
      return new Undisturbed(pushes, ending, calls);
    }
  }

  /** A push at which nothing went wrong. */
  private record Undisturbed(Supplier<DisturbedPush> pushes, Ending ending, List<CallName> calls) {}

  @AfterAll
  static void stop() {
    cases.close();
    dynamoDb.close();
  }

  /**
   * What goes wrong.
   *
   * @param time that each run has
   * @param faults all for the one call, in their order
   */
  private record Trouble(Duration time, Function<ManualClock, List<Fault>> faults) {
    static Trouble of(Fault fault) {
      return new Trouble(DisturbedPush.AMPLE, clock -> List.of(fault));
    }

    boolean isAfterTheEffect() {
      return faults.apply(new ManualClock()).stream()
          .anyMatch(fault -> fault instanceof Fault.DropAfter || fault instanceof Fault.HangAfter);
    }

    /** The run's time passes while nothing is heard of the call. */
    static Trouble untilTheTimeIsUp(Fault silence) {
      return new Trouble(
          DisturbedPush.SHORT,
          clock -> List.of(new Fault.Before(() -> clock.pause(DisturbedPush.SHORT)), silence));
    }
  }

  private static Map<String, Trouble> troubles() {
    Fault hangBefore = new Fault.HangBefore(DisturbedPush.SILENCE);
    Fault hangAfter = new Fault.HangAfter(DisturbedPush.SILENCE);
    Map<String, Trouble> all = new LinkedHashMap<>();
    all.put("refused with 500", Trouble.of(Fault.Refuse.with(500, "Server Error")));
    all.put("refused with 502", Trouble.of(Fault.Refuse.with(502, "Bad Gateway")));
    all.put("limited, told how long", Trouble.of(Fault.Refuse.secondaryLimit(403, true)));
    all.put("limited, not told how long", Trouble.of(Fault.Refuse.secondaryLimit(403, false)));
    all.put("dropped before its effect", Trouble.of(new Fault.DropBefore()));
    all.put("dropped after its effect", Trouble.of(new Fault.DropAfter()));
    all.put("hangs before its effect", Trouble.of(hangBefore));
    all.put("hangs after its effect", Trouble.of(hangAfter));
    all.put("hangs before its effect until time is up", Trouble.untilTheTimeIsUp(hangBefore));
    all.put("hangs after its effect until time is up", Trouble.untilTheTimeIsUp(hangAfter));
    return all;
  }

  @TestFactory
  List<DynamicTest> theEndIsTheSame() {
    List<DynamicTest> tests = new ArrayList<>();
    for (CallName call : usual.calls()) {
      TROUBLES.forEach(
          (name, trouble) ->
              tests.add(cases.begin(name, call.toString(), () -> theSame(usual, call, trouble))));
      if (!call.method().equals("GET")) {
        tests.add(
            cases.begin(
                "done when nobody waits any more", call.toString(), () -> late(usual, call)));
      }
    }
    System.out.println(
        cases.counted("Faults at one of %d calls to GitHub".formatted(usual.calls().size())));
    return tests;
  }

  @TestFactory
  List<DynamicTest> theEndIsTheSameWhereATagIsOwed() {
    List<DynamicTest> tests = new ArrayList<>();
    OwedTag owed;
    try (DisturbedPush push = DisturbedPush.owing(dynamoDb)) {
      owed = push.owed();
    }
    for (CallName call : owing.calls()) {
      if (owed.concerns(call)) {
        for (String name : WHERE_A_TAG_IS_OWED) {
          tests.add(
              cases.begin(
                  name + ", where a tag is owed",
                  call.toString(),
                  () -> theSame(owing, call, Objects.requireNonNull(TROUBLES.get(name)))));
        }
      }
    }
    assertThat(tests).hasSizeGreaterThan(WHERE_A_TAG_IS_OWED.size() * 3);
    return tests;
  }

  @TestFactory
  List<DynamicTest> theEndIsTheSameWhereReleasesArePublished() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Undisturbed undisturbed : List.of(publishing, publishingLater)) {
      for (CallName call : undisturbed.calls()) {
        if (call.path().contains("/releases")) {
          TROUBLES.forEach(
              (name, trouble) ->
                  tests.add(
                      cases.begin(
                          name + ", of a release",
                          call.toString(),
                          () -> samePublished(undisturbed, call, trouble))));
          if (!call.method().equals("GET")) {
            tests.add(
                cases.begin(
                    "done when nobody waits any more, of a release",
                    call.toString(),
                    () -> late(undisturbed, call)));
          }
        }
      }
    }
    assertThat(tests).hasSize(6 * TROUBLES.size() + 4);
    return tests;
  }

  /** Each tag has one release, with the text that it has anyway. */
  private static void samePublished(Undisturbed undisturbed, CallName call, Trouble trouble) {
    try (DisturbedPush push = undisturbed.pushes().get()) {
      for (Fault fault : trouble.faults().apply(push.scene().clock())) {
        push.scene().github().faults().next(call.fits(), fault);
      }

      assertThat(push.untilDone(trouble.time(), () -> {})).isEqualTo(undisturbed.ending());

      assertThat(push.scene().github().faults().areToCome()).as("the fault is to come").isFalse();
      push.isDone();
      assertThat(push.ending()).isEqualTo(undisturbed.ending());
    }
  }

  private static void theSame(Undisturbed undisturbed, CallName call, Trouble trouble) {
    try (DisturbedPush push = undisturbed.pushes().get()) {
      for (Fault fault : trouble.faults().apply(push.scene().clock())) {
        push.scene().github().faults().next(call.fits(), fault);
      }

      assertThat(push.untilDone(trouble.time(), () -> {})).isEqualTo(undisturbed.ending());

      assertThat(push.scene().github().faults().areToCome()).as("the fault is to come").isFalse();
      // What hangs is not in the log, what was dropped is there without an answer.
      TagWrites writes = push.tagWrites();
      boolean madeUnanswered = call.makesRef() && trouble.isAfterTheEffect();
      assertThat(writes.refsMade()).isEqualTo(push.tags() - (madeUnanswered ? 1 : 0));
      assertThat(writes.refs() - writes.refsMade()).isLessThanOrEqualTo(call.makesRef() ? 1 : 0);
      // One that may be missing is made again, and is the same.
      assertThat(writes.objects()).isLessThanOrEqualTo(push.tags() + 2);
      assertThat(writes.changes()).isZero();
      push.isDone();
    }
  }

  /** The write is done after its time-out, while the run has read back and gone on. */
  private static void late(Undisturbed undisturbed, CallName call) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    try (DisturbedPush push = undisturbed.pushes().get()) {
      push.scene().github().faults().next(call.fits(), new Fault.Delay(TOO_LATE));
      push.scene().github().faults().next(call.fits(), new Fault.After(done::countDown));

      push.untilDone(DisturbedPush.AMPLE, () -> {});

      assertThat(done.await(AT_LAST.toSeconds(), TimeUnit.SECONDS)).isTrue();
      push.isDone();
      assertThat(push.ending()).isEqualTo(undisturbed.ending());
    }
  }
}
