package io.charttagger.github;

import static io.charttagger.github.GitHubAnswers.A;
import static io.charttagger.github.GitHubAnswers.B;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.charttagger.chart.CommitSha;
import io.charttagger.chart.TagName;
import io.charttagger.chart.TagObject;
import io.charttagger.chart.Tagger;
import io.charttagger.github.http.FakeGitHub;
import io.charttagger.port.AmbiguousWriteException;
import io.charttagger.port.CheckRun;
import io.charttagger.port.OpenPullRequest;
import io.charttagger.port.PermanentFailure;
import io.charttagger.port.PullRequestCreation;
import io.charttagger.port.RefCreation;
import io.charttagger.port.ReleaseCreation;
import io.charttagger.port.Repository;
import io.charttagger.port.TransientFailure;
import io.charttagger.release.GitHubRelease;
import io.charttagger.release.ReleasePullRequest.Existing;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The request that each write sends, and what it makes of GitHub's answer. */
final class GitHubApiWritesTest {
  private static final TagObject TAG =
      new TagObject(
          new TagName("a-v1.0.0"),
          CommitSha.parse(B),
          "a 1.0.0 é\n",
          new Tagger("Chart Tagger", "tagger@example.com"),
          Instant.parse("2026-06-01T12:00:00Z"));
  private static final Existing TEXTS = new Existing("Raise", "Why");

  private final OpenedRepository opened = new OpenedRepository();
  private final FakeGitHub gitHub = opened.gitHub();
  private final Repository repository = opened.repository();

  @Test
  void createsATagObjectWithTaggerAndDate() throws Exception {
    gitHub.answers(201, GitHubAnswers.tagObject(A));

    assertThat(repository.createTagObject(TAG)).isEqualTo(A);
    assertSent("POST /repos/acme/charts/git/tags");
    assertThat(gitHub.body(0))
        .isEqualTo(
            ("{\"tag\":\"a-v1.0.0\",\"message\":\"a 1.0.0 é\\n\",\"object\":\"%s\","
                    + "\"type\":\"commit\",\"tagger\":{\"name\":\"Chart Tagger\","
                    + "\"email\":\"tagger@example.com\",\"date\":\"2026-06-01T12:00:00Z\"}}")
                .formatted(B));
  }

  @ParameterizedTest
  @CsvSource({"404,Not Found", "409,Conflict", "422,Object does not exist"})
  void aTagObjectOfACommitThatAReplicaDoesNotKnowIsAmbiguous(int status, String message) {
    gitHub.answers(status, "{\"message\":\"" + message + "\"}");

    assertThatExceptionOfType(AmbiguousWriteException.class)
        .isThrownBy(() -> repository.createTagObject(TAG))
        .withMessage("GitHub does not know commit " + B + " yet");
  }

