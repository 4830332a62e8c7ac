package io.charttagger.local.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.charttagger.local.git.Refs;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/**
 * Commits, one or many, and branches.
 *
 * @see <a href="https://docs.github.com/en/rest/commits/commits">Commits</a>
 */
final class CommitEndpoints {
  private CommitEndpoints() {}

  static void on(Router router) {
    router.add("GET", "/git/commits/{sha}", Need.READ_CONTENTS, CommitEndpoints::gitCommit);
    router.add("GET", "/commits", Need.READ_CONTENTS, CommitEndpoints::list);
    router.add("GET", "/commits/{sha...}/pulls", Need.READ_PULLS, PullEndpoints::ofCommit);
    router.add("GET", "/commits/{ref...}/check-runs", Need.READ_CHECKS, CheckEndpoints::ofCommit);
    router.add("GET", "/commits/{ref...}", Need.READ_CONTENTS, CommitEndpoints::commit);
    router.add("GET", "/branches/{branch...}", Need.READ_CONTENTS, CommitEndpoints::branch);
  }

  /** The commit that a path names, or GitHub's 422. */
  static RevCommit named(Visit visit, String name) throws IOException {
    return visit
        .git()
        .commit(name)
        .orElseThrow(() -> Refusal.unprocessable("No commit found for SHA: " + name));
  }

  private static Reply gitCommit(Visit visit) throws IOException {
    String sha = visit.part("sha");
    if (!ObjectId.isId(sha)) {
      throw Refusal.notFound();
    }
    RevCommit commit = visit.git().commit(sha).orElseThrow(Refusal::notFound);
    if (!commit.name().equals(sha)) {
      throw Refusal.notFound();
    }
    return Reply.ok(CommitJson.brief(visit.links(), commit));
  }

  private static Reply commit(Visit visit) throws IOException {
    RevCommit commit = named(visit, visit.part("ref"));
    ObjectNode json = CommitJson.full(visit.links(), commit);
    Optional<ObjectId> parentTree =
        commit.getParentCount() == 0
            ? Optional.empty()
            : visit.git().commit(commit.getParent(0)).map(parent -> parent.getTree().copy());
    Differences differences =
        Differences.between(
            visit.repository().git(),
            parentTree,
            commit.getTree(),
            new Differences.Listing(visit.links(), commit.name(), 300));
    json.set(
        "stats",
        Json.object(
            "total", differences.additions() + differences.deletions(),
            "additions", differences.additions(),
            "deletions", differences.deletions()));
    json.set("files", Json.array(differences.files()));
    return Reply.ok(json);
  }

  private static Reply list(Visit visit) throws IOException {
    if (visit.git().isEmpty()) {
      throw Refusal.of(409, "Git Repository is empty.");
    }
    String start = visit.query("sha").orElse(visit.repository().defaultBranch());
    RevCommit tip = visit.git().commit(start).orElseThrow(Refusal::notFound);
    Instant since = visit.query("since").map(CommitEndpoints::instant).orElse(Instant.MIN);
    Instant until = visit.query("until").map(CommitEndpoints::instant).orElse(Instant.MAX);
    Page page = Page.asked(visit);
    int wanted = page.number() * page.size() + 1;
    List<ObjectNode> commits = new ArrayList<>();
    try (RevWalk walk = new RevWalk(visit.repository().git());
        RevWalk whole = new RevWalk(visit.repository().git())) {
      visit
          .query("path")
          .ifPresent(
              path ->
                  walk.setTreeFilter(
                      AndTreeFilter.create(PathFilter.create(path), TreeFilter.ANY_DIFF)));
      walk.markStart(walk.parseCommit(tip));
      for (RevCommit commit : walk) {
        Instant when = commit.getCommitterIdent().getWhenAsInstant();
        if (!when.isBefore(since) && !when.isAfter(until)) {
          // Parsed anew: a walk with a path has rewritten this one's parents.
          commits.add(CommitJson.full(visit.links(), whole.parseCommit(commit.getId())));
        }
        if (commits.size() >= wanted) {
          break;
        }
      }
    }
    return page.link(Reply.ok(Json.array(page.cut(commits))), visit, commits.size());
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw Refusal.unprocessable("Invalid date: " + text);
    }
  }

  private static Reply branch(Visit visit) throws IOException {
    String name = visit.part("branch");
    Links links = visit.links();
    ObjectId tip =
        Refs.find(visit.repository().git(), Constants.R_HEADS + name)
            .orElseThrow(() -> Refusal.of(404, "Branch not found"));
    RevCommit commit = visit.git().commit(tip).orElseThrow(Refusal::notFound);
    String self = links.api("/branches/" + name);
    return Reply.ok(
        Json.object(
            "name", name,
            "commit", CommitJson.full(links, commit),
            "_links", Json.object("self", self, "html", links.page("/tree/" + name)),
            "protected", visit.repository().isProtected(name),
            "protection", Json.object("enabled", visit.repository().isProtected(name)),
            "protection_url", self + "/protection"));
  }
}
