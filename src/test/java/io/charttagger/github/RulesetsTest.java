package io.charttagger.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.github.http.FakeGitHub;
import io.charttagger.port.RefCreation.Refused;
import io.charttagger.port.Repository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which rulesets are named when a ref is refused. */
final class RulesetsTest {
  private static final String WORDS = "Repository rule violations found";

  private final OpenedRepository opened = new OpenedRepository();
  private final FakeGitHub gitHub = opened.gitHub();
  private final Repository repository = opened.repository();

  @ParameterizedTest
  @CsvSource({"refs/tags/a,tag", "refs/heads/a,branch"})
  void theActiveOnesForRefsOfThisKind(String ref, String target) {
    String other = target.equals("tag") ? "branch" : "tag";
    gitHub.answers(
        200,
        """
        [{"name": "one", "enforcement": "active", "target": "%s"},
         {"name": "off", "enforcement": "disabled", "target": "%1$s"},
         {"name": "other", "enforcement": "active", "target": "%s"},
         {"name": "two", "enforcement": "active"}]
        """
            .formatted(target, other));

    assertThat(repository.explain(new Refused(ref, 422, WORDS)))
        .startsWith("one of the rulesets \"one\", \"two\" refuses " + ref)
        .contains("Integration 123");
    assertThat(gitHub.requests())
        .containsExactly("GET /repos/acme/charts/rulesets?per_page=100&targets=" + target);
  }

  @Test
  void noneWhenTheyAreNotShown() {
    gitHub.answers(404, "{\"message\":\"Not Found\"}").answers(200, "[]");

    for (int refusal = 0; refusal < 2; refusal++) {
      assertThat(repository.explain(new Refused("refs/tags/a", 422, WORDS)))
          .startsWith("a ruleset refuses refs/tags/a");
    }
  }

  @Test
  void noneIsAskedForWhenNoneRefused() {
    assertThat(repository.explain(new Refused("refs/tags/a", 422, "Validation Failed")))
        .isEqualTo("GitHub refused refs/tags/a: \"Validation Failed\"");
    assertThat(gitHub.requests()).isEmpty();
  }
}
