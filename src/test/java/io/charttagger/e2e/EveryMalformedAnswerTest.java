package io.charttagger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.local.aws.LocalDynamoDb;
import io.charttagger.local.github.CallKind;
import io.charttagger.local.github.CallName;
import io.charttagger.local.github.Fault;
import io.charttagger.local.github.Faults;
import io.charttagger.local.github.ForeignHost;
import io.charttagger.local.github.WrongAnswer;
import io.charttagger.report.Report;
import io.charttagger.report.ReportJson;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Every wrong answer at every endpoint of a push of two charts, once and always: no exception
 * leaves the run, no wrong tag is made, nothing is taken for gone, no other host is contacted; and
 * once the answers are right again, the run leaves exactly what an undisturbed one leaves.
 */
@Execution(ExecutionMode.CONCURRENT)
@Tag("exhaustive")
final class EveryMalformedAnswerTest {
  private static final Map<String, Function<URI, WrongAnswer>> ANSWERS = answers();
  // They hardly wait; more of them at once only make the lock table time out.
  private static final int CASES_AT_ONCE = 8;

  // What a run may say while the answers are wrong. All of it is "not yet", or done nevertheless;
  // only what does not pass by itself may be a failure, which then is somebody's to act on.
  private static final Set<String> PASSING = Set.of("incomplete", "tagged");
  private static final Set<String> REDIRECTED = Set.of("incomplete", "tagged", "failed");
  private static final Set<String> MISSING_FOR_GOOD =
      Set.of("incomplete", "tagged", "failed", "rejected");

  // What it may say of a chart: to do, done, or that GitHub refused it.
  private static final Set<String> CHARTS =
      Set.of("create", "created", "already-tagged", "refused");

  private static final MalformedAnswerTable TABLE = new MalformedAnswerTable();

  private static LocalDynamoDb dynamoDb;
  private static SideBySide cases;
  private static Undisturbed usual;
  private static Undisturbed publishing;

  @BeforeAll
  static void start() {
    dynamoDb = LocalDynamoDb.start();
    cases = new SideBySide(CASES_AT_ONCE);
    usual = undisturbed(() -> DisturbedPush.askingMore(dynamoDb));
    publishing = undisturbed(() -> DisturbedPush.publishingLater(dynamoDb));
    assertThat(publishing.ending().releases()).hasSize(4);
  }

  /** A push at which nothing went wrong. */
  private record Undisturbed(
      Supplier<DisturbedPush> pushes, Ending ending, List<CallName> calls, List<CallKind> kinds) {}

  private static Undisturbed undisturbed(Supplier<DisturbedPush> pushes) {
    try (DisturbedPush push = pushes.get()) {
      Ending ending = push.untilDone(DisturbedPush.AMPLE, () -> {});
      List<CallName> calls = CallName.in(push.scene().github().log());
      List<CallKind> kinds = CallKind.in(push.scene().github().log());
      assertThat(ending.tags()).hasSize(4);
      push.isDone();
      return new Undisturbed(pushes, ending, calls, kinds);
    }
  }

  @AfterAll
  static void stop() {
    cases.close();
    dynamoDb.close();
    TABLE.print();
  }

  private static Map<String, Function<URI, WrongAnswer>> answers() {
    Map<String, Function<URI, WrongAnswer>> all = new LinkedHashMap<>();
    all.put("an HTML page", any -> new WrongAnswer.Page());
    all.put("{}", any -> new WrongAnswer.Text("{}"));
    all.put("[]", any -> new WrongAnswer.Text("[]"));
    all.put("something else", any -> new WrongAnswer.SomethingElse());
    all.put("half of it", any -> new WrongAnswer.Half());
    all.put("torn", any -> new WrongAnswer.Torn());
    all.put("half a gzip", any -> new WrongAnswer.HalfGzip());
    all.put("not UTF-8", any -> new WrongAnswer.NotUtf8());
    for (int status : new int[] {199, 204, 600, 999}) {
      all.put("status " + status, any -> new WrongAnswer.Strange(status));
    }
    for (int status : new int[] {301, 302, 307}) {
      all.put("redirect " + status, foreign -> new WrongAnswer.Redirect(status, foreign));
    }
    all.put("404", any -> new WrongAnswer.Missing());
    all.put("300 MB announced", any -> new WrongAnswer.Endless(300L << 20, true));
    all.put("300 MB in chunks", any -> new WrongAnswer.Endless(300L << 20, false));
    return all;
  }

  /**
   * What goes wrong.
   *
   * @param answer its name in the table
   * @param always whether it comes as long as somebody asks, or once
   * @param done whether a write is done all the same
   */
  private record Trouble(String answer, boolean always, boolean done) {
    Fault fault(ForeignHost foreign) {
      return new Fault.Answer(ANSWERS.get(answer).apply(foreign.url()), done);
    }

    boolean isHuge() {
      return answer.startsWith("300 MB");
    }

    /** Which of several calls of one kind meets it makes a difference. */
    boolean dependsOnTheCall() {
      return answer.equals("404") || answer.equals("something else");
    }

    Set<String> admissible() {
      if (answer.startsWith("redirect")) {
        return REDIRECTED;
      }
      return answer.equals("404") && always ? MISSING_FOR_GOOD : PASSING;
    }

    @Override
    public String toString() {
      return (always ? "always " : "once ") + answer + (done ? ", yet done" : "");
    }
  }

  @TestFactory
  List<DynamicTest> theRunSaysNotYetAndThenTheEndIsTheSame() {
    return tests(usual, kind -> true);
  }

