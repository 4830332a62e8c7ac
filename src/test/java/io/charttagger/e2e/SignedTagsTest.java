package io.charttagger.e2e;

import static io.charttagger.e2e.Scene.all;
import static io.charttagger.e2e.Scene.chart;
import static io.charttagger.e2e.Scene.outcomes;
import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.CommitSha;
import io.charttagger.dispatch.Dispatch;
import io.charttagger.local.git.Note;
import io.charttagger.local.github.Fault;
import io.charttagger.local.github.MergeMethod;
import io.charttagger.local.github.WrongAnswer;
import io.charttagger.port.ManualClock;
import io.charttagger.port.StopReason;
import io.charttagger.port.TagSigning;
import io.charttagger.port.TransientFailure;
import io.charttagger.report.ChartLine;
import io.charttagger.report.ChartResult;
import io.charttagger.report.Report;
import io.charttagger.report.RunOutcome;
import io.charttagger.signature.OpenSsh;
import io.charttagger.signature.SignedTags;
import io.charttagger.signature.SigningKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevTag;
import org.eclipse.jgit.revwalk.RevWalk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tags that are signed, judged by git itself. */
final class SignedTagsTest {
  private static final SigningKey KEY = SignedTags.newKey();
  private static final SigningKey NEW_KEY = SignedTags.newKey();
  private static final Map<String, String> CHARTS = charts();
  private static final Map<String, String> TWO =
      all(chart("charts/a", "a", "1.1.0"), chart("charts/b", "b", "1.1.0"));

  @TempDir private Path directory;

  private Scene onDisk() {
    return Scene.onDisk(directory.resolve("charts"), Scene.Options.USUAL)
        .signing(SignedTags.signing(KEY));
  }

  /** What git says of each tag that it does not accept. */
  private Map<String, String> refusals(Scene scene, SigningKey... keys) {
    String[] lines =
        Stream.of(keys)
            .map(key -> key.publicKey().allowedSignersLine("chart-tagger"))
            .toArray(String[]::new);
    Map<String, String> refusals = new HashMap<>();
    for (String tag : scene.tags().keySet()) {
      new OpenSsh(directory)
          .refusal(scene.history().repository().getDirectory().toPath(), tag, lines)
          .ifPresent(refusal -> refusals.put(tag, refusal));
    }
    return refusals;
  }

  private static CommitSha imported(Scene scene) {
    CommitSha start = scene.commit("main", "import", chart("charts/old", "old", "1.0.0"));
    scene.history().branch("release", start);
    return start;
  }

  private static CommitSha raised(Scene scene, String name) {
    return raised(scene, chart("charts/" + name, name, "1.1.0"));
  }

  private static CommitSha raised(Scene scene, Map<String, String> charts) {
    return scene.mergePullRequest("", MergeMethod.SQUASH, charts);
  }

  /**
   * Charts of all kinds; some changelogs try to end the annotation with a signature of their own.
   */
  private static Map<String, String> charts() {
    String foreign = SignedTags.newKey().sign(SignedTags.tag("x\n")).signature().orElseThrow();
    String ours = KEY.sign(SignedTags.tag("x\n")).signature().orElseThrow();
    return all(
        chart("charts/plain", "plain", "1.0.0"),
        Map.of("charts/bare/Chart.yaml", Scene.chartYaml("bare", "1.0.0")),
        withNotes("ssh", foreign),
        withNotes("own", ours),
        withNotes("pgp", "-----BEGIN PGP SIGNATURE-----\n\nx\n-----END PGP SIGNATURE-----"),
        withNotes("fenced", "```\n" + foreign + "```\n\n- end"),
        withNotes("carriage", ours.replace("\n", "\r\n")),
        withNotes("separated", "a\u2028" + ours + "\u0085" + ours),
        withNotes("unicode", "- Ünïcödé 🎉 \u202E \u0000 end"),
        withNotes("long", "- a line\n".repeat(9000)));
  }

  private static Map<String, String> withNotes(String name, String notes) {
    return Map.of(
        "charts/" + name + "/Chart.yaml",
        Scene.chartYaml(name, "1.0.0"),
        "charts/" + name + "/CHANGELOG.md",
        "# Changelog\n\n## 1.0.0\n\n" + notes + "\n");
  }

