package io.charttagger.github;

import io.charttagger.chart.Commit;
import io.charttagger.chart.CommitSha;
import java.time.Instant;
import java.util.List;

/** GitHub's answers about one small repository, with the fields that the product reads. */
final class GitHubAnswers {
  static final String A = "a".repeat(40);
  static final String B = "b".repeat(40);
  static final String C = "c".repeat(40);

  /** The commit {@code A}, whose parent is {@code B}. */
  static final Commit COMMIT =
      new Commit(
          CommitSha.parse(A),
          List.of(CommitSha.parse(B)),
          "Ann",
          "Raise é",
          Instant.parse("2026-06-01T12:00:00Z"));

  private GitHubAnswers() {}

  /** As the git database shows it. */
  static String gitCommit() {
    return """
    {"sha": "%s", "parents": [{"sha": "%s"}], "message": "Raise é\\n\\nMore",
     "author": {"name": "Ann", "date": "2026-05-01T12:00:00Z"},
     "committer": {"name": "Bob", "date": "2026-06-01T12:00:00Z"}}
    """
        .formatted(A, B);
  }

  /** As the commits and compare endpoints show it. */
  static String commit() {
    return """
    {"sha": "%s", "parents": [{"sha": "%s"}],
     "commit": {"message": "Raise é\\n\\nMore", "author": {"name": "Ann"},
                "committer": {"date": "2026-06-01T12:00:00Z"}}}
    """
        .formatted(A, B);
  }

  static String comparison(String status, int total, String commits) {
    return """
    {"status": "%s", "total_commits": %d, "commits": %s, "merge_base_commit": %s}
    """
        .formatted(status, total, commits, commit());
  }

  static String tree(String sha) {
    return """
    {"sha": "%s", "truncated": false,
     "tree": [{"path": "templates", "mode": "040000", "type": "tree", "sha": "%s"},
              {"path": "Chart.yaml", "mode": "100644", "type": "blob", "sha": "%s"}]}
    """
        .formatted(sha, B, C);
  }

  static String ref(String ref, String type, String sha) {
    return """
    {"ref": "%s", "object": {"type": "%s", "sha": "%s"}}
    """
        .formatted(ref, type, sha);
  }

  static String tagObject(String sha) {
    return """
    {"sha": "%s", "tag": "a-v1.0.0", "message": "a 1.0.0\\n",
     "object": {"type": "commit", "sha": "%s"}}
    """
        .formatted(sha, B);
  }

  /** As GitHub answers, whether it is listed, looked up or just written. */
  static String pullRequest(int number) {
    return """
    {"number": %d, "state": "open", "title": "Raise", "body": "Why", "user": {"login": "ada"},
     "html_url": "https://github.example/acme/charts/pull/%1$d",
     "head": {"ref": "topic", "sha": "%s", "repo": {"id": 1234567890123}}, "base": {"ref": "main"},
     "mergeable": true,
     "merged_at": "2026-06-01T12:00:00Z", "merge_commit_sha": "%s"}
    """
        .formatted(number, A, B);
  }

  /** As GitHub answers, whether it is looked up or just published. */
  static String release(String tag) {
    return """
    {"tag_name": "%s", "draft": false, "name": "a v1.0.0", "body": "Why",
     "html_url": "https://github.example/acme/charts/releases/tag/%1$s"}
    """
        .formatted(tag);
  }
}
