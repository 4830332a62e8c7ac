package io.charttagger.local.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.charttagger.local.git.GitObjects;
import io.charttagger.local.git.Refs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;

/**
 * Branches and tags as refs.
 *
 * @see <a href="https://docs.github.com/en/rest/git/refs">References</a>
 */
final class RefEndpoints {
  private static final int MOST_BYTES = 255;

  private static final String WORKFLOWS = ".github/workflows";

  private RefEndpoints() {}

  static void on(Router router) {
    router.add("GET", "/git/ref/{ref...}", Need.READ_CONTENTS, RefEndpoints::one);
    router.add("GET", "/git/matching-refs/{ref...}", Need.READ_CONTENTS, RefEndpoints::matching);
    router.add("POST", "/git/refs", Need.WRITE_CONTENTS, RefEndpoints::create);
    router.add("DELETE", "/git/refs/{ref...}", Need.WRITE_CONTENTS, RefEndpoints::delete);
  }

  private static Reply one(Visit visit) throws IOException {
    String name = "refs/" + visit.part("ref");
    ObjectId object =
        Refs.find(visit.repository().git(), name)
            .filter(found -> isShown(name))
            .orElseThrow(Refusal::notFound);
    return Reply.ok(json(visit, name, object));
  }

  private static Reply matching(Visit visit) throws IOException {
    String prefix = "refs/" + visit.part("ref");
    List<Ref> refs =
        visit.repository().git().getRefDatabase().getRefsByPrefix(prefix).stream()
            .filter(ref -> isShown(ref.getName()))
            .sorted(Comparator.comparing(Ref::getName))
            .toList();
    List<ObjectNode> found = new java.util.ArrayList<>();
    for (Ref ref : refs) {
      found.add(json(visit, ref.getName(), ref.getObjectId()));
    }
    return Reply.ok(Json.array(found));
  }

  private static Reply create(Visit visit) throws IOException {
    Repository git = visit.repository().git();
    String name = visit.needed("ref");
    String sha = visit.needed("sha");
    if (!sha.matches("[0-9a-f]{40}")) {
      throw Refusal.unprocessable(
          "The sha parameter must be exactly 40 characters and contain only [0-9a-f].");
    }
    if (!name.startsWith("refs/") || name.split("/", -1).length < 3) {
      throw Refusal.unprocessable(
          "Reference name must start with 'refs/' and contain at least three slash-separated"
              + " components.");
    }
    if (!Repository.isValidRefName(name) || name.startsWith("refs/tags/-")) {
      throw Refusal.unprocessable("Reference name is not valid: " + name);
    }
    if (name.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      throw Refusal.unprocessable("GH005: Sorry, refs longer than 255 bytes are not supported.");
    }
    ObjectId object =
        visit.git().resolve(sha).orElseThrow(() -> Refusal.unprocessable("Object does not exist"));
    if (Refs.find(git, name).isPresent()) {
      throw Refusal.unprocessable("Reference already exists");
    }
    Optional<TagRuleset> ruleset = held(visit, "creation", name);
    if (ruleset.isPresent()) {
      throw ruleset.get().refusal("create ref due to creations");
    }
    Optional<RevCommit> commit = visit.git().commit(object);
    if (name.startsWith(Constants.R_HEADS)
        && !commit.map(found -> found.equals(object)).orElse(false)) {
      throw Refusal.unprocessable("Reference update failed");
    }
    if (commit.isPresent() && lacksWorkflows(visit, commit.get())) {
      throw Refusal.notAllowed();
    }
    if (git.getRefDatabase().isNameConflicting(name) || !Refs.create(git, name, object)) {
      throw Refusal.unprocessable(
          Refs.find(git, name).isPresent()
              ? "Reference already exists"
              : "Reference update failed");
    }
    return Reply.created(json(visit, name, object))
        .with("Location", visit.links().api("/git/" + name));
  }

  private static Reply delete(Visit visit) throws IOException {
    String name = "refs/" + visit.part("ref");
    Repository git = visit.repository().git();
    if (Refs.find(git, name).isEmpty() || !isShown(name)) {
      throw Refusal.unprocessable("Reference does not exist");
    }
    Optional<TagRuleset> ruleset = held(visit, "deletion", name);
    if (ruleset.isPresent()) {
      throw ruleset.get().refusal("delete this ref due to deletions");
    }
    if (name.startsWith(Constants.R_HEADS)) {
      String branch = name.substring(Constants.R_HEADS.length());
      if (branch.equals(visit.repository().defaultBranch())
          || visit.repository().isProtected(branch)) {
        throw Refusal.unprocessable("Cannot delete this protected branch");
      }
      visit.repository().pulls().branchGone(branch);
    }
    Refs.delete(git, name);
    return Reply.empty(204);
  }

  /** The ruleset that refuses the creation or the deletion of a ref. */
  static Optional<TagRuleset> held(Visit visit, String doing, String name) {
    return visit.repository().rulesets().stream()
        .filter(
            ruleset ->
                name.startsWith(Constants.R_TAGS) && ruleset.holdsBack(doing, name, visit.app()))
        .findFirst();
  }

  /** True when the commit's workflow files want a permission that the caller has not. */
  static boolean lacksWorkflows(Visit visit, RevCommit commit) throws IOException {
    return visit.repository().isWorkflowsGuarded()
        && !visit.allows(Need.WRITE_WORKFLOWS)
        && !sameWorkflows(visit, commit);
  }

  private static boolean sameWorkflows(Visit visit, RevCommit commit) throws IOException {
    Optional<RevCommit> main = visit.git().commit(visit.repository().defaultBranch());
    return main.isPresent() && workflows(visit, commit).equals(workflows(visit, main.get()));
  }

  private static Optional<ObjectId> workflows(Visit visit, RevCommit commit) throws IOException {
    return visit.git().entry(commit.getTree(), WORKFLOWS).map(GitObjects.Entry::id);
  }

  /** What is neither a branch nor a tag nor a note is nobody's business. */
  private static boolean isShown(String name) {
    return name.startsWith(Constants.R_HEADS)
        || name.startsWith(Constants.R_TAGS)
        || name.startsWith(Constants.R_NOTES)
        || name.startsWith("refs/pull/");
  }

  private static ObjectNode json(Visit visit, String name, ObjectId object) throws IOException {
    String type = Constants.typeString(visit.repository().git().open(object).getType());
    return Json.object(
        "ref", name,
        "node_id", Json.nodeId("Ref", name),
        "url", visit.links().api("/git/" + name),
        "object",
            Json.object(
                "sha", object.name(),
                "type", type,
                "url", visit.links().api("/git/" + type + "s/" + object.name())));
  }
}
