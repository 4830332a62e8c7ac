package io.charttagger.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.github.http.FakeGitHub;
import io.charttagger.github.http.MediaType;
import io.charttagger.github.http.RestClient;
import io.charttagger.port.PullRequestCreation;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PullRequestRefusalTest {
  @Test
  void oneThatIsOpenAlready() {
    assertThat(judged(422, "\"A pull request already exists for acme:main.\""))
        .contains(new PullRequestCreation.Exists());
  }

  @Test
  void oneThatHasNothingToMerge() {
    assertThat(judged(422, "\"No commits between release and main\""))
        .contains(new PullRequestCreation.NothingBetween());
  }

  @Test
  void aBaseThatIsMissing() {
    assertThat(
            judged(422, "{\"resource\":\"PullRequest\",\"field\":\"base\",\"code\":\"invalid\"}"))
        .contains(
            new PullRequestCreation.Refused(
                "branch release is missing in acme/charts; create it at the last released commit:"
                    + " gh api repos/acme/charts/git/refs -f ref=refs/heads/release -f"
                    + " sha=COMMIT"));
  }

  @Test
  void aBaseThatGitCannotCreate() {
    assertThat(
            judged(
                422,
                "{\"resource\":\"PullRequest\",\"field\":\"base\",\"code\":\"invalid\"}",
                Optional.of("release/x/v1")))
        .contains(
            new PullRequestCreation.Refused(
                "branch release is missing in acme/charts, and git cannot create it while there is"
                    + " a branch release/x/v1; the operator sets another release branch with"
                    + " RELEASE_BRANCH"));
  }

  @Test
  void anotherRefusalIsQuoted() {
    assertThat(judged(422, "\"body is too long\\u202e\""))
        .contains(
            new PullRequestCreation.Refused(
                "GitHub refused the pull request from main into release: \"Validation Failed; body"
                    + " is too long\\u202E\""));
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 401, 403, 404, 409, 451, 500})
  void anotherStatusConcernsMoreThanThisPullRequest(int status) {
    assertThat(judged(status, "\"A pull request already exists\"")).isEmpty();
  }

  private static Optional<PullRequestCreation> judged(int status, String error) {
    return judged(status, error, Optional.empty());
  }

  private static Optional<PullRequestCreation> judged(
      int status, String error, Optional<String> below) {
    String body = "{\"message\":\"Validation Failed\",\"errors\":[%s]}".formatted(error);
    RestClient rest = new RestClient(new FakeGitHub().answers(status, body), "https://api.example");
    return new PullRequestRefusal(OpenedRepository.NAME, "main", "release", () -> below)
        .judge(rest.get("/x", MediaType.JSON));
  }
}