  @Test
  void createsARef() throws Exception {
    gitHub.answers(201, GitHubAnswers.ref("refs/tags/a-v1.0.0", "tag", A));

    assertThat(repository.createRef("refs/tags/a-v1.0.0", A)).isEqualTo(new RefCreation.Created());
    assertSent("POST /repos/acme/charts/git/refs");
    assertThat(gitHub.body(0))
        .isEqualTo("{\"ref\":\"refs/tags/a-v1.0.0\",\"sha\":\"%s\"}".formatted(A));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Reference already exists", "REFERENCE ALREADY EXISTS"})
  void aRefThatExistsIsAResult(String message) throws Exception {
    gitHub.answers(422, "{\"message\":\"" + message + "\"}");

    assertThat(repository.createRef("refs/tags/a", A)).isEqualTo(new RefCreation.Exists());
  }

  @ParameterizedTest
  @CsvSource({"404,Not Found", "409,Git Repository is empty.", "422,Object does not exist"})
  void aRefToWhatAReplicaDoesNotKnowIsNotYetCreated(int status, String message) throws Exception {
    gitHub.answers(status, "{\"message\":\"" + message + "\"}");

    assertThat(repository.createRef("refs/tags/a", A)).isEqualTo(new RefCreation.NotYet(message));
  }

  @ParameterizedTest
  @CsvSource({
    "422,Repository rule violations found",
    "422,Reference update failed",
    "422,Validation Failed",
    "403,Resource not accessible by integration"
  })
  void aRefThatIsRefusedAloneIsAResult(int status, String message) throws Exception {
    gitHub.answers(status, "{\"message\":\"" + message + "\"}");

    assertThat(repository.createRef("refs/tags/a", A))
        .isEqualTo(new RefCreation.Refused("refs/tags/a", status, message));
  }

  @Test
  void theErrorsOfARefusalAreItsWordsToo() throws Exception {
    gitHub.answers(
        422,
        "{\"message\":\"Repository rule violations found\",\"errors\":[{\"message\":\"Cannot"
            + " create ref due to creations being restricted.\"}]}");

    assertThat(repository.createRef("refs/tags/a", A))
        .isEqualTo(
            new RefCreation.Refused(
                "refs/tags/a",
                422,
                "Repository rule violations found; Cannot create ref due to creations being"
                    + " restricted."));
  }

  @ParameterizedTest
  @CsvSource({
    "403,Repository was archived so is read-only.,502,unarchive it",
    "403,This installation has been suspended,404,suspended",
    "451,Repository access blocked,502,access blocked"
  })
  void aRefusalOfEveryWriteIsAPermanentFailure(
      int status, String message, int answer, String expected) {
    String body = "{\"message\":\"" + message + "\"}";
    gitHub.answers(status, body).answers(status, body).answers(status, body);

    for (Write write : new Write[] {this::createRef, this::createPullRequest, this::update}) {
      assertThatExceptionOfType(PermanentFailure.class)
          .isThrownBy(write::send)
          .withMessageContaining("acme/charts")
          .withMessageContaining(expected)
          .satisfies(failure -> assertThat(failure.status()).isEqualTo(answer));
    }
  }

  @Test
  void aRequestThatGitHubDidNotWaitForIsATransientFailure() {
    gitHub.answers(408, "{}").answers(408, "{}");

    assertThatExceptionOfType(TransientFailure.class).isThrownBy(this::createRef);
    assertThatExceptionOfType(TransientFailure.class).isThrownBy(this::update);
  }

  @Test
  void aRenamedRepositoryIsAPermanentFailure() {
    for (Write write : new Write[] {this::createRef, this::createTagObject, this::update}) {
      gitHub.redirects(307, "https://api.example/repositories/42/git/refs");
      gitHub.answers(200, "{\"id\":9}");
      gitHub.answers(201, "{\"repositories\":[{\"full_name\":\"acme/helm\"}]}");
      assertThatExceptionOfType(PermanentFailure.class)
          .isThrownBy(write::send)
          .withMessageContaining("acme/charts was renamed to \"acme/helm\"");
    }
  }

  /** hub4j takes a refused token for one of its own that expired, and would send again. */
  @Test
  void aTokenThatStaysRefusedIsAPermanentFailureAndRenewedOnce() {
    int requests = 0;
    gitHub.answers(401, "{\"message\":\"Bad credentials\"}").forEver();

    for (Write write :
        new Write[] {
          this::createRef, this::createPullRequest, this::createCheckRun, this::createTagObject
        }) {
      assertThatExceptionOfType(PermanentFailure.class)
          .isThrownBy(write::send)
          .withMessageContaining("not installed on acme/charts");
      requests += 2;
      assertThat(gitHub.requests()).hasSize(requests);
    }
  }

  @Test
  void deletesABranch() throws Exception {
    gitHub.answers(204, "");

    assertThat(repository.deleteBranch("integration/a b")).isEmpty();
    assertSent("DELETE /repos/acme/charts/git/refs/heads/integration/a%20b");
  }

  @ParameterizedTest
  @CsvSource({"404,Not Found", "422,Reference does not exist"})
  void aBranchThatIsGoneIsDeleted(int status, String message) throws Exception {
    gitHub.answers(status, "{\"message\":\"" + message + "\"}");

    assertThat(repository.deleteBranch("integration/a")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"422,Cannot delete this branch", "403,Resource not accessible by integration"})
  void aBranchThatGitHubKeepsIsKeptForItsReason(int status, String message) throws Exception {
    gitHub.answers(status, "{\"message\":\"" + message + "\"}");

    assertThat(repository.deleteBranch("integration/a")).contains(message);
  }

  @Test
  void opensAPullRequest() throws Exception {
    gitHub.answers(201, GitHubAnswers.pullRequest(7));

    assertThat(repository.createPullRequest("topic", "main", TEXTS))
        .isEqualTo(
            new PullRequestCreation.Opened(
                new OpenPullRequest(7, "https://github.example/acme/charts/pull/7", true, TEXTS)));
    assertSent("POST /repos/acme/charts/pulls");
    assertThat(gitHub.body(0))
        .contains("\"title\":\"Raise\"", "\"head\":\"topic\"", "\"base\":\"main\"")
        .contains("\"body\":\"Why\"");
  }

  @Test
  void aPullRequestThatExistsOrHasNothingToMergeIsAResult() throws Exception {
    gitHub.answers(
        422,
        "{\"message\":\"Validation Failed\",\"errors\":[{\"message\":\"A pull request already exists"
            + " for acme:topic.\"}]}");
    gitHub.answers(
        422,
        "{\"message\":\"Validation Failed\",\"errors\":[{\"message\":\"No commits between main and"
            + " topic\"}]}");

    assertThat(repository.createPullRequest("topic", "main", TEXTS))
        .isEqualTo(new PullRequestCreation.Exists());
    assertThat(repository.createPullRequest("topic", "main", TEXTS))
        .isEqualTo(new PullRequestCreation.NothingBetween());
  }

  @Test
  void aPullRequestIntoABranchThatIsMissingIsRefusedWithTheCommandThatCreatesIt() throws Exception {
    gitHub.answers(
        422,
        "{\"message\":\"Validation Failed\",\"errors\":[{\"resource\":\"PullRequest\",\"field\":\"base\",\"code\":\"invalid\"}]}");

    gitHub.answers(200, "[{\"ref\":\"refs/heads/release-notes\"}]");
    assertThat(repository.createPullRequest("main", "release", TEXTS))
        .isEqualTo(
            new PullRequestCreation.Refused(
                "branch release is missing in acme/charts; create it at the last released commit:"
                    + " gh api repos/acme/charts/git/refs -f ref=refs/heads/release -f"
                    + " sha=COMMIT"));
  }

  /** The token was created for this repository; if it is gone, the next run's token tells. */
  @Test
  void aWriteThatIsNotFoundIsATransientFailureInAFewWords() {
    String body = "{\"message\":\"Not Found\\u202e\",\"hint\":\"" + "x".repeat(10_000) + "\"}";
    gitHub.answers(404, body).answers(404, body).answers(404, body);

    for (Write write : new Write[] {this::createPullRequest, this::createCheckRun, this::update}) {
      assertThatExceptionOfType(TransientFailure.class)
          .isThrownBy(write::send)
          .withMessageContaining("404")
          .withMessageContaining("acme/charts")
          .satisfies(failure -> assertThat(failure.getMessage()).hasSizeLessThan(300));
    }
  }

  @Test
  void titleAndBodyAreReplacedInOneRequest() throws Exception {
    gitHub.answers(200, GitHubAnswers.pullRequest(7).replace("\"open\"", "\"closed\""));

    assertThat(repository.updatePullRequest(7, TEXTS))
        .isEqualTo(
            new OpenPullRequest(7, "https://github.example/acme/charts/pull/7", false, TEXTS));
    assertSent("PATCH /repos/acme/charts/pulls/7");
    assertThat(gitHub.body(0)).isEqualTo("{\"title\":\"Raise\",\"body\":\"Why\"}");
  }

  @ParameterizedTest
  @EnumSource(CheckRun.Conclusion.class)
  void createsACheckRun(CheckRun.Conclusion conclusion) throws Exception {
    gitHub.answers(201, checkRun());

    repository.createCheckRun(
        CommitSha.parse(A), new CheckRun(conclusion, "3 charts tagged", "All *well*"));

    assertSent("POST /repos/acme/charts/check-runs");
    assertThat(gitHub.body(0))
        .contains("\"name\":\"Chart Tagger\"", "\"head_sha\":\"" + A + "\"")
        .contains("\"status\":\"completed\"")
        .contains("\"conclusion\":\"" + conclusion.toString().toLowerCase(Locale.ROOT))
        .contains("\"title\":\"3 charts tagged\"", "\"summary\":\"All *well*\"");
  }

  @Test
  void aCheckRunThatIsRefusedIsAPermanentFailure() {
    gitHub.answers(422, "{\"message\":\"No commit found for SHA\"}");

    assertThatExceptionOfType(PermanentFailure.class)
        .isThrownBy(this::createCheckRun)
        .withMessageContaining("No commit found for SHA");
  }

  @Test
  void publishesAReleaseThatIsNeverTheLatest() throws Exception {
    gitHub.answers(201, GitHubAnswers.release("a-v1.0.0-rc.1"));

    assertThat(createRelease())
        .isEqualTo(
            new ReleaseCreation.Created(
                "https://github.example/acme/charts/releases/tag/a-v1.0.0-rc.1"));
    assertSent("POST /repos/acme/charts/releases");
    assertThat(gitHub.body(0))
        .isEqualTo(
            ("{\"tag_name\":\"a-v1.0.0-rc.1\",\"target_commitish\":\"%s\","
                    + "\"name\":\"a v1.0.0-rc.1\",\"body\":\"Why é\",\"draft\":false,"
                    + "\"prerelease\":true,\"make_latest\":\"false\"}")
                .formatted(A));
  }

  @Test
  void aReleaseThatExistsIsAResult() throws Exception {
    gitHub.answers(
        422,
        "{\"message\":\"Validation Failed\",\"errors\":[{\"resource\":\"Release\","
            + "\"code\":\"already_exists\",\"field\":\"tag_name\"}]}");

    assertThat(createRelease()).isEqualTo(new ReleaseCreation.Exists());
  }

  @ParameterizedTest
  @CsvSource({"403,Repository was archived", "410,Gone"})
  void anAnswerThatConcernsEveryReleaseIsAFailure(int status, String message) {
    gitHub.answers(status, "{\"message\":\"" + message + "\"}");

    assertThatExceptionOfType(PermanentFailure.class).isThrownBy(this::createRelease);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 500, 502})
  void aLostWriteIsAmbiguousAndSentOnce(int status) {
    int requests = 0;
    for (Write write :
        new Write[] {
          this::createRef,
          this::createTagObject,
          this::createPullRequest,
          this::update,
          this::createCheckRun,
          this::createRelease,
          () -> repository.deleteBranch("integration/a")
        }) {
      if (status == 0) {
        gitHub.drops();
      } else {
        gitHub.answers(status, "{}");
      }
      assertThatExceptionOfType(AmbiguousWriteException.class).isThrownBy(write::send);
      requests++;
      assertThat(gitHub.requests()).hasSize(requests);
    }
  }

