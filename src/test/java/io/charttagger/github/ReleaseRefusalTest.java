package io.charttagger.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.TagName;
import io.charttagger.github.http.FakeGitHub;
import io.charttagger.github.http.MediaType;
import io.charttagger.github.http.RestClient;
import io.charttagger.port.ReleaseCreation;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What GitHub's refusal of a release means, and who does what. */
final class ReleaseRefusalTest {
  private static final String WITHOUT_PERMISSION =
      "GitHub refused the release of tag a-v1.0.0: the commit's workflow files may differ from the"
          + " default branch's; the App's owner grants it \"Workflows: write\", an owner of the"
          + " organisation accepts that, then send the same dispatch again"
          + " (GitHub said \"%s\")";

  @Test
  void oneThatExists() {
    assertThat(
            judged(
                422,
                "{\"message\":\"Validation Failed\",\"errors\":[{\"resource\":\"Release\","
                    + "\"code\":\"already_exists\",\"field\":\"tag_name\"}]}"))
        .contains(new ReleaseCreation.Exists());
  }

  @ParameterizedTest
  @CsvSource({"404,Not Found", "409,Conflict"})
  void whatIsNotFoundMayLackAPermission(int status, String words) {
    assertThat(judged(status, "{\"message\":\"%s\"}".formatted(words)))
        .contains(new ReleaseCreation.NotFound(WITHOUT_PERMISSION.formatted(words)));
  }

  @Test
  void aPermissionThatIsMissing() {
    assertThat(judged(403, "{\"message\":\"Resource not accessible by integration\"}"))
        .contains(
            new ReleaseCreation.Refused(
                WITHOUT_PERMISSION.formatted("Resource not accessible by integration")));
  }

  @Test
  void anotherRefusalIsQuoted() {
    assertThat(
            judged(
                422,
                "{\"message\":\"Validation Failed\",\"errors\":[{\"resource\":\"Release\","
                    + "\"code\":\"custom\",\"message\":\"body is too long\\u202e\"}]}"))
        .contains(
            new ReleaseCreation.Refused(
                "GitHub refused the release of tag a-v1.0.0; correct what it names, then send the"
                    + " same dispatch again (GitHub said \"Validation Failed; body is too"
                    + " long\\u202E\")"));
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 301, 401, 403, 410, 451, 500})
  void anotherAnswerConcernsMoreThanThisRelease(int status) {
    assertThat(judged(status, "{\"message\":\"Repository was archived\"}")).isEmpty();
  }

  private static Optional<ReleaseCreation> judged(int status, String body) {
    RestClient rest = new RestClient(new FakeGitHub().answers(status, body), "https://api.example");
    return ReleaseRefusal.judge(rest.get("/x", MediaType.JSON), new TagName("a-v1.0.0"));
  }
}
