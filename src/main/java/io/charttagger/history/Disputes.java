package io.charttagger.history;

import io.charttagger.chart.ChartYaml;
import io.charttagger.chart.CommitSha;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Versions that a merge brought to one directory while another one held them, so that none was
 * tagged. The merge after which no other directory holds the version makes the tag.
 */
final class Disputes {
  // Changes of another directory's Chart.yaml since.
  private static final int MOST_CHANGES = 20;

  private final ChangeReader changes;
  private final Siblings siblings;
  private final BroughtCommits brought;
  private final CommitSha head;

  /**
   * Reads nothing yet.
   *
   * @param head the commit of the main branch that every search begins with
   */
  Disputes(ChangeReader changes, Siblings siblings, BroughtCommits brought, CommitSha head) {
    this.changes = changes;
    this.siblings = siblings;
    this.brought = brought;
    this.head = head;
  }

  /**
   * The merge that decides who has the version: the one that brought it, as a rule.
   *
   * @param directory the one that has it in the end
   * @param coming the merge that brought it there
   * @param changed what that merge changed
   */
  Origin settled(
      ChartYaml.Chart chart, String directory, Push.Span coming, List<ChangedDirectory> changed) {
    Push.Span last = coming;
    List<String> others =
        holding(chart, coming, changed).filter(path -> !path.equals(directory)).toList();
    for (String other : others) {
      Leave leave = leave(chart, other, coming);
      if (!leave.isKnown()) {
        return new Origin.Unknown(
            "%s had the same name and version, and the merge that changed that was not found"
                .formatted(other));
      }
      if (leave.group().isEmpty()) {
        return origin(coming);
      }
      Push.Span left = leave.group().get();
      last = brought.isIn(left.commit().sha(), last.commit().sha()) ? last : left;
    }
    return origin(last);
  }

  private static Origin origin(Push.Span group) {
    return new Origin.Merge(group.before(), group.commit().sha());
  }

  private Stream<String> holding(
      ChartYaml.Chart chart, Push.Span merge, List<ChangedDirectory> changed) {
    return Stream.concat(
        changed.stream()
            .filter(it -> it.after().holds(chart.name(), chart.version()))
            .map(ChangedDirectory::path),
        siblings.sameNamed(merge.commit().sha(), changed).entrySet().stream()
            .filter(it -> isSame(it.getValue(), chart))
            .map(Map.Entry::getKey));
  }

  private static boolean isSame(ChartYaml.Chart one, ChartYaml.Chart other) {
    return one.name().equals(other.name()) && one.version().equals(other.version());
  }

  /**
   * How a directory lost a version.
   *
   * @param isKnown whether it could be found out
   * @param group the merge; empty when it has the version still
   */
  private record Leave(boolean isKnown, Optional<Push.Span> group) {}

  /** The first merge since the other one that took the version from a directory. */
  private Leave leave(ChartYaml.Chart chart, String directory, Push.Span coming) {
    Optional<Push.Span> first = Optional.empty();
    CommitSha here = head;
    for (int i = 0; i < MOST_CHANGES; i++) {
      Optional<Push.Span> group =
          brought.lastTouching(VersionOrigins.file(directory), here).group();
      if (group.isEmpty()) {
        return new Leave(false, Optional.empty());
      }
      Push.Span change = group.get();
      if (change.before().isEmpty() || brought.isIn(change.commit().sha(), coming.commit().sha())) {
        return new Leave(true, first);
      }
      if (holds(change.before().get(), directory, chart)
          && !holds(change.commit().sha(), directory, chart)) {
        first = group;
      }
      here = change.before().get();
    }
    return new Leave(false, Optional.empty());
  }

  private boolean holds(CommitSha commit, String directory, ChartYaml.Chart chart) {
    return changes.chart(commit, directory).holds(chart.name(), chart.version());
  }
}
