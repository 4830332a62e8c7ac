package io.charttagger.e2e;

import static io.charttagger.e2e.Scene.all;
import static io.charttagger.e2e.Scene.chart;
import static io.charttagger.e2e.Scene.chartYaml;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.charttagger.chart.CommitSha;
import io.charttagger.local.git.FileChanges;
import io.charttagger.local.git.Note;
import io.charttagger.local.github.LoggedRequest;
import io.charttagger.local.github.MergeMethod;
import io.charttagger.local.github.PullRequest;
import io.charttagger.local.github.PullRequestDraft;
import io.charttagger.port.Lease;
import io.charttagger.port.LockKey;
import io.charttagger.port.Locks;
import io.charttagger.port.Mark;
import io.charttagger.port.RateLimiter;
import io.charttagger.port.StopReason;
import io.charttagger.port.TransientFailure;
import io.charttagger.report.Report;
import io.charttagger.report.ReportJson;
import io.charttagger.report.RunOutcome;
import io.charttagger.report.Summary;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a pull request is told before it is merged. */
final class PreviewTest {
  private static final String LINEAGE = "<!-- ATTESTATION_MAP {\"lint\": \"12345\"} -->";

  private Scene scene = Scene.usual();
  private CommitSha start;

  @BeforeEach
  void aTaggedChart() {
    begin();
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private void begin() {
    CommitSha first = scene.commit("main", "start", Map.of("README.md", "Charts\n"));
    scene.history().branch("release", first);
    start =
        scene.mergePullRequest(LINEAGE, MergeMethod.SQUASH, chart("charts/web", "web", "1.0.0"));
    assertThat(scene.push(first, start).outcome()).isEqualTo(new RunOutcome.Tagged());
    scene.simulator().log().clear();
  }

  private void with(Scene.Options options) {
    scene.close();
    scene = Scene.with(options);
    begin();
  }

  /** Opens a pull request whose one commit makes these changes. */
  private PullRequest propose(String body, Map<String, String> files) {
    String branch = "topic-" + scene.repository().pulls().all().size();
    scene.history().branch(branch, scene.history().tip("main"));
    scene.commit(branch, "change", files);
    return scene
        .repository()
        .pulls()
        .open(new PullRequestDraft("Change charts", body, branch, "main"));
  }

  private CommitSha testMerge(PullRequest pull) {
    return scene.repository().pulls().testMerge(pull.number()).orElseThrow();
  }

  private Report preview(PullRequest pull) {
    return preview(pull.number(), testMerge(pull));
  }

  private Report preview(int number, CommitSha commit) {
    return scene.run(
        """
        {"repository": {"full_name": "%s"}, "installation": {"id": %d},
         "client_payload": {"after": "%s", "dry_run": true, "pull_request": %d}}
        """
            .formatted(
                scene.repository().name(), scene.repository().installation().id(), commit, number)
            .getBytes(StandardCharsets.UTF_8));
  }

  private static String annotation(Report report, int chart) {
    return ReportJson.of(report).at("/charts/%d/annotation".formatted(chart)).asText();
  }

  private void assertRejected(Report report, String message) {
    assertThat(report.outcome()).isEqualTo(new RunOutcome.Rejected(422));
    assertThat(report.message()).contains(message);
    assertThat(report.charts()).isEmpty();
    assertNothingIsWritten();
  }

  private void assertNothingIsWritten() {
    assertThat(
            scene
                .simulator()
                .log()
                .matching(request -> !request.isRead() && !request.authentication()))
        .isEmpty();
    assertThat(scene.tags()).containsOnlyKeys("web-v1.0.0");
    assertThat(scene.locks().allReleased()).isTrue();
  }

  // What is seen.

  @Test
  void aMergeThatMakesATagIsShownWithItsAnnotation() {
    PullRequest pull = propose(LINEAGE, chart("charts/web", "web", "1.1.0"));

    Report report = preview(pull);

    assertThat(report.outcome()).isEqualTo(new RunOutcome.Previewed(/* fails= */ false));
    assertThat(Scene.outcomes(report)).isEqualTo(Map.of("web-v1.1.0", "create"));
    assertThat(report.warnings()).isEmpty();
    assertThat(report.from()).contains(start);
    assertThat(annotation(report, 0))
        .isEqualTo(
            """
            Release: web v1.1.0

            Attestation Lineage:
            - lint: 12345

            Changelog:
            - web 1.1.0

            Source PR: #%d
            Commit: (known at the merge)
            """
                .formatted(pull.number()));
    assertNothingIsWritten();
  }

  @Test
  void theTagIsMadeAsShown() {
    PullRequest pull = propose(LINEAGE, chart("charts/web", "web", "1.1.0"));
    String shown = annotation(preview(pull), 0);

    scene.repository().pulls().merge(pull.number(), MergeMethod.SQUASH, scene.tick());
    CommitSha merge = scene.history().tip("main");
    scene.push(start, merge);

    assertThat(scene.tagObject("web-v1.1.0"))
        .endsWith("\n\n" + shown.replace("(known at the merge)", merge.value()));
  }

  @Test
  void itsJsonSaysThatItIsAPreviewAndNamesNoTagObject() {
    Report report = preview(propose(LINEAGE, chart("charts/web", "web", "1.1.0")));

    JsonNode json = ReportJson.of(report);

    assertThat(json.path("outcome").asText()).isEqualTo("planned");
    assertThat(json.path("preview").asBoolean()).isTrue();
    assertThat(json.at("/charts/0").has("tagObject")).isFalse();
    assertThat(ReportJson.facts(report).at("/charts/0").has("annotation"))
        .as("a log line has no room for it")
        .isFalse();
  }

  @Test
  void itsSummaryFoldsTheAnnotations() {
    Report report = preview(propose(LINEAGE, chart("charts/web", "web", "1.1.0")));

    assertThat(Summary.of(report))
        .startsWith("### Merging makes 1 tag\n")
        .contains(
            "<details><summary>The annotation of web-v1.1.0</summary>\n\n```\nRelease: web v1.1.0\n")
        .endsWith("Commit: (known at the merge)\n```\n\n</details>\n");
  }

  @Test
  void aMissingBumpIsSeenAndFailsNothing() {
    Report report = preview(propose("", Map.of("charts/web/values.yaml", "x: 1\n")));

    assertThat(report.outcome()).isEqualTo(new RunOutcome.Previewed(/* fails= */ false));
    assertThat(Scene.outcomes(report)).isEqualTo(Map.of("web-v1.0.0", "version-unchanged"));
    assertThat(Summary.of(report))
        .startsWith("### Merging makes no tags; 1 chart changes without a new version\n");
  }

  @Test
  void aMissingLineageFailsWhereItIsRequired() {
    with(Scene.Options.USUAL.requiringLineage());
    PullRequest pull = propose("no lineage", chart("charts/web", "web", "1.1.0"));

    Report report = preview(pull);

    assertThat(report.outcome()).isEqualTo(new RunOutcome.Previewed(/* fails= */ true));
    assertThat(report.outcome().status()).isEqualTo(422);
    assertThat(ReportJson.of(report).path("outcome").asText()).isEqualTo("failed");
    assertThat(Scene.outcomes(report)).containsValue("unattested");
    assertThat(Summary.of(report)).startsWith("### Merging would fail: web\n");
    scene.repository().pulls().edit(pull.number(), "Change charts", LINEAGE);
    assertThat(preview(pull).outcome()).isEqualTo(new RunOutcome.Previewed(/* fails= */ false));
  }

  @Test
  void aMissingChangelogFailsWhereItIsRequired() {
    scene.commit(
        "main", "require", Map.of(".github/chart-tagger.yaml", "requireChangelog: true\n"));
    PullRequest pull = propose("", Map.of("charts/web/Chart.yaml", chartYaml("web", "1.1.0")));

    Report report = preview(pull);

    assertThat(report.outcome()).isEqualTo(new RunOutcome.Previewed(/* fails= */ true));
    assertThat(Scene.outcomes(report)).containsValue("undocumented");
  }

  @Test
  void aBadVersionFailsAndTheOthersAreShown() {
    Report report =
        preview(
            propose(
                "",
                all(
                    chart("charts/db", "db", "1.0.0"),
                    Map.of("charts/web/Chart.yaml", chartYaml("web", "1.1")))));

    assertThat(report.outcome()).isEqualTo(new RunOutcome.Previewed(/* fails= */ true));
    assertThat(Scene.outcomes(report))
        .isEqualTo(Map.of("db-v1.0.0", "create", "charts/web", "invalid"));
    assertThat(annotation(report, 0)).startsWith("Release: db v1.0.0\n");
  }

  @Test
  void aConflictWithATagThatExistsFails() {
    scene.history().branch("other", start);
    CommitSha other = scene.commit("other", "other", chart("charts/web", "web", "1.1.0"));
    scene.history().lightweightTag("web-v1.1.0", other);

    Report report =
        preview(propose("", all(chart("charts/web", "web", "1.1.0"), Map.of("charts/web/x", "x"))));

    assertThat(report.outcome()).isEqualTo(new RunOutcome.Previewed(/* fails= */ true));
    assertThat(Scene.outcomes(report)).isEqualTo(Map.of("web-v1.1.0", "conflict"));
  }

  @Test
  void brokenSettingsFailAndAreNamed() {
    Report report = preview(propose("", Map.of(".github/chart-tagger.yaml", "chartz: [charts]\n")));

    assertThat(report.outcome()).isEqualTo(new RunOutcome.Previewed(/* fails= */ true));
    assertThat(report.message())
        .startsWith(".github/chart-tagger.yaml of example-org/helm-charts at ")
        .contains(
            " cannot be used, so the run of the merge would tag nothing: line 1, column 1: the key \"chartz\"")
        .endsWith(" (fix it in this pull request, before it is merged)");
  }

  @Test
  void aTestMergeOfAnOlderMainIsShownAsOfThen() {
    PullRequest pull = propose(LINEAGE, chart("charts/web", "web", "1.1.0"));
    CommitSha old = testMerge(pull);
    scene.mergePullRequest("", MergeMethod.SQUASH, chart("charts/db", "db", "1.0.0"));

    Report report = preview(pull.number(), old);

    assertThat(report.from()).contains(start);
    assertThat(Scene.outcomes(report)).isEqualTo(Map.of("web-v1.1.0", "create"));
    assertThat(Scene.outcomes(preview(pull))).isEqualTo(Map.of("web-v1.1.0", "create"));
  }

  @Test
  void earlierMergesAreNoneOfItsBusiness() {
    CommitSha missed =
        scene.mergePullRequest("", MergeMethod.SQUASH, chart("charts/db", "db", "1.0.0"));

    Report report = preview(propose(LINEAGE, chart("charts/web", "web", "1.1.0")));

    assertThat(report.from()).as("not the mark").contains(missed);
    assertThat(Scene.outcomes(report)).isEqualTo(Map.of("web-v1.1.0", "create"));
  }

  // What is refused.

  @Test
  void aForksPullRequestHasNone() {
    CommitSha head = forked();
    scene.repository().forkBranch("mallory", "topic", head);
    PullRequest pull = open("mallory:topic");

    assertRejected(
        preview(pull),
        "pull request #%d comes from a fork, which has no preview: push its commits to a branch of example-org/helm-charts"
            .formatted(pull.number()));
    scene.repository().deleteFork("mallory");
    assertRejected(preview(pull), "comes from is deleted");
  }

  private CommitSha forked() {
    scene.history().branch("forked", start);
    CommitSha head = scene.commit("forked", "evil", chart("charts/web", "web", "1.1.0"));
    scene.history().deleteBranch("forked");
    return head;
  }

  private PullRequest open(String head) {
    return scene
        .repository()
        .pulls()
        .open(new PullRequestDraft("Change charts", LINEAGE, head, "main"));
  }

  @Test
  void aConflictHasNone() {
    PullRequest pull = propose("", chart("charts/web", "web", "1.1.0"));
    CommitSha before = testMerge(pull);
    scene.commit("main", "other", chart("charts/web", "web", "1.2.0"));

    assertThat(scene.repository().pulls().testMerge(pull.number())).isEmpty();
    assertRejected(
        preview(pull.number(), before),
        "pull request #%d conflicts with main: resolve the conflict".formatted(pull.number()));
  }

  @Test
  void aClosedOneHasNone() {
    PullRequest pull = propose("", chart("charts/web", "web", "1.1.0"));
    CommitSha merge = testMerge(pull);
    scene.repository().pulls().close(pull.number());

    assertRejected(preview(pull.number(), merge), "is closed: reopen it");
  }

  @Test
  void aMergedOneHasNone() {
    PullRequest pull = propose("", chart("charts/web", "web", "1.1.0"));
    CommitSha merge = testMerge(pull);
    scene.repository().pulls().merge(pull.number(), MergeMethod.SQUASH, scene.tick());

    assertRejected(preview(pull.number(), merge), "is merged already");
  }

  @Test
  void aFormerHeadHasNone() {
    PullRequest pull = propose("", chart("charts/web", "web", "1.1.0"));
    CommitSha former = testMerge(pull);
    scene.commit(pull.head(), "more", Map.of("charts/web/values.yaml", "x: 1\n"));

    assertRejected(
        preview(pull.number(), former),
        "the workflow that started for that head shows the preview");
  }

  @Test
  void forgedNumbersHaveNone() {
    PullRequest one = propose("", chart("charts/web", "web", "1.1.0"));
    PullRequest other = propose("", chart("charts/db", "db", "1.0.0"));

    assertRejected(preview(one.number(), testMerge(other)), "and the head of pull request");
    assertRejected(preview(999, testMerge(one)), "GitHub shows no pull request #999");
    assertRejected(
        preview(Integer.MAX_VALUE, testMerge(one)), "GitHub shows no pull request #2147483647");
    assertRejected(preview(one.number(), start), "is no merge of two");
  }

  @Test
  void aForeignCommitHasNone() {
    PullRequest pull = propose("", chart("charts/web", "web", "1.1.0"));
    CommitSha evil = forked();

    assertRejected(preview(pull.number(), evil), "is no merge of two");
    assertRejected(
        preview(
            pull.number(),
            scene
                .history()
                .commit(
                    List.of(evil, CommitSha.parse(pull.headSha())),
                    FileChanges.none(),
                    Note.of("forged", scene.tick()))),
        "which is not on main");
  }

  @Test
  void aMergeThatSomebodyMadeByHandIsShownAsItIs() {
    PullRequest pull = propose("", chart("charts/web", "web", "1.1.0"));
    scene.commit("main", "more", chart("charts/db", "db", "1.0.0"));
    CommitSha forged =
        scene
            .history()
            .commit(
                List.of(scene.history().tip("main"), CommitSha.parse(pull.headSha())),
                FileChanges.none().write("charts/web/Chart.yaml", chartYaml("web", "9.0.0")),
                Note.of("a merge that changes more", scene.tick()));

    assertThat(Scene.outcomes(preview(pull.number(), forged)))
        .isEqualTo(Map.of("web-v9.0.0", "create"));
    assertNothingIsWritten();
  }

  // What is foreign.

  @Test
  void aHostileChangelogStaysWithinItsFence() {
    String hostile =
        "## [1.1.0]\n\n```\n</details>\n<script>alert(1)</script>\n````\n`````text\n@everyone closes #1\n| a | b |\n";
    Report report =
        preview(
            propose(
                "<!-- ATTESTATION_MAP {\"```\": \"</details>\"} --> `````` @everyone",
                Map.of(
                    "charts/web/Chart.yaml",
                    chartYaml("web", "1.1.0"),
                    "charts/web/CHANGELOG.md",
                    hostile)));

    String html =
        HtmlRenderer.builder().build().render(Parser.builder().build().parse(Summary.of(report)));

    assertThat(annotation(report, 0)).contains("</details>", "`````text");
    assertThat(html).doesNotContain("<script>").contains("&lt;/details&gt;");
    assertThat(html.split("</details>", -1)).as("one element, closed once, at the end").hasSize(2);
    assertThat(html.split("<pre>", -1)).hasSize(2);
    assertThat(html.strip()).endsWith("</details>");
  }

  @Test
  void annotationsThatAreTooLongAreCounted() {
    Map<String, String> files = new TreeMap<>();
    for (int i = 10; i < 26; i++) {
      files.put("charts/c%d/Chart.yaml".formatted(i), chartYaml("c" + i, "1.0.0"));
      files.put(
          "charts/c%d/CHANGELOG.md".formatted(i),
          "## 1.0.0\n\n" + "- \"\\\" and \uD83D\uDE00 and é\n".repeat(1500));
    }

    Report report = preview(propose("", files));

    ObjectNode json = ReportJson.of(report);
    assertThat(report.charts()).hasSize(16);
    long shown = json.findValues("annotation").size();
    assertThat(shown).isBetween(3L, 15L);
    assertThat(json.path("annotationsLeftOut").asLong()).isEqualTo(16 - shown);
    String answer = JsonNodeFactory.instance.textNode(ReportJson.write(json)).toString();
    assertThat(answer.getBytes(StandardCharsets.UTF_8).length).isLessThan(1_000_000);
    String summary = Summary.of(report);
    assertThat(summary).hasSizeLessThanOrEqualTo(65_535).contains("more annotations are too long");
    assertThat(summary.split("<details>", -1)).hasSameSizeAs(summary.split("</details>", -1));
  }

  // What it takes.

  @Test
  void itTakesNoLockAndMovesNoMark() {
    PullRequest pull = propose("", chart("charts/web", "web", "1.1.0"));
    long repository = scene.repository().id();
    Mark mark = scene.marks().read(repository);
    LockKey commit = LockKey.ofCommit(scene.repository().name(), testMerge(pull));

    try (Lease held = ((Locks.Attempt.Granted) scene.locks().acquire(commit)).lease()) {
      assertThat(preview(pull).outcome()).isEqualTo(new RunOutcome.Previewed(/* fails= */ false));
      held.renew();
    }

    assertThat(scene.marks().read(repository)).isEqualTo(mark);
    assertThat(scene.locks().lastReport(commit)).isEmpty();
    assertNothingIsWritten();
  }

  @Test
  void itReadsWithHalfOfThePace() {
    List<RateLimiter.Wanted> wanted = Collections.synchronizedList(new ArrayList<>());
    NoPace unlimited = new NoPace(Clock.systemUTC());
    scene.keep(
        new RateLimiter() {
          @Override
          public List<Permit> reserve(long installation, Wanted asked, Duration longestWait) {
            wanted.add(asked);
            return unlimited.reserve(installation, asked, longestWait);
          }

          @Override
          public void limited(long installation, Limit limit, Instant until) {
            throw new AssertionError("no limit was met");
          }

          @Override
          public Optional<Instant> limitedUntil(long installation) {
            return Optional.empty();
          }
        });

    preview(propose("", chart("charts/web", "web", "1.1.0")));

    assertThat(wanted)
        .isNotEmpty()
        .allSatisfy(
            it -> {
              assertThat(it.share()).isEqualTo(RateLimiter.Share.HALF);
              assertThat(it.kind()).isEqualTo(RateLimiter.Kind.READ);
            });
  }

  /** Permits so many reads, then none. */
  private static final class Spent implements RateLimiter {
    private int left;

    @Override
    public synchronized List<Permit> reserve(
        long installation, Wanted asked, Duration longestWait) {
      if (left == 0) {
        throw new TransientFailure(StopReason.RATE_LIMIT, "half is taken", Duration.ofSeconds(60));
      }
      left--;
      return List.of(new Permit(Instant.now(), Instant.MAX));
    }

    @Override
    public void limited(long installation, Limit limit, Instant until) {
      throw new AssertionError("no limit was met");
    }

    @Override
    public Optional<Instant> limitedUntil(long installation) {
      return Optional.empty();
    }
  }

  @Test
  void aLargeOneComesToItsEndInAWarmProcess() {
    Map<String, String> files = new TreeMap<>();
    for (int i = 0; i < 30; i++) {
      files.putAll(chart("charts/c" + i, "c" + i, "1.0.0"));
    }
    PullRequest pull = propose(LINEAGE, files);
    CommitSha testMerge = testMerge(pull);
    Spent pace = new Spent();
    scene.keep(pace);
    scene.stayWarm();

    pace.left = 60;
    Report first = preview(pull.number(), testMerge);
    assertThat(first.outcome()).isEqualTo(new RunOutcome.Incomplete(Duration.ofSeconds(60)));
    pace.left = 60;
    Report second = preview(pull.number(), testMerge);

    assertThat(second.outcome()).isEqualTo(new RunOutcome.Previewed(/* fails= */ false));
    assertThat(second.charts()).hasSize(30);
    pace.left = 60;
    assertThat(preview(pull.number(), testMerge).outcome())
        .as("what was read is forgotten with the answer")
        .isInstanceOf(RunOutcome.Incomplete.class);
    scene.keep(new NoPace(Clock.systemUTC()));
    scene.stayWarm();
    assertThat(preview(pull.number(), testMerge).effort().githubCalls()).isGreaterThan(60);
    assertNothingIsWritten();
  }

  @Test
  void itTakesFewCalls() {
    Report report = preview(propose(LINEAGE, chart("charts/web", "web", "1.1.0")));

    assertThat(report.effort().githubCalls())
        .as("%s", scene.simulator().log().all().stream().map(LoggedRequest::toString).toList())
        .isLessThanOrEqualTo(13);
  }
}
