package io.charttagger.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.charttagger.chart.Commit;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.Paths;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Commits by range and by path.
 *
 * @see <a href="https://docs.github.com/en/rest/commits/commits#list-commits">List commits</a>
 */
final class CommitReader {
  private static final int PAGE = 100;
  private static final int MOST_PAGES = 10;

  private final RestClient rest;

  CommitReader(RestClient rest) {
    this.rest = rest;
  }

  /**
   * The commits that {@code head} has and {@code base} has not; empty when the base is no ancestor.
   */
  Optional<Set<CommitSha>> since(CommitSha base, CommitSha head) {
    return Comparison.of(rest, base.value(), head.value())
        .filter(Comparison::headHoldsBase)
        .map(comparison -> all(comparison, base, head));
  }

  /** True when a commit is the other one, or has it among its ancestors. */
  boolean holds(CommitSha commit, CommitSha ancestor) {
    return Comparison.of(rest, ancestor.value(), commit.value())
        .filter(Comparison::headHoldsBase)
        .isPresent();
  }

  /**
   * The latest commits that touched a directory, newest first, as {@code git log -- directory} has
   * them.
   */
  List<Commit> touching(String directory, CommitSha head) {
    String path = directory.equals(Paths.ROOT) ? "" : "&path=" + RestPath.encode(directory);
    List<Commit> commits = new ArrayList<>();
    rest.get(rest.inRepository("commits") + "?sha=" + head + "&per_page=" + PAGE + path)
        .forEach(node -> commits.add(CommitJson.parse(node)));
    return commits;
  }

  private Set<CommitSha> all(Comparison comparison, CommitSha base, CommitSha head) {
    Set<CommitSha> commits = new HashSet<>();
    comparison.commits().forEach(commit -> commits.add(commit.sha()));
    // The first answer held the oldest ones; those behind them come in pages.
    for (int page = 1; commits.size() < comparison.total() && page <= MOST_PAGES; page++) {
      JsonNode more =
          rest.get(
              rest.inRepository("compare", base + "..." + head)
                  + "?per_page="
                  + PAGE
                  + "&page="
                  + page);
      more.path("commits")
          .forEach(commit -> commits.add(CommitSha.parse(commit.path("sha").asText())));
    }
    return commits;
  }
}
