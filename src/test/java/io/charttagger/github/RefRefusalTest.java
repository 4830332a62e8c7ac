package io.charttagger.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.github.http.FakeGitHub;
import io.charttagger.github.http.MediaType;
import io.charttagger.github.http.RestClient;
import io.charttagger.github.http.RestResponse;
import io.charttagger.port.RefCreation.Refused;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RefRefusalTest {
  private static final String REF = "refs/tags/a-v1.0.0";

  @ParameterizedTest
  @CsvSource({
    "404, Not Found, true, false",
    "409, Git Repository is empty., true, false",
    "422, Object does not exist, true, true",
    "422, Reference already exists, false, true",
    "422, Repository rule violations found, false, true",
    "403, Resource not accessible by integration, false, true",
    "403, Repository was archived so is read-only., false, false",
    "401, Bad credentials, false, false",
    "503, object does not exist, false, false"
  })
  void whatItConcerns(int status, String message, boolean notYet, boolean ofOneRef) {
    RestResponse answer = answer(status, message);

    assertThat(RefRefusal.isNotYet(answer)).isEqualTo(notYet);
    assertThat(RefRefusal.isOfOneRef(answer)).isEqualTo(ofOneRef);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Repository rule violations found; Cannot create ref",
        "Reference update failed",
        "REPOSITORY RULE VIOLATIONS FOUND"
      })
  void aRulesetIsNamedWithTheAppThatNeedsABypass(String words) {
    Refused refused = new Refused(REF, 422, words);

    assertThat(RefRefusal.explain(refused, () -> List.of("tags"), () -> "123"))
        .isEqualTo(
            "ruleset \"tags\" refuses "
                + REF
                + ": an administrator of the repository adds the App (Integration 123) to its bypass list, then send the same dispatch again (GitHub said \""
                + words
                + "\")");
    assertThat(RefRefusal.explain(refused, () -> List.of("a", "b\n"), () -> "123"))
        .startsWith("one of the rulesets \"a\", \"b\\u000A\" refuses " + REF);
    assertThat(RefRefusal.explain(refused, List::of, () -> "123"))
        .startsWith("a ruleset refuses " + REF);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Repository rule violations found; Tag name must match a given regex pattern|ruleset \"tags\" does not allow the name refs/tags/a-v1.0.0: an administrator of the repository changes that rule or adds the App (Integration 123) to its bypass list, then ",
        "Repository rule violations found; Commits must have verified signatures.|ruleset \"tags\" requires signed commits, and the commit of refs/tags/a-v1.0.0 is not signed: an administrator of the repository adds the App (Integration 123) to its bypass list, then ",
        "Repository rule violations found; Cannot create ref due to creations being restricted.|ruleset \"tags\" refuses refs/tags/a-v1.0.0: an administrator of the repository adds the App (Integration 123) to its bypass list, then "
      })
  void theRuleThatRefusedDecidesTheRemedy(String words, String message) {
    assertThat(RefRefusal.explain(new Refused(REF, 422, words), () -> List.of("tags"), () -> "123"))
        .startsWith(message.strip());
  }

  @Test
  void aMissingPermissionForWorkflowsIsNamed() {
    assertThat(explained(403, "Resource not accessible by integration"))
        .isEqualTo(
            "GitHub refused "
                + REF
                + ": the commit's workflow files may differ from the default branch's; the App's"
                + " owner grants it \"Workflows: write\", an owner of the organisation accepts that, then send the same dispatch again (GitHub said \"Resource not accessible by integration\")");
  }

  @Test
  void anotherRefusalIsQuoted() {
    assertThat(explained(422, "GH005: too long\u202e"))
        .isEqualTo("GitHub refused " + REF + ": \"GH005: too long\\u202E\"");
    assertThat(explained(422, "x".repeat(1000))).hasSizeLessThan(200);
  }

  /** Neither the rulesets nor the App's id is asked for when it does not matter. */
  private static String explained(int status, String words) {
    Supplier<List<String>> rulesets =
        () -> {
          throw new AssertionError("no ruleset refused");
        };
    Supplier<String> appId =
        () -> {
          throw new AssertionError("no bypass helps");
        };
    return RefRefusal.explain(new Refused(REF, status, words), rulesets, appId);
  }

  private static RestResponse answer(int status, String message) {
    FakeGitHub gitHub = new FakeGitHub().answers(status, "{\"message\":\"" + message + "\"}");
    return new RestClient(gitHub, "https://api.example").get("/x", MediaType.JSON);
  }
}
