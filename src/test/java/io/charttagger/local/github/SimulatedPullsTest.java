package io.charttagger.local.github;

import static io.charttagger.local.github.SimulatorFixture.REPOSITORY;
import static io.charttagger.local.github.SimulatorFixture.START;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.charttagger.chart.CommitSha;
import io.charttagger.local.git.GitHistory;
import io.charttagger.local.git.Note;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class SimulatedPullsTest {
  private static final Instant LATER = START.plusSeconds(3600);

  private final SimulatorFixture fixture = new SimulatorFixture();
  private final GitHistory history = fixture.history;
  private final PullRequests pulls = fixture.repository.pulls();
  private final Client client = fixture.client;

  @AfterEach
  void close() {
    fixture.close();
  }

  @ParameterizedTest
  @EnumSource(MergeMethod.class)
  void aMergedPullRequestIsFoundByItsCommit(MergeMethod method) {
    fixture.propose("feature", "x", "1");
    fixture.propose("feature", "y", "2");
    fixture.propose("main", "z", "3");
    PullRequest pull = pulls.open(12, new PullRequestDraft("Title", "Body", "feature", "main"));

    pulls.merge(12, method, LATER);

    CommitSha tip = history.tip("main");
    assertThat(pull.mergeCommit()).hasValue(tip);
    assertThat(history.read(tip, "x")).hasValue("1");
    assertThat(history.read(tip, "z")).hasValue("3");
    JsonNode found = client.get(REPOSITORY + "/commits/" + tip + "/pulls").json();
    assertThat(found).hasSize(1);
    assertThat(found.at("/0/number").asInt()).isEqualTo(12);
    assertThat(found.at("/0/merge_commit_sha").asText()).isEqualTo(tip.value());
    assertThat(found.at("/0/merged_at").asText()).isEqualTo("2026-11-01T11:00:00Z");
    JsonNode commit = client.get(REPOSITORY + "/git/commits/" + tip).json();
    assertThat(commit.at("/committer/date").asText()).isEqualTo("2026-11-01T11:00:00Z");
    assertThat(commit.at("/parents")).hasSize(method == MergeMethod.MERGE ? 2 : 1);
  }

  @Test
  void everyRebasedCommitLeadsToItsPullRequest() {
    fixture.propose("feature", "x", "1");
    fixture.propose("feature", "y", "2");
    fixture.propose("main", "z", "3");
    pulls.open(new PullRequestDraft("Title", "", "feature", "main"));
    pulls.merge(1, MergeMethod.REBASE, LATER);

    JsonNode commits = client.get(REPOSITORY + "/commits?per_page=2").json();

    assertThat(commits.at("/0/commit/message").asText()).isEqualTo("Change y");
    assertThat(commits.at("/1/commit/message").asText()).isEqualTo("Change x");
    for (JsonNode commit : commits) {
      String sha = commit.path("sha").asText();
      assertThat(client.get(REPOSITORY + "/commits/" + sha + "/pulls").at("/0/number"))
          .isEqualTo("1");
    }
  }

  @Test
  void theSubjectsAreGitHubsOwn() {
    fixture.propose("feature", "x", "1");
    fixture.propose("other", "y", "1");
    pulls.open(7, new PullRequestDraft("One", "", "feature", "main"));
    pulls.open(8, new PullRequestDraft("Two", "", "other", "main"));

    pulls.merge(7, MergeMethod.MERGE, LATER);
    pulls.merge(8, MergeMethod.SQUASH, LATER);

    assertThat(client.get(REPOSITORY + "/commits").json().findValuesAsText("message"))
        .contains("Merge pull request #7 from acme/feature\n\nOne", "Two (#8)");
  }

  @Test
  void anOpenOneThatMerelyContainsTheCommitIsListedToo() {
    history.branch("release", fixture.root);
    CommitSha tip = fixture.propose("main", "x", "1");
    pulls.open(new PullRequestDraft("Release", "", "main", "release"));

    JsonNode found = client.get(REPOSITORY + "/commits/" + tip + "/pulls").json();

    assertThat(found.at("/0/state").asText()).isEqualTo("open");
    assertThat(found.at("/0/merge_commit_sha").asText()).isNotEqualTo(tip.value());
    assertThat(client.get(REPOSITORY + "/commits/" + fixture.root + "/pulls").json()).isEmpty();
  }

  @Test
  void theLookUpMayBeLateWhileTheListIsNot() {
    fixture.repository.lateLookups(Duration.ofSeconds(10));
    fixture.propose("feature", "x", "1");
    pulls.open(new PullRequestDraft("Title", "", "feature", "main"));
    pulls.merge(1, MergeMethod.SQUASH, START);
    String path = REPOSITORY + "/commits/" + history.tip("main") + "/pulls";

    assertThat(client.get(path).json()).isEmpty();
    assertThat(client.get(REPOSITORY + "/pulls?state=closed&base=main").json()).hasSize(1);
    fixture.clock.advance(Duration.ofSeconds(10));
    assertThat(client.get(path).json()).hasSize(1);
  }

  @Test
  void aRebuiltHistoryIsLookedUpLikeALivedOne() {
    CommitSha head = fixture.propose("feature", "x", "1");
    CommitSha merge =
        history.merge("main", head, Note.of("Merge pull request #40 from acme/feature", LATER));
    history.deleteBranch("feature");
    pulls.addMerged(
        40, new PullRequestDraft("Old", "", "feature", "main"), head, MergedAs.of(merge, LATER));

    for (CommitSha sha : List.of(merge, head)) {
      assertThat(client.get(REPOSITORY + "/commits/" + sha + "/pulls").at("/0/number"))
          .isEqualTo("40");
    }
    assertThat(client.get(REPOSITORY + "/pulls/40").at("/head/sha")).isEqualTo(head.value());
  }

  @Test
  void theTestMergeFollowsTheHeadAndTheBase() {
    CommitSha head = fixture.propose("feature", "x", "1");
    pulls.open(7, new PullRequestDraft("Title", "", "feature", "main"));

    JsonNode shown = client.get(REPOSITORY + "/pulls/7").json();

    CommitSha first = pulls.testMerge(7).orElseThrow();
    assertThat(shown.path("merge_commit_sha").asText()).isEqualTo(first.value());
    assertThat(shown.path("mergeable").asBoolean()).isTrue();
    assertThat(client.get(REPOSITORY + "/git/ref/pull/7/merge").at("/object/sha"))
        .isEqualTo(first.value());
    JsonNode commit = client.get(REPOSITORY + "/git/commits/" + first).json();
    assertThat(commit.path("parents").findValuesAsText("sha"))
        .containsExactly(fixture.root.value(), head.value());
    assertThat(commit.path("message").asText())
        .isEqualTo("Merge %s into %s".formatted(head, fixture.root));
    CommitSha main = fixture.propose("main", "z", "3");
    CommitSha second = pulls.testMerge(7).orElseThrow();
    assertThat(history.read(second, "z")).hasValue("3");
    assertThat(history.read(second, "x")).hasValue("1");
    assertThat(history.tip("main")).as("tried only").isEqualTo(main);
    assertThat(pulls.testMerge(7)).as("nothing changed").hasValue(second);
  }

  @Test
  void aConflictHasNoTestMerge() {
    fixture.propose("feature", "x", "1");
    pulls.open(7, new PullRequestDraft("Title", "", "feature", "main"));
    CommitSha before = pulls.testMerge(7).orElseThrow();
    fixture.propose("main", "x", "2");

    JsonNode shown = client.get(REPOSITORY + "/pulls/7").json();

    assertThat(pulls.testMerge(7)).isEmpty();
    assertThat(shown.path("mergeable").isBoolean()).isTrue();
    assertThat(shown.path("mergeable").asBoolean()).isFalse();
    assertThat(shown.path("mergeable_state").asText()).isEqualTo("dirty");
    assertThat(shown.path("merge_commit_sha").isNull()).isTrue();
    assertThat(client.get(REPOSITORY + "/git/ref/pull/7/merge").at("/object/sha"))
        .isEqualTo(before.value());
  }

  @Test
  void theHeadOfAForkIsInTheFork() {
    CommitSha fork = fixture.propose("feature", "x", "1");
    fixture.repository.forkBranch("mallory", "feature", fork);
    pulls.open(7, new PullRequestDraft("Title", "", "mallory:feature", "main"));

    JsonNode shown = client.get(REPOSITORY + "/pulls/7").json();

    assertThat(shown.at("/head/repo/full_name").asText()).isEqualTo("mallory/charts");
    assertThat(shown.at("/head/repo/id")).isNotEqualTo(shown.at("/base/repo/id"));
    assertThat(shown.at("/base/repo/id").asLong()).isEqualTo(fixture.repository.id());
    fixture.repository.deleteFork("mallory");
    assertThat(client.get(REPOSITORY + "/pulls/7").json().at("/head/repo").isNull()).isTrue();
  }

  @Test
  void oneIsCreatedListedAndEdited() {
    fixture.propose("feature", "x", "1");

    Client.Answer created = create("Title", "Body", "feature", "main");

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.at("/user/login")).isEqualTo("chart-tagger[bot]");
    String filtered = REPOSITORY + "/pulls?head=acme:feature&base=main&state=open";
    assertThat(client.get(filtered).json()).hasSize(1);
    assertThat(client.get(REPOSITORY + "/pulls?head=acme:none").json()).isEmpty();
    Client.Answer edited = client.patch(REPOSITORY + "/pulls/1", "title", "New", "state", "closed");
    assertThat(edited.at("/title")).isEqualTo("New");
    assertThat(edited.at("/body")).isEqualTo("Body");
    assertThat(client.get(filtered).json()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          feature | main | A pull request already exists for acme:feature.
          release | main | No commits between main and release
          none | main | "field":"head","code":"invalid"
          feature | none | "field":"base","code":"invalid"
          """)
  void whatCannotBeOpenedIsRefused(String head, String base, String reason) {
    history.branch("release", fixture.root);
    fixture.propose("feature", "x", "1");
    pulls.open(new PullRequestDraft("First", "", "feature", "main"));

    Client.Answer answer = create("Title", "", head, base);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text()).contains("\"Validation Failed\"").contains(reason);
  }

  @Test
  void aTitleOrBodyThatIsTooLongIsRefused() {
    fixture.propose("feature", "x", "1");

    assertThat(create("t".repeat(257), "", "feature", "main").status()).isEqualTo(422);
    assertThat(create("t", "b".repeat(65_537), "feature", "main").text())
        .contains("body is too long (maximum is 65536 characters)");
    assertThat(create("t".repeat(256), "b".repeat(65_536), "feature", "main").status())
        .isEqualTo(201);
    assertThat(client.patch(REPOSITORY + "/pulls/1", "body", "b".repeat(65_537)).status())
        .isEqualTo(422);
  }

  @Test
  void aCheckRunIsCreatedCompletedAndListed() {
    Client.Answer created =
        client.post(REPOSITORY + "/check-runs", "name", "tags", "head_sha", fixture.root.value());
    assertThat(created.status()).isEqualTo(201);

    Client.Answer done =
        client.patch(
            REPOSITORY + "/check-runs/" + created.at("/id"),
            "conclusion",
            "success",
            "output",
            Json.object("title", "t", "summary", "s"));

    assertThat(done.at("/status")).isEqualTo("completed");
    assertThat(
            client
                .get(REPOSITORY + "/commits/main/check-runs?check_name=tags")
                .at("/check_runs/0/output/summary"))
        .isEqualTo("s");
    assertThat(fixture.repository.checks().all())
        .singleElement()
        .extracting(CheckRun::conclusion)
        .isEqualTo("success");
  }

  @Test
  void aCheckRunsTextHasItsLimit() {
    Client.Answer answer =
        client.post(
            REPOSITORY + "/check-runs",
            "name",
            "tags",
            "head_sha",
            fixture.root.value(),
            "output",
            Json.object("title", "t", "summary", "s".repeat(65_536)));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(fixture.repository.checks().all()).isEmpty();
  }

  private Client.Answer create(String title, String body, String head, String base) {
    return client.post(
        REPOSITORY + "/pulls", "title", title, "body", body, "head", head, "base", base);
  }
}
