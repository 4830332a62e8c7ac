package io.charttagger.local.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * GitHub's OpenAPI description, cut down to the paths that the simulator serves: all of it would
 * fill a gigabyte once its references are resolved.
 */
final class GitHubDescription {
  private static final String REPOSITORY = "/repos/{owner}/{repo}";
  private static final List<String> PATHS =
      List.of(
          "/rate_limit",
          "/app",
          "/app/installations",
          "/app/installations/{installation_id}",
          "/app/installations/{installation_id}/access_tokens",
          "/installation/repositories",
          REPOSITORY,
          REPOSITORY + "/installation",
          REPOSITORY + "/dispatches",
          REPOSITORY + "/compare/{basehead}",
          REPOSITORY + "/commits",
          REPOSITORY + "/commits/{ref}",
          REPOSITORY + "/commits/{ref}/check-runs",
          REPOSITORY + "/commits/{commit_sha}/pulls",
          REPOSITORY + "/branches/{branch}",
          REPOSITORY + "/contents/{path}",
          REPOSITORY + "/git/blobs/{file_sha}",
          REPOSITORY + "/git/commits/{commit_sha}",
          REPOSITORY + "/git/trees/{tree_sha}",
          REPOSITORY + "/git/ref/{ref}",
          REPOSITORY + "/git/matching-refs/{ref}",
          REPOSITORY + "/git/refs",
          REPOSITORY + "/git/refs/{ref}",
          REPOSITORY + "/git/tags",
          REPOSITORY + "/git/tags/{tag_sha}",
          REPOSITORY + "/pulls",
          REPOSITORY + "/pulls/{pull_number}",
          REPOSITORY + "/issues/{issue_number}/labels",
          REPOSITORY + "/releases",
          REPOSITORY + "/releases/tags/{tag}",
          REPOSITORY + "/check-runs",
          REPOSITORY + "/check-runs/{check_run_id}",
          REPOSITORY + "/rulesets",
          REPOSITORY + "/rulesets/{ruleset_id}",
          REPOSITORY + "/rules/branches/{branch}");

  private GitHubDescription() {}

  /**
   * The description as JSON text.
   *
   * @throws IllegalArgumentException when it lacks one of the paths
   */
  static String read(Path file) {
    try {
      ObjectNode all = (ObjectNode) Json.parse(Files.readAllBytes(file));
      ObjectNode paths = Json.object();
      for (String path : PATHS) {
        if (!all.path("paths").has(path)) {
          throw new IllegalArgumentException(file + " does not describe " + path);
        }
        paths.set(path, all.path("paths").get(path));
      }
      ObjectNode components = Json.object();
      for (String reference : reachable(all, paths)) {
        String[] parts = reference.split("/", -1);
        components.withObjectProperty(parts[2]).set(parts[3], all.at(reference.substring(1)));
      }
      all.set("paths", paths);
      all.set("components", components);
      all.remove("x-webhooks");
      return all.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> reachable(JsonNode all, JsonNode from) {
    Set<String> found = new HashSet<>();
    Deque<JsonNode> open = new ArrayDeque<>(List.of(from));
    while (!open.isEmpty()) {
      for (JsonNode reference : open.remove().findValues("$ref")) {
        if (found.add(reference.asText())) {
          open.add(all.at(reference.asText().substring(1)));
        }
      }
    }
    return found;
  }
}
