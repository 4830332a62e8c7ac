package io.charttagger.github;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GitHubSiteTest {
  @ParameterizedTest
  @CsvSource({
    "https://api.github.com, https://github.com/acme/charts",
    "https://github.example/api/v3, https://github.example/acme/charts",
    "https://api.acme.ghe.com, https://acme.ghe.com/acme/charts",
    "https://api.github.example/api/v3, https://api.github.example/acme/charts",
    "http://127.0.0.1:8080, http://127.0.0.1:8080/acme/charts"
  })
  void thePageIsPeoplesGitHubNextToTheApi(String apiUrl, String page) {
    assertThat(new GitHubSite(apiUrl).page(OpenedRepository.NAME)).isEqualTo(page);
  }
}
