package io.charttagger.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.charttagger.chart.Commit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a commit relates to another one.
 *
 * @param status {@code identical}, {@code ahead}, {@code behind} or {@code diverged}
 * @param mergeBase their latest common ancestor
 * @param total how many commits the head has that the base has not
 * @param commits the first 250 of these
 * @see <a href="https://docs.github.com/en/rest/commits/commits#compare-two-commits">Compare two
 *     commits</a>
 */
record Comparison(String status, Commit mergeBase, int total, List<Commit> commits) {

  Comparison {
    commits = List.copyOf(commits);
  }

  /** Compares; empty when one of them is unknown or they have no common ancestor. */
  static Optional<Comparison> of(RestClient rest, String base, String head) {
    String range = RestPath.encode(base) + "..." + RestPath.encode(head);
    return rest.find(rest.inRepository("compare") + "/" + range).map(Comparison::parse);
  }

  /** True when the head is the base, or older: the base's branch holds it. */
  boolean baseHoldsHead() {
    return status.equals("identical") || status.equals("behind");
  }

  /** True when the base is an ancestor of the head, or the head itself. */
  boolean headHoldsBase() {
    return status.equals("identical") || status.equals("ahead");
  }

  private static Comparison parse(JsonNode node) {
    List<Commit> commits = new ArrayList<>();
    node.path("commits").forEach(commit -> commits.add(CommitJson.parse(commit)));
    return new Comparison(
        node.path("status").asText(),
        CommitJson.parse(node.path("merge_base_commit")),
        node.path("total_commits").asInt(),
        commits);
  }
}
