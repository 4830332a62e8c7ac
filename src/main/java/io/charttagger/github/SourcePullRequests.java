package io.charttagger.github;

import com.fasterxml.jackson.databind.JsonNode;
import io.charttagger.chart.Commit;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.PullRequest;
import io.charttagger.port.Budget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The merged pull request that a commit of the main branch came from. GitHub learns of it some
 * seconds after the merge, so a young commit without one is asked about again; whatever is found
 * must name the very commit as its merge commit, for GitHub also lists open pull requests that
 * merely contain it, and anybody can write a number into a subject.
 *
 * @see <a
 *     href="https://docs.github.com/en/rest/commits/commits#list-pull-requests-associated-with-a-commit">List
 *     pull requests associated with a commit</a>
 */
final class SourcePullRequests {
  private static final Duration YOUNG = Duration.ofMinutes(2);
  // GitHub was asked at the start; again 2, 5 and 10 s later.
  private static final List<Duration> RETRIES =
      List.of(Duration.ofSeconds(2), Duration.ofSeconds(3), Duration.ofSeconds(5));
  private static final Pattern MERGE_SUBJECT =
      Pattern.compile("Merge pull request #([1-9][0-9]{0,8}) ");
  private static final Pattern NUMBER = Pattern.compile("\\(#([1-9][0-9]{0,8})\\)");

  private final RestClient rest;
  private final String mainBranch;
  private final Budget budget;
  private final Memoizer<CommitSha, List<JsonNode>> associated;
  private final Memoizer<String, List<JsonNode>> recentlyClosed;

  SourcePullRequests(RestClient rest, String mainBranch, Budget budget) {
    this.rest = rest;
    this.mainBranch = mainBranch;
    this.budget = budget;
    this.associated = new Memoizer<>(this::listAssociated);
    this.recentlyClosed = new Memoizer<>(this::listClosed);
  }

  /** Begins to ask. */
  void begin(CommitSha commit) {
    associated.begin(commit);
  }

  /** What GitHub knows at once. */
  Optional<PullRequest> known(Commit commit) {
    return pick(associated.get(commit.sha()), commit);
  }

  /** What can be found with patience, once {@link #known} came back empty. */
  Optional<PullRequest> late(Commit commit) {
    Optional<PullRequest> found =
        pick(recentlyClosed.get(mainBranch), commit).or(() -> named(commit));
    if (found.isPresent() || !isYoung(commit)) {
      return found;
    }
    for (Duration wait : RETRIES) {
      budget.pause(wait);
      found = pick(listAssociated(commit.sha()), commit);
      if (found.isPresent()) {
        return found;
      }
    }
    return pick(listClosed(mainBranch), commit).or(() -> named(commit));
  }

  private boolean isYoung(Commit commit) {
    return Duration.between(commit.committedAt(), budget.clock().instant()).compareTo(YOUNG) < 0;
  }

  private List<JsonNode> listAssociated(CommitSha commit) {
    return list(rest.inRepository("commits", commit.value(), "pulls") + "?per_page=100");
  }

  private List<JsonNode> listClosed(String base) {
    return list(
        rest.inRepository("pulls")
            + "?state=closed&sort=updated&direction=desc&per_page=50&base="
            + RestPath.encode(base));
  }

  private List<JsonNode> list(String path) {
    List<JsonNode> found = new ArrayList<>();
    // No such commit: whether it may be tagged is not decided here.
    rest.find(path).ifPresent(array -> array.forEach(found::add));
    return found;
  }

  /** The pull request that the subject names, if GitHub bears it out. */
  private Optional<PullRequest> named(Commit commit) {
    return numberIn(commit.subject())
        .flatMap(number -> rest.find(rest.inRepository("pulls", number)))
        .flatMap(node -> pick(List.of(node), commit));
  }

  private static Optional<String> numberIn(String subject) {
    Matcher merge = MERGE_SUBJECT.matcher(subject);
    if (merge.lookingAt()) {
      return Optional.of(merge.group(1));
    }
    // The last one: a squash merge appends its own number.
    return NUMBER.matcher(subject).results().map(found -> found.group(1)).reduce((a, b) -> b);
  }

  /**
   * The one merged into main as this commit. Of several (rare) the one that the subject names, else
   * the oldest.
   */
  private Optional<PullRequest> pick(List<JsonNode> candidates, Commit commit) {
    Optional<String> named = numberIn(commit.subject());
    return candidates.stream()
        .filter(
            node ->
                node.path("merged_at").isTextual()
                    && node.path("base").path("ref").asText().equals(mainBranch)
                    && node.path("merge_commit_sha").asText().equals(commit.sha().value()))
        .min(
            Comparator.comparing(
                    (JsonNode node) -> !named.equals(Optional.of(node.path("number").asText())))
                .thenComparingInt(node -> node.path("number").asInt()))
        .map(SourcePullRequests::parse);
  }

  private static PullRequest parse(JsonNode node) {
    return new PullRequest(
        node.path("number").asInt(),
        node.path("body").asText(""),
        node.path("head").path("ref").asText(""),
        CommitSha.parse(node.path("head").path("sha").asText()));
  }
}
