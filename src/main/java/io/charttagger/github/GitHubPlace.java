package io.charttagger.github;

import io.charttagger.chart.RepositoryName;
import java.util.List;

/**
 * Where on GitHub the charts are.
 *
 * @param apiUrl the root of the REST API, without a slash at its end
 * @param chartDirectories the directories that hold charts
 * @param mainBranch the branch that is tagged
 * @param releaseBranch the branch that releases are merged into
 */
public record GitHubPlace(
    String apiUrl, List<String> chartDirectories, String mainBranch, String releaseBranch) {

  /** Copies the directories. */
  public GitHubPlace {
    chartDirectories = List.copyOf(chartDirectories);
  }

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
