package io.charttagger.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.charttagger.chart.Commit;
import io.charttagger.chart.CommitSha;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Commits as GitHub's REST shows them.
 *
 * @see <a href="https://docs.github.com/en/rest/commits/commits">Commits</a>
 */
final class CommitJson {
  private CommitJson() {}

  static Commit parse(JsonNode node) {
    JsonNode commit = node.path("commit");
    List<CommitSha> parents = new ArrayList<>();
    node.path("parents")
        .forEach(parent -> parents.add(CommitSha.parse(parent.path("sha").asText())));
    return new Commit(
        CommitSha.parse(node.path("sha").asText()),
        parents,
        commit.path("author").path("name").asText(),
        commit.path("message").asText().lines().findFirst().orElse(""),
        Instant.parse(commit.path("committer").path("date").asText()));
  }
}
