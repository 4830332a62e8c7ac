package io.charttagger.e2e;

import io.charttagger.local.github.GitHubSimulator;
import io.charttagger.local.github.PullRequest;
import io.charttagger.local.github.SimulatedRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Ref;

/**
 * What a push leaves behind in its repository.
 *
 * @param refs every tag with its object and every branch with its commit
 * @param pullRequests all of them, open or closed, with title and body
 * @param releases all GitHub Releases in the order of their tags, with title and body
 */
public record Ending(Map<String, String> refs, List<String> pullRequests, List<String> releases) {

  /** The same, without what tells of the tags before: which link compares a release with one. */
  Ending withoutComparisons() {
    return new Ending(
        refs,
        pullRequests.stream()
            .map(
                text ->
                    text.replaceAll("\\[([^\\]]+ → [^\\]]+)]\\([^)]+/compare/[^)]+\\)", "$1")
                        .replaceAll(",\"previousTag\":\"[^\"]+\"", ""))
            .toList(),
        releases);
  }

  /** As it stands now. */
  public static Ending of(SimulatedRepository repository, GitHubSimulator github) {
    Map<String, String> refs = new TreeMap<>();
    try {
      for (Ref ref : repository.git().getRefDatabase().getRefsByPrefix(Constants.R_REFS)) {
        // GitHub's own, made whenever somebody looks at a pull request.
        if (!ref.getName().startsWith("refs/pull/")) {
          refs.put(ref.getName(), ref.getObjectId().name());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> pullRequests = new ArrayList<>();
    for (PullRequest pull : repository.pulls().all()) {
      pullRequests.add(
          "#%d %s from %s into %s: %s%n%s"
              .formatted(
                  pull.number(),
                  pull.isOpen() ? "open" : "closed",
                  pull.head(),
                  pull.base(),
                  pull.title(),
                  anywhere(pull.body(), repository, github)));
    }
    List<String> releases =
        repository.releases().all().stream()
            .map(
                release ->
                    "%s at %s, %s, %s, %s: %s%n%s"
                        .formatted(
                            release.tag(),
                            release.target(),
                            release.draft() ? "draft" : "published",
                            release.prerelease() ? "pre-release" : "release",
                            release.latest() ? "the latest" : "not the latest",
                            release.texts().name(),
                            anywhere(release.texts().body(), repository, github)))
            .sorted()
            .toList();
    return new Ending(refs, pullRequests, releases);
  }

  /** Each simulator listens at a port, each repository has a name of its own. */
  private static String anywhere(
      String text, SimulatedRepository repository, GitHubSimulator github) {
    return text.replace(github.url(), "https://github.com")
        .replace(repository.name().toString(), "owner/name");
  }

  /** The tags alone: name and object. */
  public Map<String, String> tags() {
    Map<String, String> tags = new TreeMap<>(refs);
    tags.keySet().removeIf(ref -> !ref.startsWith(Constants.R_TAGS));
    return tags;
  }
}
