package io.charttagger.local.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.charttagger.local.git.GitObjects;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevTree;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * Trees and blobs.
 *
 * @see <a href="https://docs.github.com/en/rest/git/trees">Trees</a>
 * @see <a href="https://docs.github.com/en/rest/git/blobs">Blobs</a>
 */
final class TreeEndpoints {
  private static final int LARGEST_LISTING = 7 * 1024 * 1024;
  private static final int LARGEST_BLOB = 100 * 1024 * 1024;

  private TreeEndpoints() {}

  static void on(Router router) {
    router.add("GET", "/git/trees/{name...}", Need.READ_CONTENTS, TreeEndpoints::tree);
    router.add("GET", "/git/blobs/{sha}", Need.READ_CONTENTS, TreeEndpoints::blob);
  }

  private static Reply tree(Visit visit) throws IOException {
    GitObjects git = visit.git();
    if (git.isEmpty()) {
      throw Refusal.of(409, "Git Repository is empty.");
    }
    Named named = named(visit, git).orElseThrow(Refusal::notFound);
    RevTree tree = git.tree(named.id()).orElseThrow(Refusal::notFound);
    List<ObjectNode> entries = new ArrayList<>();
    boolean truncated = list(visit, tree, entries);
    return Reply.ok(
        Json.object(
            "sha",
            named.id().name(),
            "url",
            visit.links().api("/git/trees/" + named.id().name()),
            "tree",
            entries,
            "truncated",
            truncated));
  }

  private static Optional<Named> named(Visit visit, GitObjects git) throws IOException {
    String name = visit.part("name");
    int colon = name.indexOf(':');
    if (colon < 0) {
      return git.resolve(name).map(Named::new);
    }
    Optional<ObjectId> root = git.resolve(name.substring(0, colon));
    String path = name.substring(colon + 1);
    if (!visit.repository().reading().shaPathTrees() || root.isEmpty()) {
      return Optional.empty();
    }
    Optional<RevTree> tree = git.tree(root.get());
    if (path.isEmpty() || tree.isEmpty()) {
      return tree.map(found -> new Named(found.copy()));
    }
    return git.entry(tree.get(), path).map(entry -> new Named(entry.id()));
  }

  /** Adds the entries; true when there were more than one answer holds. */
  private static boolean list(Visit visit, RevTree tree, List<ObjectNode> entries)
      throws IOException {
    boolean recursive = visit.call().query().containsKey("recursive");
    int limit = visit.repository().reading().entryLimit();
    int size = 0;
    try (ObjectReader reader = visit.repository().git().newObjectReader();
        TreeWalk walk = new TreeWalk(reader)) {
      walk.addTree(tree);
      while (walk.next()) {
        if (entries.size() == limit || size > LARGEST_LISTING) {
          return true;
        }
        var entry = new GitObjects.Entry(walk.getRawMode(0), walk.getObjectId(0));
        ObjectNode json = json(visit.links(), entry, walk.getPathString());
        if (entry.type().equals("blob")) {
          json.put("size", reader.getObjectSize(entry.id(), Constants.OBJ_BLOB));
        }
        entries.add(json);
        size += 270 + walk.getPathLength();
        if (recursive && walk.isSubtree()) {
          walk.enterSubtree();
        }
      }
    }
    return false;
  }

  private static ObjectNode json(Links links, GitObjects.Entry entry, String path) {
    ObjectNode json =
        Json.object(
            "path", path,
            "mode", entry.modeText(),
            "type", entry.type(),
            "sha", entry.id().name());
    if (!entry.type().equals("commit")) {
      json.put("url", links.api("/git/" + entry.type() + "s/" + entry.id().name()));
    }
    return json;
  }

  private static Reply blob(Visit visit) throws IOException {
    ObjectId id =
        visit
            .git()
            .resolve(visit.part("sha"))
            .filter(found -> ObjectId.isId(visit.part("sha")))
            .orElseThrow(Refusal::notFound);
    ObjectLoader blob = visit.repository().git().open(id);
    if (blob.getType() != Constants.OBJ_BLOB) {
      throw Refusal.notFound();
    }
    if (blob.getSize() > LARGEST_BLOB) {
      throw Refusal.of(403, "This API returns blobs up to 100 MB in size.");
    }
    byte[] bytes = blob.getCachedBytes(LARGEST_BLOB);
    if (visit.call().accepts("raw")) {
      return Reply.raw(bytes);
    }
    return Reply.ok(
        Json.object(
            "sha", id.name(),
            "node_id", Json.nodeId("Blob", id.name()),
            "size", bytes.length,
            "url", visit.links().api("/git/blobs/" + id.name()),
            "content", base64(bytes),
            "encoding", "base64"));
  }

  /** Base64 in lines of 60, each ended, as GitHub writes it. */
  static String base64(byte[] bytes) {
    String text = Base64.getMimeEncoder(60, new byte[] {'\n'}).encodeToString(bytes);
    return text.isEmpty() ? "" : text + "\n";
  }

  private record Named(ObjectId id) {}
}
