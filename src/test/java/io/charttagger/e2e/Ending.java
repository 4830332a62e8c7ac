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
 */
public record Ending(Map<String, String> refs, List<String> pullRequests) {

  /** As it stands now. */
  public static Ending of(SimulatedRepository repository, GitHubSimulator github) {
    Map<String, String> refs = new TreeMap<>();
    try {
      for (Ref ref : repository.git().getRefDatabase().getRefsByPrefix(Constants.R_REFS)) {
        refs.put(ref.getName(), ref.getObjectId().name());
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
                  // Each simulator listens at a port, each repository has a name of its own.
                  pull.body()
                      .replace(github.url(), "https://github.com")
                      .replace(repository.name().toString(), "owner/name")));
    }
    return new Ending(refs, pullRequests);
  }

  /** The tags alone: name and object. */
  public Map<String, String> tags() {
    Map<String, String> tags = new TreeMap<>(refs);
    tags.keySet().removeIf(ref -> !ref.startsWith(Constants.R_TAGS));
    return tags;
  }
}
