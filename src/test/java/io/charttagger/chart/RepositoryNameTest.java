package io.charttagger.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RepositoryNameTest {

  @Test
  void ignoresCaseButKeepsTheSpelling() {
    RepositoryName name = RepositoryName.parse("aRustyDev/Helm-Charts");
    assertThat(name)
        .isEqualTo(RepositoryName.parse("arustydev/helm-charts"))
        .hasSameHashCodeAs(RepositoryName.parse("arustydev/helm-charts"))
        .isNotEqualTo(RepositoryName.parse("arustydev/charts"))
        .isNotEqualTo("arustydev/helm-charts")
        .doesNotHaveSameHashCodeAs(RepositoryName.parse("arustydev/charts"))
        .hasToString("aRustyDev/Helm-Charts");
    assertThat(name.key()).isEqualTo("arustydev/helm-charts");
    assertThat(name.owner()).isEqualTo("aRustyDev");
    assertThat(name.name()).isEqualTo("Helm-Charts");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b", "a-b_c/.github", "9/..._-", "a/b.c"})
  void acceptsWhatGitHubAccepts(String text) {
    assertThat(RepositoryName.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "/",
        "a/",
        "/b",
        "a/b/c",
        "a/.",
        "a/..",
        "../b",
        "-a/b",
        "a b/c",
        "a/b\n",
        "а/b",
        "a/b?x=1",
        "a/b%2e",
        "a\\b",
        "https://github.com/a/b"
      })
  void rejectsAnythingElse(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RepositoryName.parse(text))
        .withMessage(Quoted.of(text) + " is not a repository: write owner/name");
  }

  @Test
  void rejectsPartsThatWouldMakeAnotherName() {
    assertThatIllegalArgumentException().isThrownBy(() -> new RepositoryName("a/b", "c"));
    assertThatIllegalArgumentException().isThrownBy(() -> new RepositoryName("a", ".."));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RepositoryName.parse("a".repeat(40) + "/b"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RepositoryName.parse("a/" + "b".repeat(101)));
    assertThat(RepositoryName.parse("a".repeat(39) + "/" + "b".repeat(100)).owner()).hasSize(39);
  }
}