  @Test
  void gitVerifiesEveryTagAndAcceptsNoOtherKeyForIt() {
    try (Scene scene = onDisk()) {
      CommitSha start = imported(scene);
      CommitSha after = scene.mergePullRequest("", MergeMethod.SQUASH, CHARTS);

      Report report = scene.push(start, after);

      assertThat(outcomes(report).values()).hasSize(10).containsOnly("created");
      assertThat(report.warnings()).noneMatch(warning -> warning.code().startsWith("tag-object"));
      assertThat(refusals(scene, KEY)).isEmpty();
      assertThat(refusals(scene, NEW_KEY).keySet()).isEqualTo(scene.tags().keySet());
      for (ChartLine line : report.charts()) {
        assertThat(line.tagObject()).contains(scene.tags().get(line.subject().tag().get().value()));
      }
    }
  }

  @Test
  void jgitFindsNoForeignSignature() throws Exception {
    try (Scene scene = onDisk();
        RevWalk walk = new RevWalk(scene.history().repository())) {
      CommitSha start = imported(scene);
      Report report = scene.push(start, scene.mergePullRequest("", MergeMethod.SQUASH, CHARTS));

      for (ChartLine line : report.charts()) {
        RevTag tag = walk.parseTag(ObjectId.fromString(line.tagObject().orElseThrow()));
        walk.parseBody(tag);
        assertThat(tag.getRawGpgSignature())
            .asString(StandardCharsets.UTF_8)
            .isEqualTo(line.release().orElseThrow().tag().signature().orElseThrow());
        assertThat(tag.getFullMessage()).endsWith("\nCommit: " + line.subject().commit() + "\n");
      }
    }
  }

  @Test
  void theSameHistoryGivesTheSameObjectsInEveryProcess() {
    Map<String, String> first = tagsOfAHistory();

    assertThat(tagsOfAHistory()).isEqualTo(first).hasSize(10);
  }

  private static Map<String, String> tagsOfAHistory() {
    try (Scene scene = Scene.at(new ManualClock()).signing(SignedTags.signing(KEY))) {
      CommitSha start = imported(scene);
      scene.push(start, scene.mergePullRequest("", MergeMethod.SQUASH, CHARTS));
      return scene.tags();
    }
  }

  private static Dispatch dry(Dispatch dispatch) {
    return new Dispatch(
        dispatch.repository(),
        dispatch.before(),
        dispatch.after(),
        /* dryRun= */ true,
        dispatch.charts(),
        dispatch.installation(),
        dispatch.branch());
  }

  @Test
  void aPlanNamesTheObjectThatIsCreatedThen() {
    try (Scene scene = onDisk()) {
      CommitSha start = imported(scene);
      CommitSha after = raised(scene, "web");

      Report plan = scene.run(dry(scene.dispatch(Optional.of(start), after)));
      scene.push(start, after);

      assertThat(plan.charts().getFirst().tagObject()).contains(scene.tags().get("web-v1.1.0"));
      assertThat(plan.charts().getFirst().release().orElseThrow().tag().annotation())
          .doesNotContain("SIGNATURE");
    }
  }

  @Test
  void aDispatchThatIsSentAgainFindsItsTagsWhateverBecameOfTheKey() {
    for (TagSigning now :
        List.of(
            SignedTags.signing(KEY),
            SignedTags.signing(NEW_KEY),
            new TagSigning.Unusable("its field x"),
            new TagSigning.Off())) {
      for (TagSigning then : List.of(SignedTags.signing(KEY), new TagSigning.Off())) {
        try (Scene scene = Scene.usual().signing(then)) {
          CommitSha start = imported(scene);
          CommitSha after = raised(scene, "web");
          scene.push(start, after);
          Map<String, String> tags = scene.tags();

          Report again = scene.signing(now).push(start, after);

          assertThat(outcomes(again)).isEqualTo(Map.of("web-v1.1.0", "already-tagged"));
          assertThat(again.warnings()).isEmpty();
          assertThat(again.charts().getFirst().tagObject()).contains(tags.get("web-v1.1.0"));
          assertThat(scene.tags()).isEqualTo(tags);
        }
      }
    }
  }

  private static Report cutShort(Scene scene, CommitSha start, CommitSha after) {
    scene
        .simulator()
        .faults()
        .next(call -> call.is("POST", "/git/refs"), Fault.Refuse.secondaryLimit(403, true));
    Report cut = scene.push(start, after, Duration.ofSeconds(20));
    assertThat(cut.outcome()).isInstanceOf(RunOutcome.Incomplete.class);
    return cut;
  }

