package io.charttagger.local.github;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * All that a repository has, by what it is called in a path.
 *
 * @param commits the oldest first
 * @param blobs the most likely ones first
 * @param tags the objects that tags point at
 * @param refs without {@code refs/}
 * @param releases the tags of the published ones
 */
record Things(
    List<String> commits,
    List<String> blobs,
    List<String> tags,
    List<String> refs,
    List<String> branches,
    List<String> pulls,
    List<String> releases) {

  /** Those of a repository; what resembles the thing that is asked for comes first. */
  static Things in(SimulatedRepository repository, Call asked) throws IOException {
    List<Ref> all = repository.git().getRefDatabase().getRefsByPrefix(Constants.R_REFS);
    List<String> refs =
        all.stream().map(ref -> ref.getName().substring(Constants.R_REFS.length())).toList();
    List<RevCommit> commits = commits(repository.git());
    return new Things(
        commits.stream().map(RevCommit::name).toList(),
        blobs(repository.git(), commits, asked),
        all.stream()
            .filter(ref -> ref.getName().startsWith(Constants.R_TAGS))
            .map(ref -> ref.getObjectId().name())
            .toList(),
        refs,
        refs.stream()
            .filter(ref -> ref.startsWith("heads/"))
            .map(ref -> ref.substring("heads/".length()))
            .toList(),
        repository.pulls().all().stream().map(pull -> Integer.toString(pull.number())).toList(),
        repository.releases().published().stream().map(Release::tag).toList());
  }

  private static List<RevCommit> commits(Repository git) throws IOException {
    try (RevWalk walk = new RevWalk(git)) {
      walk.sort(RevSort.TOPO);
      walk.sort(RevSort.REVERSE, true);
      for (Ref ref : git.getRefDatabase().getRefsByPrefix(Constants.R_REFS)) {
        walk.markStart(walk.parseCommit(ref.getObjectId()));
      }
      List<RevCommit> commits = new ArrayList<>();
      walk.forEach(commits::add);
      return commits;
    }
  }

  /** Those at the path of the one that is asked for come first. */
  private static List<String> blobs(Repository git, List<RevCommit> commits, Call asked)
      throws IOException {
    Map<String, String> paths = new LinkedHashMap<>();
    try (TreeWalk walk = new TreeWalk(git)) {
      for (RevCommit commit : commits) {
        walk.reset(commit.getTree());
        walk.setRecursive(true);
        while (walk.next()) {
          if (FileMode.REGULAR_FILE.equals(walk.getRawMode(0))) {
            paths.putIfAbsent(walk.getObjectId(0).name(), walk.getPathString());
          }
        }
      }
    }
    String sha = asked.path().substring(asked.path().lastIndexOf('/') + 1);
    String path = paths.getOrDefault(sha, "");
    paths.remove(sha);
    List<String> blobs = new ArrayList<>(paths.keySet());
    blobs.sort(java.util.Comparator.comparing(blob -> !path.equals(paths.get(blob))));
    return blobs;
  }
}
