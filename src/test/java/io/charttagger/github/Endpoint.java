package io.charttagger.github;

import static io.charttagger.github.GitHubAnswers.A;
import static io.charttagger.github.GitHubAnswers.B;
import static io.charttagger.github.GitHubAnswers.C;

import io.charttagger.chart.CommitSha;
import io.charttagger.chart.TagName;
import io.charttagger.chart.TagObject;
import io.charttagger.chart.Tagger;
import io.charttagger.port.AmbiguousWriteException;
import io.charttagger.port.CheckRun;
import io.charttagger.port.CheckedRepository;
import io.charttagger.port.RefCreation;
import io.charttagger.port.Repository;
import io.charttagger.release.GitHubRelease;
import io.charttagger.release.ReleasePullRequest.Existing;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One method of the port, and a proper answer to it.
 *
 * @param optional the fields that may be missing, as JSON pointers
 */
record Endpoint(String name, Call call, String proper, Set<String> optional) {
  private static final CommitSha HEAD = CommitSha.parse(A);
  private static final CommitSha BASE = CommitSha.parse(B);
  private static final Existing TEXTS = new Existing("Raise", "Why");

  /** Names the fields that may be missing, as JSON pointers. */
  Endpoint withOptional(String... pointers) {
    return new Endpoint(name, call, proper, Set.of(pointers));
  }

  boolean isList() {
    return proper.strip().startsWith("[");
  }

  interface Call {
    Object on(Repository repository) throws AmbiguousWriteException;
  }

  private static Endpoint endpoint(String name, String proper, Call call) {
    return new Endpoint(name, call, proper, Set.of());
  }

  static List<Endpoint> reads() {
    String commits = "[" + GitHubAnswers.commit() + "]";
    String pullRequests = "[" + GitHubAnswers.pullRequest(7) + "]";
    return List.of(
        endpoint(
            "compare",
            GitHubAnswers.comparison("ahead", 1, commits).replace(B, C),
            it -> it.compare(A, "main")),
        endpoint(
            "commitsBetween",
            "{\"commits\":%s}".formatted(commits),
            it -> it.commitsBetween(BASE, HEAD, 1)),
        endpoint("commit", GitHubAnswers.gitCommit(), it -> it.commit(HEAD))
            .withOptional("/author/date", "/committer/name"),
        endpoint("commitsTouching", commits, it -> it.commitsTouching(HEAD, ".", 1)),
        endpoint("directory", GitHubAnswers.tree(A), it -> it.directory(HEAD, "a"))
            .withOptional("/truncated", "/tree/0/type", "/tree/1/type"),
        endpoint("tree", GitHubAnswers.tree(A), it -> it.tree(A))
            .withOptional("/truncated", "/tree/0/type", "/tree/1/type"),
        endpoint("below", GitHubAnswers.tree(A), it -> it.below(A, _ -> true))
            .withOptional("/truncated", "/tree/0/type", "/tree/1/type"),
        endpoint(
            "tags",
            "[" + GitHubAnswers.ref("refs/tags/a-v1.0.0", "tag", A) + "]",
            it -> it.tags("a-v")),
        endpoint("tagObject", GitHubAnswers.tagObject(A), it -> it.tagObject(A))
            .withOptional("/tag"),
        endpoint(
                "branch",
                GitHubAnswers.ref("refs/heads/topic", "commit", A),
                it -> it.branch("topic"))
            .withOptional("/object/type"),
        endpoint(
            "details",
            "{\"id\":42,\"full_name\":\"acme/charts\",\"archived\":false,\"default_branch\":\"main\"}",
            it -> ((CheckedRepository) it).details()),
        endpoint(
            "branchBelow",
            "[{\"ref\":\"refs/heads/release/1.x\"}]",
            it -> ((CheckedRepository) it).branchBelow("release")),
        endpoint("pullRequestsOf", pullRequests, it -> it.pullRequestsOf(HEAD))
            .withOptional(
                "/0/user",
                "/0/state",
                "/0/title",
                "/0/html_url",
                "/0/body",
                "/0/merged_at",
                "/0/merge_commit_sha",
                "/0/head/repo",
                "/0/head/repo/id",
                "/0/mergeable"),
        endpoint("recentlyClosed", pullRequests, it -> it.recentlyClosed("main"))
            .withOptional(
                "/0/user",
                "/0/state",
                "/0/title",
                "/0/html_url",
                "/0/body",
                "/0/merged_at",
                "/0/merge_commit_sha",
                "/0/head/repo",
                "/0/head/repo/id",
                "/0/mergeable"),
        endpoint("pullRequest", GitHubAnswers.pullRequest(7), it -> it.pullRequest(7))
            .withOptional(
                "/user",
                "/state",
                "/title",
                "/html_url",
                "/body",
                "/merged_at",
                "/merge_commit_sha",
                "/head/repo",
                "/head/repo/id",
                "/mergeable"),
        endpoint("pullRequestDetails", GitHubAnswers.pullRequest(7), it -> it.pullRequestDetails(7))
            .withOptional(
                "/user",
                "/title",
                "/html_url",
                "/body",
                "/merged_at",
                "/merge_commit_sha",
                "/head/repo",
                "/mergeable"),
        endpoint(
                "openPullRequests",
                pullRequests,
                it -> it.openPullRequests(Optional.of("topic"), Optional.of("main")))
            .withOptional(
                "/0/user",
                "/0/user/login",
                "/0/body",
                "/0/head/sha",
                "/0/merged_at",
                "/0/merge_commit_sha",
                "/0/head/repo",
                "/0/head/repo/id",
                "/0/mergeable"),
        endpoint(
                "releaseOf",
                GitHubAnswers.release("a-v1.0.0"),
                it -> it.releaseOf(new TagName("a-v1.0.0")))
            .withOptional("/name", "/body"),
        endpoint(
                "explain",
                "[{\"name\":\"tags\",\"enforcement\":\"active\",\"target\":\"tag\"}]",
                it ->
                    it.explain(
                        new RefCreation.Refused("refs/tags/a", 422, "Repository rule violations")))
            .withOptional("/0/target"));
  }