  @Test
  void aRunThatIsCutShortGoesOnWithTheKeyOfItsDay() {
    try (Scene scene = onDisk()) {
      CommitSha start = imported(scene);
      CommitSha after = raised(scene, TWO);
      cutShort(scene, start, after);

      Report end = scene.signing(SignedTags.signing(NEW_KEY, KEY)).push(start, after);

      assertThat(end.outcome()).isInstanceOf(RunOutcome.Tagged.class);
      assertThat(scene.tags().keySet()).containsExactlyInAnyOrder("a-v1.1.0", "b-v1.1.0");
      assertThat(refusals(scene, KEY, NEW_KEY)).isEmpty();
      assertThat(refusals(scene, KEY)).isNotEmpty();
    }
  }

  @Test
  void anObjectThatGitHubChangedGetsNoRefAndStopsNoOtherChart() {
    try (Scene scene = onDisk()) {
      CommitSha start = imported(scene);
      CommitSha after = raised(scene, TWO);
      scene
          .simulator()
          .faults()
          .every(
              call -> call.is("POST", "/git/tags"),
              // For b it is the answer to another request, which is not believed.
              Fault.afterwards(
                  new WrongAnswer.Text(
                      "{\"tag\":\"a-v1.1.0\",\"sha\":\"%s\",\"object\":{\"sha\":\"%s\"}}"
                          .formatted("5".repeat(40), after))));

      Report report = scene.push(start, after);

      assertThat(report.outcome()).isInstanceOf(RunOutcome.Failed.class);
      assertThat(outcomes(report)).isEqualTo(Map.of("a-v1.1.0", "refused", "b-v1.1.0", "created"));
      assertThat(report.charts())
          .filteredOn(line -> line.result() == ChartResult.REFUSED)
          .singleElement()
          .satisfies(
              line ->
                  assertThat(line.message())
                      .startsWith("GitHub changed the tag object of a-v1.1.0: it made 55555")
                      .contains("signingKey"));
      assertThat(scene.tags()).containsOnlyKeys("b-v1.1.0");
      assertThat(report.releasePullRequests()).hasSize(1);

      scene.simulator().faults().clear();
      scene.push(start, after);

      assertThat(scene.tags()).containsOnlyKeys("a-v1.1.0", "b-v1.1.0");
      assertThat(refusals(scene, KEY)).isEmpty();
    }
  }

  @Test
  void aRunThatCannotSignTheRestTellsWhatItHasMade() {
    try (Scene scene = onDisk()) {
      CommitSha start = imported(scene);
      CommitSha after = raised(scene, TWO);
      Report cut = cutShort(scene, start, after);

      Report failed = scene.signing(new TagSigning.Unusable("its field x")).push(start, after);

      assertThat(failed.outcome()).isInstanceOf(RunOutcome.Failed.class);
      assertThat(outcomes(failed)).isEqualTo(outcomes(cut));
      scene.signing(SignedTags.signing(KEY)).push(start, after);
      assertThat(scene.tags()).hasSize(2);
    }
  }

  @Test
  void aRunThatFailsToLearnTheKeyReadsNothingTwice() {
    int whole;
    try (Scene scene = Scene.usual().signing(SignedTags.signing(KEY))) {
      CommitSha start = imported(scene);
      whole = scene.push(start, raised(scene, TWO)).effort().githubCalls();
    }
    try (Scene scene = onDisk()) {
      CommitSha start = imported(scene);
      CommitSha after = raised(scene, TWO);
      scene.signingFails(
          new TransientFailure(StopReason.AWS, "Secrets Manager is throttled", Duration.ZERO));
      Report cut = scene.push(start, after);
      assertThat(cut.outcome()).isInstanceOf(RunOutcome.Incomplete.class);
      assertThat(cut.message()).contains("Secrets Manager is throttled");

      Report end = scene.signing(SignedTags.signing(KEY)).push(start, after);

      assertThat(end.outcome()).isInstanceOf(RunOutcome.Tagged.class);
      assertThat(end.effort().githubCalls()).isLessThan(whole - 5);
      assertThat(refusals(scene, KEY)).isEmpty();
    }
  }