  @TestFactory
  List<DynamicTest> theSameHoldsForReleases() {
    List<DynamicTest> tests = tests(publishing, kind -> kind.path().startsWith("releases"));
    assertThat(tests).hasSizeGreaterThan(80);
    return tests;
  }

  private static List<DynamicTest> tests(Undisturbed undisturbed, Predicate<CallKind> which) {
    List<DynamicTest> tests = new ArrayList<>();
    List<DynamicTest> oneByOne = new ArrayList<>();
    for (CallKind kind : undisturbed.kinds().stream().filter(which).toList()) {
      for (Trouble trouble : troublesOf(kind)) {
        Case of = new Case(undisturbed, kind, trouble);
        if (trouble.isHuge()) {
          oneByOne.add(
              DynamicTest.dynamicTest(kind + ": " + trouble, () -> settles(of, kind.fits())));
        } else if (trouble.dependsOnTheCall() && !trouble.always()) {
          for (CallName call : callsOf(of)) {
            tests.add(begin(call.toString(), of, call.fits()));
          }
        } else {
          tests.add(begin(kind.toString(), of, kind.fits()));
        }
      }
    }
    // Last, because each of them may take all the memory there is.
    tests.addAll(oneByOne);
    return tests;
  }

  /** A trouble at the calls of one kind. */
  private record Case(Undisturbed undisturbed, CallKind kind, Trouble trouble) {

    /**
     * What the end must have. That there are no tags is an answer like any other: a release is then
     * compared with none.
     */
    Ending known(Ending ending) {
      return trouble.answer().equals("[]") && kind.toString().contains("matching-refs")
          ? ending.withoutComparisons()
          : ending;
    }
  }

  private static DynamicTest begin(String where, Case of, Predicate<Faults.Arrival> which) {
    return cases.begin(of.trouble().toString(), where, () -> settles(of, which));
  }

  private static List<Trouble> troublesOf(CallKind kind) {
    List<Trouble> troubles = new ArrayList<>();
    for (String answer : ANSWERS.keySet()) {
      // To a deletion 204 is the right answer.
      if (answer.equals("status 204") && kind.method().equals("DELETE")) {
        continue;
      }
      // The list of another head's commits: what belongs into a merge commit's list cannot be
      // known.
      if (kind.toString().equals("GET commits") && answer.equals("something else")) {
        continue;
      }
      for (boolean done : kind.isRead() ? new boolean[] {false} : new boolean[] {false, true}) {
        Trouble always = new Trouble(answer, true, done);
        if (!always.isHuge()) {
          troubles.add(new Trouble(answer, false, done));
        }
        troubles.add(always);
      }
    }
    return troubles;
  }

  private static List<CallName> callsOf(Case of) {
    return of.undisturbed().calls().stream()
        .filter(call -> CallKind.of(call.method(), call.path()).equals(of.kind()))
        .toList();
  }

  private static void settles(Case of, Predicate<Faults.Arrival> which) {
    Trouble trouble = of.trouble();
    Ending undisturbed = of.undisturbed().ending();
    MalformedAnswerTable.Cell cell = TABLE.cell(of.kind().toString(), trouble.answer());
    try (ForeignHost foreign = ForeignHost.start();
        DisturbedPush push = of.undisturbed().pushes().get()) {
      Faults faults = push.scene().github().faults();
      if (trouble.always()) {
        faults.every(which, trouble.fault(foreign));
      } else {
        faults.next(which, trouble.fault(foreign));
      }

      Report first = push.ask(DisturbedPush.AMPLE);

      cell.add(ReportJson.word(first.outcome()));
      assertThat(faults.areToCome()).as("the fault is to come").isFalse();
      assertAdmissible(first, of, push.ending());
      assertThat(foreign.visitors()).isEmpty();

      faults.clear();
      push.scene().clock().pause(first.outcome().retryAfter());
      assertThat(of.known(push.untilDone(DisturbedPush.AMPLE, () -> {})))
          .isEqualTo(of.known(undisturbed));
      assertThat(foreign.visitors()).isEmpty();
    } catch (OutOfMemoryError held) {
      // JUnit would end here, with all the cases that are left.
      AssertionError wrong = new AssertionError("the answer was held in memory", held);
      cell.wrong(wrong);
      throw wrong;
    } catch (RuntimeException | Error wrong) {
      cell.wrong(wrong);
      throw wrong;
    }
  }

  private static void assertAdmissible(Report report, Case of, Ending ending) {
    Ending undisturbed = of.undisturbed().ending();
    String outcome = ReportJson.word(report.outcome());
    assertThat(outcome).as(report.message()).isIn(of.trouble().admissible());
    assertThat(undisturbed.tags()).as("no wrong tag").containsAllEntriesOf(ending.tags());
    assertThat(CHARTS).containsAll(Scene.outcomes(report).values());
    assertThat(ending.tags().keySet())
        .as("the tags that the report says are there")
        .containsAll(
            report.charts().stream()
                .filter(line -> line.result().hasTag())
                .map(line -> "refs/tags/" + line.subject().tag().orElseThrow())
                .toList());
    if (outcome.equals("tagged")) {
      assertThat(ending.tags()).isEqualTo(undisturbed.tags());
      assertThat(of.known(ending).pullRequests()).isEqualTo(of.known(undisturbed).pullRequests());
      assertThat(ending.releases()).isEqualTo(undisturbed.releases());
    } else if (report.charts().stream().noneMatch(line -> line.result().fails())) {
      assertThat(report.message() + report.releasePullRequests())
          .as("a sentence for people")
          .hasSizeBetween(20, 2_000)
          .doesNotContain("<html", "Exception");
    }
  }
}
