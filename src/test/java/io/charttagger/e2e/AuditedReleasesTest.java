package io.charttagger.e2e;

import static io.charttagger.e2e.Scene.chart;
import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.CommitSha;
import io.charttagger.local.git.Note;
import io.charttagger.local.github.LoggedRequest;
import io.charttagger.local.github.MergeMethod;
import io.charttagger.local.github.PullRequest;
import io.charttagger.plan.Warning;
import io.charttagger.release.ReleaseMode;
import io.charttagger.report.Report;
import io.charttagger.report.RunOutcome;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An audit tells which tags no release pull request offers. */
final class AuditedReleasesTest {
  private Scene scene = Scene.usual();
  private CommitSha imported;
  private CommitSha web;
  private CommitSha db;

  @AfterEach
  void closeScene() {
    scene.close();
  }

  /** Two merges, each with its tag, which one release pull request lists. */
  private void twoReleases() {
    imported = scene.commit("main", "import", chart("charts/old", "old", "1.0.0"));
    scene.history().branch("release", imported);
    web = scene.mergePullRequest("", MergeMethod.SQUASH, chart("charts/web", "web", "1.0.0"));
    scene.push(imported, web);
    db = scene.mergePullRequest("", MergeMethod.SQUASH, chart("charts/db", "db", "1.0.0"));
    scene.push(web, db);
  }

  private Report audit() {
    return scene.run(scene.auditEvent());
  }

  private PullRequest release() {
    return scene.repository().pulls().open().getFirst();
  }

  private void close(PullRequest pull) {
    scene.repository().pulls().close(pull.number());
  }

  private void edit(UnaryOperator<String> change) {
    scene
        .repository()
        .pulls()
        .edit(release().number(), release().title(), change.apply(release().body()));
  }

  private static List<String> notOffered(Report report) {
    return report.warnings().stream()
        .filter(warning -> warning.code().equals("release"))
        .map(Warning::chart)
        .toList();
  }

  @Test
  void whatTheReleasePullRequestListsIsMissedByNobody() {
    twoReleases();

    assertThat(audit().warnings()).isEmpty();
  }

  @Test
  void aTagThatItDoesNotListIsToldWithWhatToDo() {
    twoReleases();
    edit(body -> body.replaceAll("\\{\"chart\":\"web\"[^}]*},?", ""));

    Report report = audit();

    assertThat(report.outcome()).isEqualTo(new RunOutcome.Audited());
    assertThat(notOffered(report)).containsExactly("web");
    assertThat(report.warnings().getFirst().message())
        .contains("web-v1.0.0", web.value(), "#" + release().number());
  }

  @Test
  void whatItSaysToDoHelps() {
    twoReleases();
    close(release());

    scene.run(scene.dispatch(Optional.empty(), web));
    scene.run(scene.dispatch(Optional.empty(), db));

    assertThat(audit().warnings()).isEmpty();
  }

  @Test
  void withoutAnOpenPullRequestAllThatIsNotReleasedIsMissing() {
    twoReleases();
    close(release());

    assertThat(notOffered(audit())).containsExactly("db", "web");
  }

  @Test
  void whatTheReleaseBranchHoldsIsNotMissing() {
    twoReleases();
    close(release());
    scene.history().merge("release", web, Note.of("Release web", scene.tick()));

    assertThat(notOffered(audit())).containsExactly("db");
  }

  @Test
  void whatAMergedReleasePullRequestListedIsNotMissingEvenWhenItWasSquashed() {
    twoReleases();
    scene.repository().pulls().merge(release().number(), MergeMethod.SQUASH, scene.tick());

    assertThat(audit().warnings()).isEmpty();
  }

  @Test
  void aMissingReleaseBranchIsToldOnce() {
    twoReleases();
    close(release());
    scene.history().deleteBranch("release");

    Report report = audit();

    assertThat(report.warnings())
        .singleElement()
        .extracting(Warning::message)
        .asString()
        .contains("branch release", "RELEASE_BRANCH");
  }

  @Test
  void pullRequestsOfOneTagEachAreLookedAtTogether() {
    scene.close();
    scene = Scene.with(Scene.Options.USUAL.releasing(ReleaseMode.PER_CHART));
    twoReleases();
    assertThat(audit().warnings()).isEmpty();

    close(release());

    assertThat(notOffered(audit())).hasSize(1);
  }

  @Test
  void nothingIsMissingWhereNoReleasePullRequestsAreWanted() {
    scene.close();
    scene = Scene.with(Scene.Options.USUAL.releasing(ReleaseMode.OFF));
    twoReleases();

    assertThat(audit().warnings()).isEmpty();
  }

  @Test
  void itCostsFewCallsAndWritesNothing() {
    twoReleases();
    int writes = changes();
    Report listed = audit();
    close(release());
    Report missing = audit();

    assertThat(missing.effort().githubCalls() - listed.effort().githubCalls()).isEqualTo(2);
    assertThat(changes()).isEqualTo(writes);
  }

  private int changes() {
    return (int)
        scene.simulator().log().writes().stream()
            .map(LoggedRequest::path)
            .filter(path -> !path.contains("/access_tokens"))
            .count();
  }
}