  @Test
  void aKeyThatCannotBeUsedStopsTheRunAndTheFixTagsWhatItMissed() {
    try (Scene scene = onDisk()) {
      CommitSha start = imported(scene);
      CommitSha missed = raised(scene, "web");

      Report failed = scene.signing(new TagSigning.Unusable("its field x")).push(start, missed);

      assertThat(failed.outcome()).isInstanceOf(RunOutcome.Failed.class);
      assertThat(failed.outcome().status()).isEqualTo(502);
      assertThat(failed.message()).startsWith("its field x");
      assertThat(scene.tags()).isEmpty();
      assertThat(scene.repository().checks().all().getFirst().fields().toString())
          .contains("failure", "its field x");

      CommitSha next = raised(scene, "db");
      Report mended = scene.signing(SignedTags.signing(KEY)).push(missed, next);

      assertThat(outcomes(mended).keySet()).containsExactlyInAnyOrder("web-v1.1.0", "db-v1.1.0");
      assertThat(refusals(scene, KEY)).isEmpty();
    }
  }

  @Test
  void aKeyThatCannotBeUsedMattersNotWhereThereIsNothingToSign() {
    try (Scene scene = onDisk().signing(new TagSigning.Unusable("its field x"))) {
      CommitSha start = imported(scene);
      CommitSha after = scene.commit("main", "docs", Map.of("README.md", "words\n"));

      assertThat(scene.push(start, after).outcome()).isInstanceOf(RunOutcome.NothingToTag.class);
    }
  }

  private static Report audit(Scene scene) {
    return scene.run(scene.auditEvent());
  }

  private static Map<String, ChartResult> audited(Scene scene) {
    Map<String, ChartResult> results = new HashMap<>();
    audit(scene).charts().forEach(line -> results.put(line.subject().chart(), line.result()));
    return results;
  }

  /** Three tags: one without a signature, one of the first key, one of the second. */
  private static void threeTags(Scene scene) {
    CommitSha start = imported(scene);
    CommitSha one = raised(scene, "one");
    scene.signing(new TagSigning.Off()).push(start, one);
    CommitSha two = raised(scene, "two");
    scene.signing(SignedTags.signing(KEY)).push(one, two);
    CommitSha three = raised(scene, "three");
    scene.signing(SignedTags.signing(NEW_KEY)).push(two, three);
  }

  @Test
  void anAuditTellsWhoseSignaturesCount() {
    try (Scene scene = Scene.usual()) {
      threeTags(scene);

      scene.signing(SignedTags.signing(NEW_KEY, KEY));
      assertThat(audited(scene))
          .containsEntry("one", ChartResult.UNSIGNED)
          .containsEntry("two", ChartResult.OK)
          .containsEntry("three", ChartResult.OK);

      scene.signing(SignedTags.signing(NEW_KEY));
      assertThat(audited(scene)).containsEntry("two", ChartResult.BAD_SIGNATURE);
      assertThat(audit(scene).charts())
          .anySatisfy(
              line ->
                  assertThat(line.message())
                      .isEqualTo(
                          "its tag is signed with the key %s, which is no allowed signer; if a key of yours made it, add its public key to allowedSigners in the App's secret, else find out who made the tag",
                          KEY.publicKey().fingerprint()));

      scene.signing(new TagSigning.Off());
      assertThat(audited(scene))
          .containsEntry("one", ChartResult.OK)
          .containsEntry("two", ChartResult.OK);
    }
  }

  @Test
  void anAuditFindsASignatureOfAnotherTag() {
    try (Scene scene = Scene.usual().signing(SignedTags.signing(KEY))) {
      imported(scene);
      CommitSha after = raised(scene, "web");
      scene
          .history()
          .annotatedTag(
              "web-v1.1.0",
              after.value(),
              Note.of(
                  "Release: web v1.1.0\n\nCommit: %s\n%s"
                      .formatted(after, KEY.sign(SignedTags.tag("x\n")).signature().orElseThrow()),
                  Scene.START));

      assertThat(audited(scene)).containsEntry("web", ChartResult.BAD_SIGNATURE);
      assertThat(audit(scene).charts())
          .anySatisfy(line -> assertThat(line.message()).contains("a signature of another text"));
    }
  }

  @Test
  void anAuditThatTimeCutShortKnowsTheSignaturesThatItReadBefore() {
    try (Scene scene = Scene.usual()) {
      threeTags(scene);
      scene.signing(SignedTags.signing(NEW_KEY, KEY));
      Map<String, ChartResult> whole = audited(scene);
      scene
          .simulator()
          .faults()
          .next(
              call -> call.is("GET", "/git/ref/heads/release") || call.is("GET", "/pulls"),
              Fault.Refuse.secondaryLimit(403, true));
      Report cut = scene.run(scene.auditEvent(), Duration.ofSeconds(20));

      assertThat(cut.outcome()).isInstanceOf(RunOutcome.Incomplete.class);
      assertThat(audited(scene)).isEqualTo(whole);
    }
  }
}
