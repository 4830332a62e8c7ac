package io.charttagger.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.charttagger.chart.Attestation;
import io.charttagger.chart.ChartName;
import io.charttagger.chart.ChartVersion;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.RepositoryName;
import io.charttagger.chart.TagFormat;
import io.charttagger.chart.TagName;
import io.charttagger.chart.TagObject;
import io.charttagger.chart.Tagger;
import io.charttagger.dispatch.Dispatch;
import io.charttagger.plan.ChartOutcome;
import io.charttagger.plan.ChartRef;
import io.charttagger.plan.Covered;
import io.charttagger.plan.Release;
import io.charttagger.plan.Step;
import io.charttagger.plan.TaggingPlan;
import io.charttagger.plan.Upgrade;
import io.charttagger.plan.Warning;
import io.charttagger.report.BranchLine;
import io.charttagger.report.BranchResult;
import io.charttagger.report.GitHubReleaseLine;
import io.charttagger.report.GitHubReleaseResult;
import io.charttagger.report.ReleaseLine;
import io.charttagger.report.ReleaseResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A plan on its way through the lock table. */
final class SavedPlanTest {
  private static final CommitSha OLDER = CommitSha.parse("b".repeat(40));
  private static final CommitSha COMMIT = CommitSha.parse("a".repeat(40));
  static final Dispatch DISPATCH = dispatch(Set.of());

  private static Dispatch dispatch(Set<ChartName> charts) {
    return new Dispatch(
        RepositoryName.parse("owner/charts"),
        Optional.of(CommitSha.parse("b".repeat(40))),
        COMMIT,
        false,
        charts,
        OptionalLong.of(1),
        Optional.of("main"));
  }

  private static ChartRef chart(String name) {
    ChartVersion version = ChartVersion.parse("1.0.0");
    return new ChartRef(
        name,
        "charts/" + name,
        Optional.of(version),
        Optional.of(ChartVersion.parse("0.9.0")),
        Optional.of(TagFormat.DEFAULT.tag(ChartName.parse(name), version)),
        COMMIT,
        Optional.of(7));
  }

  /** What an earlier attempt created. */
  private static Step.KeepTag kept(String chart) {
    Release release = release(chart);
    return new Step.KeepTag(chart(chart), release, release.tag().sha(), "new");
  }

  private static Release release(String chart) {
    return new Release(
        new TagObject(
            chart(chart).tag().orElseThrow(),
            COMMIT,
            "Release: %s v1.0.0\n".formatted(chart),
            new Tagger("Tagger", "tagger@example.com"),
            Instant.parse("2026-01-02T03:04:05Z")),
        List.of(new Attestation("lint", "1")),
        "- One.",
        new Upgrade(
            Optional.of(new TagName(chart + "-v0.9.0")), Optional.of("2.1"), Optional.of("2.0")));
  }

  private static TaggingPlan plan(Step... steps) {
    return new TaggingPlan(
        DISPATCH.repository(),
        COMMIT,
        List.of(steps),
        List.of(new Warning("a", "version-lower", "lower")),
        new Covered(Optional.of(OLDER), List.of(COMMIT), Optional.of(OLDER)));
  }

  static TaggingPlan plan() {
    return plan(
        new Step.CreateTag(chart("a"), release("a"), "new"),
        new Step.KeepTag(chart("b"), release("b"), "5".repeat(40), "there"),
        new Step.LeaveAlone(
            new ChartRef(
                "no name",
                "charts/c",
                Optional.empty(),
                Optional.empty(),
                COMMIT,
                Optional.empty()),
            ChartOutcome.INVALID,
            true,
            "bad"));
  }

  static ResumedPlan begun() {
    return new ResumedPlan(
        plan(
            new Step.CreateTag(chart("a"), release("a"), "new"),
            new Step.KeepTag(chart("b"), release("b"), "5".repeat(40), "there"),
            kept("d")),
        new WorkDone(
            Set.of(chart("d")),
            List.of(pullRequest(3, ReleaseResult.CREATED), pullRequest(4, ReleaseResult.UPDATED)),
            List.of(
                new GitHubReleaseLine(
                    new TagName("d-v1.1.0"),
                    Optional.of("https://example.com/d"),
                    GitHubReleaseResult.CREATED,
                    "published")),
            List.of(new BranchLine("integration/d", BranchResult.DELETED, "merged"))));
  }

  private static ReleaseLine pullRequest(int number, ReleaseResult result) {
    return new ReleaseLine(
        Optional.of(number), Optional.of("https://example.com/" + number), result, "written");
  }

  private static String saved() {
    return saved(ResumedPlan.fresh(plan()));
  }

  private static String saved(ResumedPlan plan) {
    return new String(SavedPlan.write(plan, "question").bytes(), UTF_8);
  }

  private static Optional<ResumedPlan> read(String saved) {
    return SavedPlan.read(new ByteArrayInputStream(saved.getBytes(UTF_8)), DISPATCH, "question");
  }

  @Test
  void isReadAsItWasWritten() {
    assertThat(read(saved())).contains(ResumedPlan.fresh(plan()));
  }

  @Test
  void saysWhatTheAttemptsSoFarHaveDone() {
    assertThat(read(saved(begun()))).contains(begun());
  }

