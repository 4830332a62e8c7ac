package io.charttagger.github;

import io.charttagger.chart.Commit;
import io.charttagger.chart.PullRequest;
import io.charttagger.chart.TagName;
import io.charttagger.port.Comparison;
import io.charttagger.port.GitObject;
import io.charttagger.port.ListedPullRequest;
import io.charttagger.port.OpenPullRequest;
import io.charttagger.port.PublishedRelease;
import io.charttagger.port.PullRequestDetails;
import io.charttagger.port.TagRef;
import io.charttagger.release.ReleasePullRequest.Existing;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * GitHub's objects as JSON, made ours.
 *
 * @see <a href="https://docs.github.com/en/rest">GitHub's REST API</a>
 */
final class AnswerJson {
  private static final String TAGS = "refs/tags/";

  private AnswerJson() {}

  /** A commit as the commits and compare endpoints show it. */
  static Commit commit(CheckedJson json) {
    CheckedJson commit = json.at("commit");
    return new Commit(
        json.at("sha").sha(),
        json.at("parents").list(parent -> parent.at("sha").sha()),
        commit.at("author").at("name").text(),
        commit.at("message").text(),
        commit.at("committer").at("date").instant());
  }

  /** A commit as the git database shows it. */
  static Commit gitCommit(CheckedJson json) {
    return new Commit(
        json.at("sha").sha(),
        json.at("parents").list(parent -> parent.at("sha").sha()),
        json.at("author").at("name").text(),
        json.at("message").text(),
        json.at("committer").at("date").instant());
  }

  /**
   * A comparison, checked against what was compared.
   *
   * @param base a branch or a full SHA
   * @param head likewise
   */
  static Comparison comparison(CheckedJson json, String base, String head) {
    Commit mergeBase = commit(json.at("merge_base_commit"));
    Comparison.Status status =
        switch (json.at("status").text()) {
          case "identical" -> Comparison.Status.IDENTICAL;
          case "ahead" -> Comparison.Status.AHEAD;
          case "behind" -> Comparison.Status.BEHIND;
          case "diverged" -> Comparison.Status.DIVERGED;
          default -> throw json.unexpected("has another status than the four of a comparison");
        };
    int total = json.at("total_commits").number();
    List<Commit> commits = json.at("commits").list(AnswerJson::commit);
    Comparison comparison = new Comparison(status, mergeBase, total, commits);
    json.require(
        (!comparison.baseContainsHead() || isCommit(head, mergeBase))
            && (!comparison.headContainsBase() || isCommit(base, mergeBase))
            && commits.isEmpty() == (total == 0));
    return comparison;
  }

  /** A branch's name tells nothing of its commit. */
  private static boolean isCommit(String branchOrSha, Commit commit) {
    return !branchOrSha.matches("[0-9a-f]{40}") || commit.sha().value().equals(branchOrSha);
  }

  /** A ref below {@code refs/tags/}. */
  static TagRef tagRef(CheckedJson json) {
    String ref = json.at("ref").text();
    json.require(ref.startsWith(TAGS));
    return new TagRef(ref.substring(TAGS.length()), object(json.at("object")));
  }

  /** What a ref or a tag points at. */
  static GitObject object(CheckedJson json) {
    return new GitObject(
        json.at("sha").sha().value(),
        switch (json.at("type").text()) {
          case "commit" -> GitObject.Kind.COMMIT;
          case "tag" -> GitObject.Kind.TAG;
          case "tree" -> GitObject.Kind.TREE;
          case "blob" -> GitObject.Kind.BLOB;
          default -> throw json.unexpected("has a type that git does not know");
        });
  }

  /** A pull request. */
  static ListedPullRequest pullRequest(CheckedJson json) {
    CheckedJson head = json.at("head");
    return new ListedPullRequest(
        new PullRequest(
            json.at("number").number(),
            json.optional("body").map(CheckedJson::text).orElse(""),
            json.optional("user").map(user -> user.at("login").text()).orElse(""),
            head.at("ref").text(),
            head.at("sha").sha()),
        json.at("base").at("ref").text(),
        json.optional("merged_at").isPresent()
            ? json.optional("merge_commit_sha").map(CheckedJson::sha)
            : Optional.empty());
  }

  /** A pull request alone. */
  static PullRequestDetails pullRequestDetails(CheckedJson json) {
    return new PullRequestDetails(
        pullRequest(json),
        isOpen(json),
        json.at("head")
            .optional("repo")
            .map(repository -> OptionalLong.of(repository.at("id").id()))
            .orElseGet(OptionalLong::empty),
        // Null while GitHub tries the merge.
        !json.optional("mergeable").map(CheckedJson::flag).orElse(true));
  }

  private static boolean isOpen(CheckedJson json) {
    return switch (json.at("state").text()) {
      case "open" -> true;
      case "closed" -> false;
      default -> throw json.unexpected("has another state than open and closed");
    };
  }

  /** A pull request's texts and whether it is open. */
  static OpenPullRequest openPullRequest(CheckedJson json) {
    return new OpenPullRequest(
        json.at("number").number(),
        json.at("html_url").text(),
        json.at("state").text().equals("open"),
        new Existing(
            json.at("title").text(), json.optional("body").map(CheckedJson::text).orElse("")));
  }

  /** A release that everybody sees. */
  static PublishedRelease release(CheckedJson json, TagName tag) {
    json.require(json.at("tag_name").text().equals(tag.value()) && !json.at("draft").flag());
    return new PublishedRelease(
        json.at("html_url").text(),
        json.optional("name").map(CheckedJson::text).orElse(""),
        json.optional("body").map(CheckedJson::text).orElse(""));
  }
}
