package io.charttagger.plan;

import static io.charttagger.plan.Plans.failing;
import static io.charttagger.plan.Plans.passing;

import io.charttagger.chart.CommitSha;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The table of outcomes once more, written down as plainly as it reads, on whole worlds instead of
 * what a reader makes of them.
 */
final class PlainTable {
  private final boolean requireLineage;
  private final Map<String, CommitSha> tags;
  private final Map<CommitSha, World> worlds;

  /** Tags by name, and every commit's world. */
  PlainTable(boolean requireLineage, Map<String, CommitSha> tags, Map<CommitSha, World> worlds) {
    this.requireLineage = requireLineage;
    this.tags = new TreeMap<>(tags);
    this.worlds = worlds;
  }

  /** One row for a merge and a directory. */
  record Row(CommitSha commit, Plans.Decided decided) {}

  /** A row per merge and chart. */
  List<Row> rows(List<RandomHistory.Event> push) {
    List<Row> rows = new ArrayList<>();
    for (RandomHistory.Event event : push) {
      Map<String, CommitSha> made = new TreeMap<>();
      TreeSet<String> all = new TreeSet<>(event.before().directories().keySet());
      all.addAll(event.after().directories().keySet());
      for (String directory : all) {
        Optional<Plans.Decided> decided = decided(event, directory);
        decided.ifPresent(it -> rows.add(new Row(event.commit(), it)));
        if (decided.filter(it -> it.outcome() == ChartOutcome.CREATE).isPresent()) {
          made.put(tagOf(event.after().at(directory).orElseThrow()), event.commit());
        }
      }
      tags.putAll(made);
    }
    return rows;
  }

  private Optional<Plans.Decided> decided(RandomHistory.Event event, String directory) {
    World before = event.before();
    World after = event.after();
    boolean changed = !before.at(directory).equals(after.at(directory));
    if (after.at(directory).isEmpty()) {
      World.Content old = before.at(directory).orElseThrow();
      return old.readable() && movedAway(event, old.name())
          ? Optional.empty()
          : Optional.of(passing(directory, ChartOutcome.DELETED));
    }
    World.Content now = after.at(directory).get();
    if (!now.readable()) {
      return changed
          ? Optional.of(
              new Plans.Decided(directory, ChartOutcome.INVALID, !badBefore(event, directory, now)))
          : Optional.empty();
    }
    List<String> holders =
        after.directories().keySet().stream()
            .filter(other -> after.at(other).get().is(now.name(), now.version()))
            .toList();
    boolean broughtIn =
        holders.stream()
            .anyMatch(
                other -> before.at(other).filter(it -> it.is(now.name(), now.version())).isEmpty());
    if (holders.size() > 1 && broughtIn) {
      return Optional.of(failing(directory, ChartOutcome.CONFLICT));
    }
    if (!changed) {
      return Optional.empty();
    }
    if (requireLineage && event.source().filter(it -> !it.body().isEmpty()).isEmpty()) {
      return Optional.of(failing(directory, ChartOutcome.UNATTESTED));
    }
    CommitSha tagged = tags.get(tagOf(now));
    if (tagged == null) {
      return Optional.of(
          passing(directory, holders.size() > 1 ? ChartOutcome.CONFLICT : ChartOutcome.CREATE));
    }
    if (tagged.equals(event.commit()) || worlds.get(tagged).directories().containsValue(now)) {
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

  private static boolean movedAway(RandomHistory.Event event, String name) {
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

  /** The same bad version stood here before, or in a directory that is gone. */
  private static boolean badBefore(RandomHistory.Event event, String directory, World.Content now) {
    return event.before().directories().entrySet().stream()
        .filter(
            entry -> entry.getKey().equals(directory) || event.after().at(entry.getKey()).isEmpty())
        .anyMatch(entry -> entry.getValue().version().equals(now.version()));
  }

  private static String tagOf(World.Content content) {
    return content.name() + "-v" + content.version();
  }
}
