package io.charttagger.plan;

import static io.charttagger.plan.TestPlans.failing;
import static io.charttagger.plan.TestPlans.passing;

import io.charttagger.chart.CommitSha;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** A second, simpler implementation of the table of outcomes, over complete trees of charts. */
final class ReferencePlanner {
  private final boolean requireLineage;
  private final Map<String, CommitSha> tags;
  private final Map<CommitSha, ChartTree> trees;

  /** Takes the tags by name, and the tree of every commit. */
  ReferencePlanner(
      boolean requireLineage, Map<String, CommitSha> tags, Map<CommitSha, ChartTree> trees) {
    this.requireLineage = requireLineage;
    this.tags = new TreeMap<>(tags);
    this.trees = trees;
  }

  /** One row for a merge and a directory. */
  record Row(CommitSha commit, TestPlans.Decided decided) {}

  /** A row per merge and chart. */
  List<Row> rows(List<RandomHistory.Event> push) {
    List<Row> rows = new ArrayList<>();
    for (RandomHistory.Event event : push) {
      Map<String, CommitSha> created = new TreeMap<>();
      TreeSet<String> all = new TreeSet<>(event.before().directories().keySet());
      all.addAll(event.after().directories().keySet());
      for (String directory : all) {
        Optional<TestPlans.Decided> decided = decided(event, directory);
        decided.ifPresent(it -> rows.add(new Row(event.commit(), it)));
        if (decided.filter(it -> isExpected(it, event)).isPresent()) {
          created.put(tagOf(event.after().at(directory).orElseThrow()), event.commit());
        }
      }
      tags.putAll(created);
    }
    return rows;
  }

  /** A version that came in without its lineage gets its tag later. */
  private boolean isExpected(TestPlans.Decided decided, RandomHistory.Event event) {
    if (decided.outcome() != ChartOutcome.UNATTESTED) {
      return decided.outcome() == ChartOutcome.CREATE;
    }
    ChartTree.Content now = event.after().at(decided.directory()).orElseThrow();
    return event.source().isPresent()
        && tags.get(tagOf(now)) == null
        && holders(event.after(), now) == 1
        && holders(event.before(), now) != 1;
  }

  private static long holders(ChartTree tree, ChartTree.Content chart) {
    return tree.directories().values().stream()
        .filter(it -> it.is(chart.name(), chart.version()))
        .count();
  }

  private Optional<TestPlans.Decided> decided(RandomHistory.Event event, String directory) {
    ChartTree before = event.before();
    ChartTree after = event.after();
    boolean changed = !before.at(directory).equals(after.at(directory));
    if (after.at(directory).isEmpty()) {
      ChartTree.Content old = before.at(directory).orElseThrow();
      return old.readable() && moved(event, old.name())
          ? Optional.empty()
          : Optional.of(passing(directory, ChartOutcome.DELETED));
    }
    ChartTree.Content now = after.at(directory).get();
    if (!now.readable()) {
      return changed
          ? Optional.of(
              new TestPlans.Decided(
                  directory, ChartOutcome.INVALID, !invalidBefore(event, directory, now)))
          : Optional.empty();
    }
    List<String> directories =
        after.directories().keySet().stream()
            .filter(other -> after.at(other).get().is(now.name(), now.version()))
            .toList();
    boolean introduced =
        directories.stream()
            .anyMatch(
                other -> before.at(other).filter(it -> it.is(now.name(), now.version())).isEmpty());
    if (directories.size() > 1 && introduced) {
      return Optional.of(failing(directory, ChartOutcome.CONFLICT));
    }
    if (!changed && !isLeft(event, now)) {
      return Optional.empty();
    }
    if (requireLineage && event.source().filter(it -> !it.body().isEmpty()).isEmpty()) {
      return Optional.of(failing(directory, ChartOutcome.UNATTESTED));
    }
    CommitSha tagged = tags.get(tagOf(now));
    if (tagged == null) {
      return Optional.of(
          passing(
              directory,
              directories.size() > 1
                  ? ChartOutcome.CONFLICT
                  : holders(before, now) == 1 ? ChartOutcome.UNTAGGED : ChartOutcome.CREATE));
    }
    if (tagged.equals(event.commit()) || trees.get(tagged).directories().containsValue(now)) {
      return Optional.of(passing(directory, ChartOutcome.ALREADY_TAGGED));
    }
    boolean unchanged =
        before.holds(now.name(), now.version())
            || event.otherParent().filter(it -> it.holds(now.name(), now.version())).isPresent();
    return Optional.of(
        unchanged
            ? passing(directory, ChartOutcome.VERSION_UNCHANGED)
            : failing(directory, ChartOutcome.CONFLICT));
  }

  /** True when another directory lost this untagged version. */
  private boolean isLeft(RandomHistory.Event event, ChartTree.Content now) {
    CommitSha tagged = tags.get(tagOf(now));
    return (tagged == null || tagged.equals(event.commit())) && hasLost(event, now);
  }

  static boolean hasLost(RandomHistory.Event event, ChartTree.Content now) {
    return event.before().directories().entrySet().stream()
        .anyMatch(
            was ->
                was.getValue().is(now.name(), now.version())
                    && event
                        .after()
                        .at(was.getKey())
                        .filter(it -> it.is(now.name(), now.version()))
                        .isEmpty());
  }

  private static boolean moved(RandomHistory.Event event, String name) {
    return event.after().directories().entrySet().stream()
        .anyMatch(
            entry ->
                entry.getValue().readable()
                    && entry.getValue().name().equals(name)
                    && event
                        .before()
                        .at(entry.getKey())
                        .filter(was -> was.readable() && was.name().equals(name))
                        .isEmpty());
  }

  /** True when the same invalid version was here before, or in a directory that was removed. */
  private static boolean invalidBefore(
      RandomHistory.Event event, String directory, ChartTree.Content now) {
    return event.before().directories().entrySet().stream()
        .filter(
            entry -> entry.getKey().equals(directory) || event.after().at(entry.getKey()).isEmpty())
        .anyMatch(entry -> entry.getValue().version().equals(now.version()));
  }

  private static String tagOf(ChartTree.Content content) {
    return content.name() + "-v" + content.version();
  }
}