  private interface Write {
    void send() throws AmbiguousWriteException;
  }

  private void createRef() throws AmbiguousWriteException {
    repository.createRef("refs/tags/a", A);
  }

  private void createTagObject() throws AmbiguousWriteException {
    repository.createTagObject(TAG);
  }

  private void createPullRequest() throws AmbiguousWriteException {
    repository.createPullRequest("topic", "main", TEXTS);
  }

  private void update() throws AmbiguousWriteException {
    repository.updatePullRequest(7, TEXTS);
  }

  private ReleaseCreation createRelease() throws AmbiguousWriteException {
    return repository.createRelease(
        new GitHubRelease(
            new TagName("a-v1.0.0-rc.1"), CommitSha.parse(A), "a v1.0.0-rc.1", "Why é", true));
  }

  private void createCheckRun() throws AmbiguousWriteException {
    repository.createCheckRun(
        CommitSha.parse(A), new CheckRun(CheckRun.Conclusion.SUCCESS, "Title", "Summary"));
  }

  private static String checkRun() {
    return "{\"id\":1,\"head_sha\":\"%s\"}".formatted(A);
  }

  private void assertSent(String request) {
    assertThat(gitHub.requests()).containsExactly(request);
    assertThat(gitHub.request(0).allHeaders().get("Authorization"))
        .containsExactly("Bearer ghs_hunter2");
  }
}
