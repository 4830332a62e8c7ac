package io.charttagger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.charttagger.local.LocalCloud;
import io.charttagger.local.Run;
import io.charttagger.local.aws.AwsFaults;
import io.charttagger.local.git.GitHistory;
import io.charttagger.local.github.CallName;
import io.charttagger.local.github.DispatchMessage;
import io.charttagger.local.github.Fault;
import io.charttagger.local.github.Faults;
import io.charttagger.local.github.SimulatedRepository;
import io.charttagger.local.lambda.LambdaHost;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * The function's process is killed just before and just after every call to GitHub and to AWS of a
 * push of two charts: another process, asked once the dead one's leases have run out, leaves
 * exactly what an undisturbed run leaves, and writes no tag twice.
 */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("EveryKillTest") // its cases share a cloud: one after the other
@Tag("exhaustive")
final class EveryKillTest {
  private static final Duration ALLOWED = Duration.ofMinutes(1);
  private static final int STARTED_AHEAD = 2;
  private static final int MOST_ASKED = 4;
  private static final int ALLOWANCE = 100_000;

  private static LocalCloud cloud;

  // Each victim is a fresh process: it asks for the secret and a token as well.
  private static final Queue<LambdaHost> VICTIMS = new ArrayDeque<>();

  @BeforeAll
  static void start() {
    cloud =
        LocalCloud.start(
            LocalCloud.Plan.of(Map.of("CLEANUP_BRANCHES", TwoChartPush.SPENT))
                .withSignedTags()
                // None of them lives long enough for more.
                .withFlags("-XX:TieredStopAtLevel=1"));
    // All these pushes are hours of GitHub's usual allowance.
    cloud.github().limits().primary(ALLOWANCE);
  }

  @AfterAll
  static void stop() {
    VICTIMS.clear();
    cloud.close();
  }

  private enum Kind {
    USUAL,
    /** Another tag is owed. */
    OWING,
    /** The tags get GitHub Releases. */
    PUBLISHING
  }

  /** A push in a repository of its own, and nothing in the logs yet. */
  private record Case(
      Kind kind, SimulatedRepository repository, JsonNode dispatch, Optional<OwedTag> owed) {
    static Case of(String name, Kind kind) {
      SimulatedRepository repository = cloud.host(name, GitHistory.inMemory().repository());
      TwoChartPush push =
          kind == Kind.PUBLISHING
              ? TwoChartPush.publishing(repository)
              : TwoChartPush.in(repository);
      Optional<OwedTag> owed =
          kind == Kind.OWING
              ? Optional.of(OwedTag.of(push.before(), "a-v1.0.0"))
              : Optional.empty();
      owed.ifPresent(it -> it.remember(cloud.dynamoDb(), repository, push.before()));
      cloud.forgetPace(repository);
      cloud.github().log().clear();
      cloud.secrets().faults().forgetCalls();
      cloud.dynamoDb().faults().forgetCalls();
      return new Case(
          kind, repository, DispatchMessage.of(repository, push.before(), push.after()), owed);
    }

    int tags() {
      return owed.isPresent() ? 3 : 2;
    }

    Ending ending() {
      return Ending.of(repository, cloud.github());
    }
  }

  /**
   * One way to die.
   *
   * @param where the call
   * @param makesRef whether that call makes a tag's ref
   * @param arm lays the fault that kills the process
   */
  private record Death(String where, boolean makesRef, boolean after, Laying arm) {}

  /** Lays a fault for the repository of a case, which does this to the process. */
  @FunctionalInterface
  private interface Laying {
    void lay(Case of, Runnable kill);
  }

  @TestFactory
  List<DynamicTest> anotherProcessEndsWhatADeadOneBegan() {
    return tests(Kind.USUAL);
  }

  @TestFactory
  List<DynamicTest> anotherProcessMakesTheTagThatWasOwed() {
    return tests(Kind.OWING);
  }

  @TestFactory
  List<DynamicTest> anotherProcessPublishesTheReleasesOnce() {
    return tests(Kind.PUBLISHING);
  }

  private static List<DynamicTest> tests(Kind kind) {
    String name = kind.name().toLowerCase(Locale.ROOT) + "-";
    Case undisturbed = Case.of(name + 0, kind);
    LambdaHost host = victim();
    assertThat(host.invoke(undisturbed.dispatch().toString(), ALLOWED).body())
        .contains("\"tagged\"");
    host.close();
    Ending ending = undisturbed.ending();
    assertThat(ending.tags()).hasSize(undisturbed.tags());
    assertThat(ending.releases()).hasSize(kind == Kind.PUBLISHING ? 2 : 0);
    List<Death> deaths = deaths(undisturbed);
    System.out.println("Processes killed at one call each: " + deaths.size());
    List<DynamicTest> tests = new ArrayList<>();
    for (Death death : deaths) {
      String repository = name + (tests.size() + 1);
      tests.add(
          DynamicTest.dynamicTest(
              death.where(), () -> survived(death, Case.of(repository, kind), ending)));
    }
    return tests;
  }

