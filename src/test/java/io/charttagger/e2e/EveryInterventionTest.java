package io.charttagger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.CommitSha;
import io.charttagger.local.github.CallName;
import io.charttagger.local.github.Fault;
import io.charttagger.local.github.MergeMethod;
import io.charttagger.local.github.PullRequest;
import io.charttagger.local.github.Release;
import io.charttagger.report.ChartLine;
import io.charttagger.report.ChartResult;
import io.charttagger.report.Report;
import io.charttagger.report.RunOutcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevWalk;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * Somebody else does something between any two calls to GitHub of a push of two charts, the first
 * one of a repository and a later one: no tag is moved, the reports tell the truth, people's text
 * and work survive, and asked again it settles.
 */
@Tag("exhaustive")
final class EveryInterventionTest {
  private static final int CASES_AT_ONCE = 4;
  private static final int MOST_ASKED = 5;

  private static SideBySide cases;

  @BeforeAll
  static void start() {
    cases = new SideBySide(CASES_AT_ONCE);
  }

  @AfterAll
  static void stop() {
    cases.close();
  }

  private static Map<String, Consumer<ConcurrentActor>> interventions() {
    Map<String, Consumer<ConcurrentActor>> all = new LinkedHashMap<>();
    all.put("somebody tags another commit", ConcurrentActor::tagsAnotherCommit);
    all.put("somebody tags the same commit", ConcurrentActor::tagsTheSameCommit);
    all.put("somebody opens the pull request", ConcurrentActor::opensThePullRequest);
    all.put("somebody edits the pull request", ConcurrentActor::editsThePullRequest);
    all.put("somebody merges the pull request", ConcurrentActor::mergesThePullRequest);
    all.put("somebody closes the pull request", ConcurrentActor::closesThePullRequest);
    all.put("somebody pushes to the spent branch", ConcurrentActor::pushesToTheSpentBranch);
    all.put("somebody deletes the spent branch", ConcurrentActor::deletesTheSpentBranch);
    all.put("somebody moves main", ConcurrentActor::movesMain);
    return all;
  }

  private static Map<String, Consumer<ConcurrentActor>> interventionsInReleases() {
    Map<String, Consumer<ConcurrentActor>> all = new LinkedHashMap<>();
    all.put("somebody publishes a release", ConcurrentActor::publishesARelease);
    all.put("somebody drafts a release", ConcurrentActor::draftsARelease);
    all.put("somebody deletes the release", ConcurrentActor::deletesTheRelease);
    return all;
  }

  /** A push that is about to be worked on. */
  private record Pushed(Scene scene, CommitSha before, CommitSha after, String tag)
      implements AutoCloseable {

    /** The first one: there is no release pull request yet. */
    static Pushed first() {
      return first(Scene.Options.USUAL);
    }

    /** One whose tags get GitHub Releases. */
    static Pushed publishing() {
      return first(Scene.Options.USUAL.publishing(true));
    }

    private static Pushed first(Scene.Options options) {
      Scene scene = Scene.with(options.cleaning(TwoChartPush.SPENT));
      TwoChartPush push = TwoChartPush.in(scene.repository());
      return new Pushed(scene, push.before(), push.after(), "a-v1.1.0");
    }

    /** Another one, while the release pull request of the first is open. */
    static Pushed later() {
      Pushed first = first();
      Scene scene = first.scene();
      first.ask();
      CommitSha after =
          scene.mergePullRequest(
              "raise again",
              MergeMethod.SQUASH,
              Scene.all(
                  Scene.chart("charts/a", "a", "1.2.0"), Scene.chart("charts/b", "b", "1.2.0")));
      scene.history().branch(ConcurrentActor.SPENT, first.after());
      scene.simulator().log().clear();
      return new Pushed(scene, first.after(), after, "a-v1.2.0");
    }

    Report ask() {
      return scene.push(before, after);
    }

    List<CallName> calls() {
      return CallName.in(scene.simulator().log());
    }

    @Override
    public void close() {
      scene.close();
    }
  }

