package io.charttagger.github;

import io.charttagger.chart.RepositoryName;

/**
 * One GitHub.
 *
 * @param apiUrl the root of its REST API, without a slash at the end
 */
record GitHubSite(String apiUrl) {

  /** The repository's page: people's GitHub, next to the API's. */
  String page(RepositoryName repository) {
    String site =
        apiUrl.equals("https://api.github.com")
            ? "https://github.com"
            : apiUrl
                .replaceFirst("/api/v3$", "")
                .replaceFirst("^https://api\\.(?=[^/]+\\.ghe\\.com$)", "https://");
    return site + "/" + repository;
  }
}
