package io.charttagger.history;

import io.charttagger.chart.ChartYaml;
import io.charttagger.chart.Commit;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.Paths;
import io.charttagger.port.Comparison;
import java.util.List;
import java.util.Optional;

/**
 * Finds the merge that brought the version which a chart has on the main branch: the latest one
 * before which no directory held that chart in that version. A chart is its name, not its
 * directory, so a move is followed.
 *
 * <p>The search goes back along the commits that touched {@code Chart.yaml}, as git's log lists
 * them, and looks at the state before each merge. So its cost does not grow with the history. What
 * is found did bring the version. Of a version that left and came again it may be an earlier coming
 * in one case, which git's log does not show: a merge beside the main line that kept the old file.
 */
final class VersionOrigins {
  // Changes of Chart.yaml since, which left the version as it was.
  private static final int MOST_CHANGES = 20;

  private final ChangeReader changes;
  private final Commits commits;
  private final BroughtCommits brought;
  private final CommitSha head;

  /**
   * Reads nothing yet.
   *
   * @param head the commit of the main branch that every search begins with
   */
  VersionOrigins(ChangeReader changes, Commits commits, BroughtCommits brought, CommitSha head) {
    this.changes = changes;
    this.commits = commits;
    this.brought = brought;
    this.head = head;
  }

  CommitSha head() {
    return head;
  }

  /** True when a commit is the head or one of its ancestors. */
  boolean isOnMain(CommitSha commit) {
    return commits.compare(head, commit).filter(Comparison::baseContainsHead).isPresent();
  }

  /** Searches for the merge that brought a chart which is in that directory now. */
  Origin find(ChartYaml.Chart chart, String directory) {
    String path = directory;
    CommitSha here = head;
    for (int i = 0; i < MOST_CHANGES; i++) {
      Commit touched = commits.touching(file(path), here).first().getFirst();
      Optional<Push.Span> group = brought.group(touched, here);
      if (group.isEmpty()) {
        return unknown(
            "it has been as it is since commit %s, and which merge brought that is not found among the newest %d commits"
                .formatted(touched.sha(), BroughtCommits.MOST_PAGES * 100));
      }
      Optional<CommitSha> before = group.get().before();
      if (before.isEmpty()) {
        return found(group.get());
      }
      if (!changes.chart(before.get(), path).holds(chart.name(), chart.version())) {
        List<String> former = former(chart, group.get());
        // A version that several directories held was in dispute: who alone keeps it brings it.
        if (former.size() != 1) {
          return found(group.get());
        }
        path = former.getFirst();
      }
      here = before.get();
    }
    return unknown(
        "its %s was changed more than %d times since".formatted(file(path), MOST_CHANGES - 1));
  }

  /** The directories that held the chart before, of those that the merge changed. */
  private List<String> former(ChartYaml.Chart chart, Push.Span group) {
    return changes.changes(group).stream()
        .filter(directory -> directory.before().holds(chart.name(), chart.version()))
        .map(ChangedDirectory::path)
        .toList();
  }

  private static String file(String directory) {
    return Paths.in(directory, "Chart.yaml");
  }

  private static Origin found(Push.Span group) {
    return new Origin.Merge(group.before(), group.commit().sha());
  }

  private static Origin unknown(String why) {
    return new Origin.Unknown(why);
  }
}