  /** Where a case begins. */
  private interface Beginning {
    Pushed push();
  }

  @TestFactory
  List<DynamicTest> nothingIsLostAndNothingUntrue() {
    List<DynamicTest> tests = new ArrayList<>();
    tests.addAll(around("first push", Pushed::first));
    tests.addAll(around("later push", Pushed::later));
    tests.addAll(aroundReleases());
    System.out.println(cases.counted("Interventions between two calls"));
    return tests;
  }

  private static List<DynamicTest> around(String title, Beginning beginning) {
    List<DynamicTest> tests = new ArrayList<>();
    for (CallName call : calls(beginning)) {
      tests.addAll(before(call, title, beginning, interventions()));
    }
    return tests;
  }

  private static List<DynamicTest> aroundReleases() {
    List<DynamicTest> tests = new ArrayList<>();
    for (CallName call : calls(Pushed::publishing)) {
      String title = "push with releases";
      tests.addAll(before(call, title, Pushed::publishing, interventionsInReleases()));
      if (call.path().endsWith("/releases")) {
        tests.addAll(before(call, title, Pushed::publishing, interventions()));
      }
    }
    return tests;
  }

  private static List<CallName> calls(Beginning beginning) {
    try (Pushed undisturbed = beginning.push()) {
      assertThat(undisturbed.ask().outcome()).isInstanceOf(RunOutcome.Tagged.class);
      return undisturbed.calls();
    }
  }

  private static List<DynamicTest> before(
      CallName call,
      String title,
      Beginning beginning,
      Map<String, Consumer<ConcurrentActor>> interventions) {
    List<DynamicTest> tests = new ArrayList<>();
    interventions.forEach(
        (name, doing) ->
            tests.add(
                cases.begin(
                    name, title + ", before " + call, () -> holds(beginning.push(), call, doing))));
    return tests;
  }

  private static void holds(Pushed pushed, CallName call, Consumer<ConcurrentActor> doing)
      throws IOException {
    try (pushed) {
      Scene scene = pushed.scene();
      ConcurrentActor somebody = new ConcurrentActor(scene, pushed.after(), pushed.tag());
      Map<String, String> stood = new TreeMap<>();
      scene
          .simulator()
          .faults()
          .next(
              call.fits(),
              new Fault.Before(
                  () -> {
                    // As all writes to a repository: one at a time.
                    synchronized (scene.repository()) {
                      doing.accept(somebody);
                      stood.putAll(scene.tags());
                    }
                  }));

      List<Report> reports = settle(pushed);

      assertThat(scene.simulator().faults().areToCome()).as("it is to come").isFalse();
      assertThat(scene.tags()).as("no tag is moved").containsAllEntriesOf(stood);
      for (Report report : reports) {
        tellsTheTruth(report, pushed);
      }
      offersWhatIsNotReleased(reports.getLast(), pushed);
      eachTagHasAtMostOneRelease(reports.getLast(), pushed);
      if (somebody.published()) {
        assertThat(scene.repository().releases().of(pushed.tag()).orElseThrow().texts().body())
            .as("people's release survives")
            .isEqualTo(ConcurrentActor.WORDS);
      }
      if (somebody.wrote() && !losesAnEdit(call)) {
        assertThat(scene.repository().pulls().all())
            .as("people's text survives")
            .anySatisfy(pull -> assertThat(pull.body()).contains(ConcurrentActor.WORDS));
      }
      if (somebody.work().isPresent() && !losesAPush(call)) {
        assertThat(scene.history().tip(ConcurrentActor.SPENT)).isEqualTo(somebody.work().get());
      }
    }
  }

  /** GitHub's REST replaces a pull request's text without asking what it was. */
  private static boolean losesAnEdit(CallName call) {
    return call.method().equals("PATCH");
  }

  /** GitHub's REST deletes a branch without asking where it stood. */
  private static boolean losesAPush(CallName call) {
    return call.method().equals("DELETE") && call.path().endsWith(ConcurrentActor.SPENT);
  }