  private static List<Death> deaths(Case undisturbed) {
    List<Death> deaths = new ArrayList<>();
    for (CallName call : CallName.in(cloud.github().log())) {
      boolean makesTag = OwedTag.writesTag(call.method(), call.path());
      boolean isOfItsKind =
          switch (undisturbed.kind()) {
            case USUAL -> true;
            case OWING -> makesTag;
            case PUBLISHING -> call.path().endsWith("/releases");
          };
      if (!isOfItsKind) {
        continue;
      }
      deaths.add(
          new Death(
              "before " + call,
              call.makesRef(),
              false,
              (of, kill) -> {
                Faults faults = cloud.github().faults();
                CallName here = call.about(of.repository(), undisturbed.repository());
                faults.next(here.fits(), new Fault.Before(kill));
                faults.next(here.fits(), new Fault.DropBefore());
              }));
      deaths.add(
          new Death(
              "after " + call,
              call.makesRef(),
              true,
              (of, kill) -> {
                Faults faults = cloud.github().faults();
                CallName here = call.about(of.repository(), undisturbed.repository());
                faults.next(here.fits(), new Fault.After(kill));
                faults.next(here.fits(), new Fault.DropAfter());
              }));
    }
    AwsFaults table = cloud.dynamoDb().faults();
    int calls = table.calls().size();
    switch (undisturbed.kind()) {
      case USUAL -> {
        deaths.addAll(deathsAt("Secrets Manager", cloud.secrets().faults(), call -> true));
        deaths.addAll(deathsAt("DynamoDB", table, call -> true));
      }
      case OWING ->
          deaths.addAll(deathsAt("DynamoDB", table, call -> OwedTag.mayConcern(call, calls)));
      // The last ones are those around and after the releases.
      case PUBLISHING ->
          deaths.addAll(deathsAt("DynamoDB", table, call -> call.number() > calls / 2));
    }
    return deaths;
  }

  private static List<Death> deathsAt(
      String place, AwsFaults faults, Predicate<AwsFaults.Call> which) {
    List<Death> deaths = new ArrayList<>();
    for (AwsFaults.Call call : faults.calls().stream().filter(which).toList()) {
      Consumer<AwsFaults.Fault> lay =
          fault -> faults.when(it -> it.number() == call.number(), fault);
      String where = place + " " + call.number();
      deaths.add(
          new Death(
              "before " + where,
              false,
              false,
              (of, kill) -> lay.accept(new AwsFaults.Fault.DropBefore(kill))));
      deaths.add(
          new Death(
              "after " + where,
              false,
              true,
              (of, kill) -> lay.accept(new AwsFaults.Fault.DropAfter(kill))));
    }
    return deaths;
  }

  private static void survived(Death death, Case here, Ending undisturbed) {
    LambdaHost victim = victim();
    AtomicBoolean came = new AtomicBoolean();
    death
        .arm()
        .lay(
            here,
            () -> {
              came.set(true);
              victim.kill();
            });

    LambdaHost.Answer answer = victim.invoke(here.dispatch().toString(), ALLOWED);
    // Writers side by side take more turns at the pace, or fewer, than in the undisturbed run.
    assertThat(came.get() || death.where().contains("DynamoDB")).isTrue();
    assertThat(answer instanceof LambdaHost.Answer.Crashed).isEqualTo(came.get());
    victim.close();
    cloud.secrets().faults().mend();
    cloud.dynamoDb().faults().mend();
    askUntilDone(here);

    assertThat(here.ending()).isEqualTo(undisturbed);
    TagWrites writes = TagWrites.in(cloud.github().log());
    assertThat(writes.refsMade())
        .isEqualTo(here.tags() - (death.makesRef() && death.after() ? 1 : 0));
    assertThat(writes.refs()).isEqualTo(here.tags() + (death.makesRef() && !death.after() ? 1 : 0));
    assertThat(writes.changes()).isZero();
    assertThat(OwedTag.mark(cloud.dynamoDb(), here.repository()).owed()).isEmpty();
  }

  /** The leases of a dead process are not waited for but aged. */
  private static void askUntilDone(Case here) {
    for (int asked = 0; asked < MOST_ASKED; asked++) {
      Run run = Run.send(cloud, here.dispatch());
      if (run.outcome().equals("tagged")) {
        return;
      }
      assertThat(run.asksAgain()).as(run.report().toString()).isTrue();
      cloud.runOutLeases();
    }
    throw new AssertionError("not done after " + MOST_ASKED + " times");
  }

  private static LambdaHost victim() {
    while (VICTIMS.size() <= STARTED_AHEAD) {
      VICTIMS.add(cloud.another());
    }
    return VICTIMS.remove();
  }
}