  @Test
  void aTagThatThisAttemptCreatedIsKeptByTheNextOne() {
    Step create = new Step.CreateTag(chart("a"), release("a"), "new");
    WorkDone done = new WorkDone(Set.of(chart("a")), List.of(), List.of(), List.of());

    assertThat(read(saved(new ResumedPlan(plan(create), done))))
        .contains(new ResumedPlan(plan(kept("a")), done));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CREATE")
  void everyOutcomeOfALeftChartIsKept(ChartOutcome outcome) {
    TaggingPlan plan = plan(new Step.LeaveAlone(chart("a"), outcome, false, "because"));

    assertThat(read(saved(ResumedPlan.fresh(plan)))).contains(ResumedPlan.fresh(plan));
  }

  /** What lies in the table was written by an earlier version of the function. */
  @Test
  void theFormIsStable() {
    assertThat(
            EnumSet.complementOf(EnumSet.of(ChartOutcome.CREATE)).stream()
                .map(outcome -> new Step.LeaveAlone(chart("a"), outcome, false, "because"))
                .map(step -> json(saved(ResumedPlan.fresh(plan(step)))))
                .map(node -> node.at("/steps/0/outcome").asText()))
        .containsExactly(
            "ALREADY_TAGGED",
            "VERSION_UNCHANGED",
            "UNTAGGED",
            "DELETED",
            "INVALID",
            "CONFLICT",
            "UNATTESTED",
            "UNDOCUMENTED",
            "SKIPPED");
    assertThat(saved(begun())).contains("\"step\":\"created\"");
    assertThat(saved())
        .startsWith("{\"form\":3,\"question\":")
        .contains("\"step\":\"create\"", "\"step\":\"keep\"", "\"step\":\"leave\"");
  }

  @Test
  void thePlanOfAnotherQuestionIsNone() {
    assertThat(
            SavedPlan.read(
                new ByteArrayInputStream(saved().getBytes(UTF_8)), DISPATCH, "another question"))
        .isEmpty();
  }

  static Stream<Arguments> foreign() {
    return Stream.of(
        arguments("nothing", ""),
        arguments("no JSON", "no JSON"),
        arguments("a list", "[]"),
        arguments("a text", "\"form\""),
        arguments("null", "null"),
        arguments("an empty object", "{}"),
        arguments("a release", "{\"form\":1,\"number\":7,\"body\":\"\"}"),
        arguments("JSON with more behind it", saved() + "{}"),
        arguments("endless depth", "[".repeat(100_000)),
        arguments("another form", saved().replace("\"form\":3", "\"form\":4")),
        arguments("the form before", saved().replace("\"form\":3", "\"form\":2")),
        arguments("a form in quotes", saved().replace("\"form\":3", "\"form\":\"3\"")),
        arguments("an unknown step", saved().replace("\"step\":\"keep\"", "\"step\":\"move\"")),
        arguments("an unknown outcome", saved().replace("\"INVALID\"", "\"SPOILT\"")),
        arguments("an outcome in a report's words", saved().replace("\"INVALID\"", "\"invalid\"")),
        arguments("a left chart to be tagged", saved().replace("\"INVALID\"", "\"CREATE\"")),
        arguments("a short SHA", saved().replace("a".repeat(40), "a".repeat(39))),
        arguments("a SHA of other digits", saved().replace("a".repeat(40), "g".repeat(40))),
        arguments("a version that is none", saved().replace("\"1.0.0\"", "\"1.0\"")),
        arguments("a tag that is none", saved().replace("\"a-v1.0.0\"", "\"a..b\"")),
        arguments(
            "a chart's name that is none", saved().replace("\"chart\":\"a\"", "\"chart\":\"\"")),
        arguments("a date that is none", saved().replace("2026-01-02", "2026-13-02")),
        arguments("an endless number", saved().replace(":7", ":" + "7".repeat(100))),
        arguments("a broken number", saved().replace(":7", ":7.5")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("foreign")
  void whatIsNoPlanIsNotResumed(String name, String kept) {
    assertThat(kept).isNotEqualTo(saved());
    assertThat(read(kept)).isEmpty();
  }

  @Test
  void aPlanThatIsCutAnywhereIsNotResumed() {
    byte[] whole = saved().getBytes(UTF_8);

    assertThat(IntStream.range(0, whole.length))
        .allSatisfy(
            length ->
                assertThat(
                        SavedPlan.read(
                            new ByteArrayInputStream(Arrays.copyOf(whole, length)),
                            DISPATCH,
                            "question"))
                    .isEmpty());
  }

  /** Without its version, tag or pull request, a chart that is left alone is as good as before. */
  static List<JsonMutation> mutations() {
    return Stream.of(saved(), saved(begun()))
        .map(JsonMutation::all)
        .flatMap(List::stream)
        .filter(
            it ->
                !(it.isRemoval()
                    && it.where()
                        .matches(
                            "/steps/./(source|previous|upgradeFrom|appVersion|formerAppVersion)|/(commits/.|steps/.|warnings/.|steps/./lineage/.|releases/.|githubReleases/.|deletedBranches/.)")))
        .toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mutations")
  void aFieldThatIsMissingOrOfAnotherTypeIsNotResumed(JsonMutation mutation) {
    assertThat(read(mutation.json())).isEmpty();
  }

  private static ObjectNode json(String json) {
    try {
      return (ObjectNode) JsonMapper.builder().build().readTree(json);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