  /** Asks until it is done, twice more, and the last time there is nothing left to write. */
  private static List<Report> settle(Pushed pushed) {
    List<Report> reports = new ArrayList<>();
    do {
      reports.add(pushed.ask());
      assertThat(reports).hasSizeLessThan(MOST_ASKED);
    } while (reports.getLast().outcome().shouldRetry());
    reports.add(pushed.ask());
    assertThat(TagWrites.in(pushed.scene().simulator().log()).changes()).isZero();
    pushed.scene().simulator().log().clear();
    reports.add(pushed.ask());
    assertThat(pushed.scene().simulator().log().writes())
        .as("settled")
        .allMatch(write -> write.authentication() || write.path().endsWith("/check-runs"));
    return reports;
  }

  private static void tellsTheTruth(Report report, Pushed pushed) throws IOException {
    boolean conflicts = false;
    for (ChartLine line : report.charts()) {
      String tag = line.subject().tag().orElseThrow().value();
      ObjectId at = pushed.scene().repository().git().resolve("refs/tags/" + tag + "^{commit}");
      switch (line.result()) {
        case CREATED, CREATED_EARLIER, ALREADY_TAGGED, TAGGED_ELSEWHERE ->
            assertThat(at.name()).isEqualTo(pushed.after().value());
        case CONFLICT -> {
          conflicts = true;
          assertThat(at.name()).isNotEqualTo(pushed.after().value());
        }
        case CREATE,
            VERSION_UNCHANGED,
            UNTAGGED,
            DELETED,
            INVALID,
            INVALID_AS_BEFORE,
            CONFLICT_AS_BEFORE,
            UNATTESTED,
            UNDOCUMENTED,
            SKIPPED,
            REFUSED,
            OK,
            MISSING,
            LIGHTWEIGHT,
            OFF_MAIN,
            ANNOTATION_DIFFERS,
            UNSIGNED,
            BAD_SIGNATURE ->
            assertThat(report.outcome().shouldRetry()).as(line.toString()).isTrue();
      }
    }
    if (!report.outcome().shouldRetry()) {
      assertThat(report.outcome())
          .as(report.message())
          .isEqualTo(conflicts ? new RunOutcome.Failed(422) : new RunOutcome.Tagged());
    }
  }

  /** Every tag on the commit is released, or in the one open pull request that would do it. */
  private static void offersWhatIsNotReleased(Report report, Pushed pushed) throws IOException {
    List<PullRequest> open =
        pushed.scene().repository().pulls().open().stream()
            .filter(pull -> pull.base().equals("release"))
            .toList();
    assertThat(open).hasSizeLessThanOrEqualTo(1);
    if (isReleased(pushed)) {
      return;
    }
    assertThat(open).hasSize(1);
    for (ChartLine line : report.charts()) {
      if (line.result() != ChartResult.CONFLICT) {
        assertThat(open.getFirst().body())
            .contains("\"tag\":\"" + line.subject().tag().orElseThrow() + "\"");
      }
    }
  }

  /** And one, where releases are published and the tag is on the commit. */
  private static void eachTagHasAtMostOneRelease(Report report, Pushed pushed) {
    List<String> published =
        pushed.scene().repository().releases().published().stream().map(Release::tag).toList();
    assertThat(published).doesNotHaveDuplicates();
    assertThat(published)
        .containsAll(report.githubReleases().stream().map(line -> line.tag().value()).toList());
    if (!report.githubReleases().isEmpty()) {
      assertThat(report.githubReleases())
          .hasSize((int) report.charts().stream().filter(line -> line.result().hasTag()).count());
    }
  }

  private static boolean isReleased(Pushed pushed) throws IOException {
    try (RevWalk walk = new RevWalk(pushed.scene().repository().git())) {
      return walk.isMergedInto(
          walk.parseCommit(ObjectId.fromString(pushed.after().value())),
          walk.parseCommit(ObjectId.fromString(pushed.scene().history().tip("release").value())));
    }
  }
}
