package io.charttagger.plan;

import io.charttagger.chart.CommitSha;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  /** A line per merge and chart: {@code commit directory outcome}, {@code !} where it fails. */
  List<String> lines(List<RandomHistory.Event> push) {
    List<String> lines = new ArrayList<>();
    for (RandomHistory.Event event : push) {
      Map<String, CommitSha> made = new TreeMap<>();
      TreeSet<String> all = new TreeSet<>(event.before().directories().keySet());
      all.addAll(event.after().directories().keySet());
      for (String directory : all) {
        String outcome = outcome(event, directory);
        if (!outcome.isEmpty()) {
          lines.add(event.commit() + " " + directory + " " + outcome);
        }
        if (outcome.equals("create")) {
          made.put(tagOf(event.after().at(directory).orElseThrow()), event.commit());
        }
      }
      tags.putAll(made);
    }
    return lines;
  }

  private String outcome(RandomHistory.Event event, String directory) {
    World before = event.before();
    World after = event.after();
    boolean changed = !before.at(directory).equals(after.at(directory));
    if (after.at(directory).isEmpty()) {
      World.Content old = before.at(directory).orElseThrow();
      return old.readable() && movedAway(event, old.name()) ? "" : "deleted";
    }
    World.Content now = after.at(directory).get();
    if (!now.readable()) {
      return changed ? (badBefore(event, directory, now) ? "invalid" : "invalid!") : "";
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
      return "conflict!";
    }
    if (!changed) {
      return "";
    }
    if (requireLineage && event.source().filter(it -> !it.body().isEmpty()).isEmpty()) {
      return "unattested!";
    }
    CommitSha tagged = tags.get(tagOf(now));
    if (tagged == null) {
      return holders.size() > 1 ? "conflict" : "create";
    }
    if (tagged.equals(event.commit()) || worlds.get(tagged).directories().containsValue(now)) {
      return "already-tagged";
    }
    boolean unchanged =
        before.holds(now.name(), now.version())
            || event.otherParent().filter(it -> it.holds(now.name(), now.version())).isPresent();
    return unchanged ? "version-unchanged" : "conflict!";
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