  static List<Endpoint> writes() {
    TagObject tag =
        new TagObject(
            new TagName("a-v1.0.0"), BASE, "a\n", new Tagger("a", "b"), Instant.ofEpochSecond(1));
    return List.of(
        endpoint("createTagObject", GitHubAnswers.tagObject(A), it -> it.createTagObject(tag))
            .withOptional("/message", "/object/type"),
        endpoint(
                "createRef",
                GitHubAnswers.ref("refs/tags/a", "tag", A),
                it -> it.createRef("refs/tags/a", A))
            .withOptional("/object/type"),
        endpoint(
                "createPullRequest",
                GitHubAnswers.pullRequest(7),
                it -> it.createPullRequest("topic", "main", TEXTS))
            .withOptional(
                "/user",
                "/user/login",
                "/body",
                "/head/sha",
                "/merged_at",
                "/merge_commit_sha",
                "/head/repo",
                "/head/repo/id",
                "/mergeable"),
        endpoint(
                "updatePullRequest",
                GitHubAnswers.pullRequest(7),
                it -> it.updatePullRequest(7, TEXTS))
            .withOptional(
                "/user",
                "/user/login",
                "/body",
                "/head",
                "/head/ref",
                "/head/sha",
                "/base",
                "/base/ref",
                "/merged_at",
                "/merge_commit_sha",
                "/head/repo",
                "/head/repo/id",
                "/mergeable"),
        endpoint(
            "addLabels",
            "[{\"name\":\"release\"}]",
            it -> {
              it.addLabels(7, List.of("release"));
              return "done";
            }),
        endpoint(
                "createRelease",
                GitHubAnswers.release("a-v1.0.0"),
                it ->
                    it.createRelease(
                        new GitHubRelease(new TagName("a-v1.0.0"), BASE, "a v1.0.0", "Why", false)))
            .withOptional("/name", "/body"),
        endpoint(
            "createCheckRun",
            "{\"head_sha\":\"%s\"}".formatted(A),
            it -> {
              it.createCheckRun(
                  HEAD, new CheckRun(CheckRun.Conclusion.SUCCESS, "Title", "Summary"));
              return "done";
            }));
  }
}
