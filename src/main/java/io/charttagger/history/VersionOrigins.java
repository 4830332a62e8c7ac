package io.charttagger.history;

import io.charttagger.chart.ChartYaml;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.Paths;
import java.util.List;
import java.util.Optional;

/**
 * Finds the merge that brought the version which a chart has on the main branch: the latest one
 * before which no directory held that chart in that version; when it brought the version to several
 * directories, the later one that left it to this one alone. A chart is its name, not its
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
  private final BroughtCommits brought;
  private final Disputes disputes;
  private final CommitSha head;

  /**
   * Reads nothing yet.
   *
   * @param head the commit of the main branch that every search begins with
   */
  VersionOrigins(ChangeReader changes, BroughtCommits brought, Disputes disputes, CommitSha head) {
    this.changes = changes;
    this.brought = brought;
    this.disputes = disputes;
    this.head = head;
  }

  CommitSha head() {
    return head;
  }

  /** True when a commit is the head or one of its ancestors. */
  boolean isOnMain(CommitSha commit) {
    return brought.isIn(commit, head);
  }

  /** Searches for the merge that brought a chart which is in that directory now. */
  Origin find(ChartYaml.Chart chart, String directory) {
    String path = directory;
    CommitSha here = head;
    for (int i = 0; i < MOST_CHANGES; i++) {
      BroughtCommits.Brought touched = brought.lastTouching(file(path), here);
      Optional<Push.Span> group = touched.group();
      if (group.isEmpty()) {
        return unknown(
            "it has not changed since commit %s, and the merge of that commit was not found among the newest %d commits"
                .formatted(touched.commit().sha(), BroughtCommits.MOST_PAGES * 100));
      }
      Optional<CommitSha> before = group.get().before();
      if (before.isEmpty()) {
        return disputes.settled(chart, path, group.get(), changes.changes(group.get()));
      }
      if (!changes.chart(before.get(), path).holds(chart.name(), chart.version())) {
        List<ChangedDirectory> changed = changes.changes(group.get());
        List<String> former = former(chart, changed);
        // A version that several directories held was in dispute: who alone keeps it brings it.
        if (former.size() != 1) {
          return disputes.settled(chart, path, group.get(), changed);
        }
        path = former.getFirst();
      }
      here = before.get();
    }
    return unknown(
        "its %s was changed more than %d times since".formatted(file(path), MOST_CHANGES - 1));
  }

  /** The directories that held the chart before, of those that the merge changed. */
  private static List<String> former(ChartYaml.Chart chart, List<ChangedDirectory> changed) {
    return changed.stream()
        .filter(directory -> directory.before().holds(chart.name(), chart.version()))
        .map(ChangedDirectory::path)
        .toList();
  }

  static String file(String directory) {
    return Paths.in(directory, "Chart.yaml");
  }

  private static Origin unknown(String why) {
    return new Origin.Unknown(why);
  }
}
