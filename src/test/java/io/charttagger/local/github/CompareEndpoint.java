package io.charttagger.local.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.charttagger.local.git.GitObjects;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * Two commits compared.
 *
 * @see <a href="https://docs.github.com/en/rest/commits/commits#compare-two-commits">Compare two
 *     commits</a>
 */
final class CompareEndpoint {
  private static final int MOST_FILES = 300;

  private CompareEndpoint() {}

  static void on(Router router) {
    router.add("GET", "/compare/{basehead...}", Need.READ_CONTENTS, CompareEndpoint::compare);
  }

  private static Reply compare(Visit visit) throws IOException {
    String range = visit.part("basehead");
    int dots = range.indexOf("...");
    if (dots < 0) {
      throw Refusal.notFound();
    }
    GitObjects git = visit.git();
    RevCommit base = commit(visit, git, range.substring(0, dots));
    RevCommit head = commit(visit, git, range.substring(dots + 3));
    RevCommit common =
        git.mergeBase(base, head)
            .orElseThrow(
                () ->
                    Refusal.of(
                        404,
                        "No common ancestor between " + base.name() + " and " + head.name() + "."));
    List<ObjectId> ahead = new ArrayList<>(git.between(base, head));
    Collections.reverse(ahead);
    int behind = git.between(head, base).size();
    Page page = Page.asked(visit, 250, 250);
    ObjectNode json = about(visit, base, common);
    json.put("status", status(ahead.size(), behind));
    json.put("ahead_by", ahead.size());
    json.put("behind_by", behind);
    json.put("total_commits", ahead.size());
    json.set("commits", Json.array(commits(visit, page.cut(ahead))));
    if (page.number() == 1) {
      json.set(
          "files",
          Json.array(
              Differences.between(
                      git.repository(),
                      Optional.of(common.getTree()),
                      head.getTree(),
                      new Differences.Listing(visit.links(), head.name(), MOST_FILES))
                  .files()));
    }
    return page.link(Reply.ok(json), visit, ahead.size());
  }

  private static RevCommit commit(Visit visit, GitObjects git, String name) throws IOException {
    int colon = name.indexOf(':');
    if (colon >= 0 && visit.repository().forkBranches().containsKey(name)) {
      return git.commit(visit.repository().forkBranches().get(name).value())
          .orElseThrow(Refusal::notFound);
    }
    return git.commit(name.substring(colon + 1)).orElseThrow(Refusal::notFound);
  }

  private static String status(int ahead, int behind) {
    if (ahead == 0) {
      return behind == 0 ? "identical" : "behind";
    }
    return behind == 0 ? "ahead" : "diverged";
  }

  private static ObjectNode about(Visit visit, RevCommit base, RevCommit common) {
    Links links = visit.links();
    String path = "/compare/" + visit.part("basehead");
    return Json.object(
        "url", links.api(path),
        "html_url", links.page(path),
        "permalink_url", links.page(path),
        "diff_url", links.page(path + ".diff"),
        "patch_url", links.page(path + ".patch"),
        "base_commit", CommitJson.full(links, base),
        "merge_base_commit", CommitJson.full(links, common));
  }

  private static List<ObjectNode> commits(Visit visit, List<ObjectId> ids) throws IOException {
    List<ObjectNode> commits = new ArrayList<>();
    try (RevWalk walk = new RevWalk(visit.repository().git())) {
      for (ObjectId id : ids) {
        commits.add(CommitJson.full(visit.links(), walk.parseCommit(id)));
      }
    }
    return commits;
  }
}
