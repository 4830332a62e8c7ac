package io.charttagger.local.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;

/** Commits as GitHub shows them: the long form of the repository, and the short one of git. */
final class CommitJson {
  private CommitJson() {}

  /** {@code GET /commits/{ref}} and everywhere a commit is listed. */
  static ObjectNode full(Links links, RevCommit commit) {
    String sha = commit.name();
    return Json.object(
        "url", links.api("/commits/" + sha),
        "sha", sha,
        "node_id", Json.nodeId("Commit", sha),
        "html_url", links.page("/commit/" + sha),
        "comments_url", links.api("/commits/" + sha + "/comments"),
        "commit",
            Json.object(
                "url", links.api("/git/commits/" + sha),
                "author", person(commit.getAuthorIdent()),
                "committer", person(commit.getCommitterIdent()),
                "message", message(commit),
                "tree", tree(links, commit),
                "comment_count", 0,
                "verification", unsigned()),
        "author", null,
        "committer", null,
        "parents", parents(links, commit));
  }

  /** {@code GET /git/commits/{sha}}. */
  static ObjectNode brief(Links links, RevCommit commit) {
    String sha = commit.name();
    return Json.object(
        "sha", sha,
        "node_id", Json.nodeId("Commit", sha),
        "url", links.api("/git/commits/" + sha),
        "html_url", links.page("/commit/" + sha),
        "author", person(commit.getAuthorIdent()),
        "committer", person(commit.getCommitterIdent()),
        "tree", tree(links, commit),
        "message", message(commit),
        "parents", parents(links, commit),
        "verification", unsigned());
  }

  static ObjectNode person(PersonIdent person) {
    return Json.object(
        "name", person.getName(),
        "email", person.getEmailAddress(),
        "date", person.getWhenAsInstant());
  }

  static ObjectNode unsigned() {
    return Json.object(
        "verified", false,
        "reason", "unsigned",
        "signature", null,
        "payload", null,
        "verified_at", null);
  }

  private static ObjectNode tree(Links links, RevCommit commit) {
    String sha = commit.getTree().name();
    return Json.object("sha", sha, "url", links.api("/git/trees/" + sha));
  }

  private static List<ObjectNode> parents(Links links, RevCommit commit) {
    List<ObjectNode> parents = new ArrayList<>();
    for (RevCommit parent : commit.getParents()) {
      parents.add(
          Json.object(
              "sha", parent.name(),
              "url", links.api("/commits/" + parent.name()),
              "html_url", links.page("/commit/" + parent.name())));
    }
    return parents;
  }

  /** Without the line ends that git leaves at its end. */
  private static String message(RevCommit commit) {
    return commit.getFullMessage().stripTrailing();
  }
}
