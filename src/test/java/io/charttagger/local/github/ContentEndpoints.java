package io.charttagger.local.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.charttagger.local.git.GitObjects;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * Files and directories by path.
 *
 * @see <a href="https://docs.github.com/en/rest/repos/contents">Repository contents</a>
 */
final class ContentEndpoints {
  private static final int LARGEST_JSON = 1024 * 1024;
  private static final int LARGEST_RAW = 100 * 1024 * 1024;
  private static final int LONGEST_DIRECTORY = 1000;

  private ContentEndpoints() {}

  static void on(Router router) {
    router.add("GET", "/contents/{path...}", Need.READ_CONTENTS, ContentEndpoints::contents);
    router.add("GET", "/contents/", Need.READ_CONTENTS, ContentEndpoints::contents);
    router.add("GET", "/contents", Need.READ_CONTENTS, ContentEndpoints::contents);
  }

  private static Reply contents(Visit visit) throws IOException {
    String ref = visit.query("ref").orElse(visit.repository().defaultBranch());
    GitObjects git = visit.git();
    RevCommit commit =
        git.commit(ref).orElseThrow(() -> Refusal.of(404, "No commit found for the ref " + ref));
    String path = trimmed(visit.parts().getOrDefault("path", ""));
    Place place = new Place(visit, commit.getTree().copy(), ref);
    if (path.isEmpty()) {
      return Reply.ok(Json.array(directory(place, "", commit.getTree())));
    }
    GitObjects.Entry entry = git.entry(place.tree(), path).orElseThrow(Refusal::notFound);
    return switch (entry.type()) {
      case "tree" -> Reply.ok(Json.array(directory(place, path, entry.id())));
      case "commit" ->
          Reply.ok(
              item(place, path, entry)
                  .put("submodule_git_url", "https://example.com/submodule.git"));
      default -> file(place, path, entry);
    };
  }

  private static Reply file(Place place, String path, GitObjects.Entry entry) throws IOException {
    if (!entry.isLink()) {
      return plainFile(place, path, entry);
    }
    String target =
        new String(place.git().repository().open(entry.id()).getBytes(), StandardCharsets.UTF_8);
    Optional<String> inside = follow(path, target);
    Optional<GitObjects.Entry> file =
        inside.isPresent() ? place.git().entry(place.tree(), inside.get()) : Optional.empty();
    if (file.isPresent() && file.get().type().equals("blob") && !file.get().isLink()) {
      return plainFile(place, path, file.get());
    }
    return Reply.ok(item(place, path, entry).put("target", target));
  }

  private static Reply plainFile(Place place, String path, GitObjects.Entry entry)
      throws IOException {
    long size = place.size(entry);
    if (size > LARGEST_RAW) {
      throw Refusal.of(403, "This API returns blobs up to 100 MB in size.");
    }
    byte[] bytes = place.git().repository().open(entry.id()).getCachedBytes(LARGEST_RAW);
    if (place.visit().call().accepts("raw")) {
      return Reply.raw(bytes);
    }
    boolean small = size <= LARGEST_JSON;
    return Reply.ok(
        item(place, path, entry)
            .put("type", "file")
            .put("content", small ? TreeEndpoints.base64(bytes) : "")
            .put("encoding", small ? "base64" : "none"));
  }

  private static List<ObjectNode> directory(Place place, String path, ObjectId tree)
      throws IOException {
    List<ObjectNode> items = new ArrayList<>();
    try (TreeWalk walk = new TreeWalk(place.git().repository())) {
      walk.addTree(tree);
      while (walk.next() && items.size() < LONGEST_DIRECTORY) {
        String child = path.isEmpty() ? walk.getNameString() : path + "/" + walk.getNameString();
        ObjectNode item =
            item(place, child, new GitObjects.Entry(walk.getRawMode(0), walk.getObjectId(0)));
        // GitHub has always shown submodules as files in a listing.
        items.add(item.path("type").asText().equals("submodule") ? item.put("type", "file") : item);
      }
    }
    return items;
  }

  private static ObjectNode item(Place place, String path, GitObjects.Entry entry)
      throws IOException {
    Links links = place.visit().links();
    boolean submodule = entry.type().equals("commit");
    boolean blob = entry.type().equals("blob");
    String self = links.api("/contents/" + path) + "?ref=" + Links.encoded(place.ref());
    String git = submodule ? null : links.api("/git/" + entry.type() + "s/" + entry.id().name());
    String page =
        submodule ? null : links.page((blob ? "/blob/" : "/tree/") + place.ref() + "/" + path);
    return Json.object(
        "type",
        submodule ? "submodule" : blob ? (entry.isLink() ? "symlink" : "file") : "dir",
        "size",
        blob ? place.size(entry) : 0,
        "name",
        path.substring(path.lastIndexOf('/') + 1),
        "path",
        path,
        "sha",
        entry.id().name(),
        "url",
        self,
        "git_url",
        git,
        "html_url",
        page,
        "download_url",
        blob
            ? "https://raw.githubusercontent.com/"
                + links.name()
                + Links.encoded("/" + place.ref() + "/" + path)
            : null,
        "_links",
        Json.object("self", self, "git", git, "html", page));
  }

  /** The path inside the repository that a link points to; empty when it leads out. */
  private static Optional<String> follow(String link, String target) {
    if (target.startsWith("/")) {
      return Optional.empty();
    }
    Deque<String> path = new ArrayDeque<>(List.of(link.split("/", -1)));
    path.removeLast();
    for (String step : target.split("/", -1)) {
      if (step.equals("..")) {
        if (path.isEmpty()) {
          return Optional.empty();
        }
        path.removeLast();
      } else if (!step.equals(".") && !step.isEmpty()) {
        path.addLast(step);
      }
    }
    return path.isEmpty() ? Optional.empty() : Optional.of(String.join("/", path));
  }

  private static String trimmed(String path) {
    String rest = path;
    while (rest.startsWith("/")) {
      rest = rest.substring(1);
    }
    while (rest.endsWith("/")) {
      rest = rest.substring(0, rest.length() - 1);
    }
    return rest;
  }

  /** Where to look: a tree, and the ref that answers name. */
  private record Place(Visit visit, ObjectId tree, String ref) {
    GitObjects git() {
      return visit.git();
    }

    long size(GitObjects.Entry entry) throws IOException {
      return git().repository().open(entry.id(), Constants.OBJ_BLOB).getSize();
    }
  }
}
