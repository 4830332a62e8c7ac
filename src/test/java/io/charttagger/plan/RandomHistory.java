package io.charttagger.plan;

import io.charttagger.chart.CommitSha;
import io.charttagger.chart.PullRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * A repository's history by the dice: charts come, change, move, are copied, break and are
 * reverted. Few names, directories and versions, so that they meet.
 */
final class RandomHistory {
  private static final List<String> NAMES = List.of("a", "b", "c");
  private static final List<String> DIRECTORIES =
      List.of("charts/a", "charts/b", "charts/c", "charts/x", "stable/a");
  private static final List<String> VERSIONS = List.of("1.0.0", "1.0.1", "1.1.0", "2.0.0", "1.1");

  private final Random dice;
  private final List<World> past = new ArrayList<>(List.of(World.EMPTY));
  private int commits;
  private int revisions;

  RandomHistory(long seed) {
    dice = new Random(seed);
  }

  /** One merge; the other parent's charts are those of some commit, or none. */
  record Event(
      CommitSha commit,
      Optional<PullRequest> source,
      World before,
      World after,
      Optional<World> otherParent) {}

  List<Event> push() {
    List<Event> push = new ArrayList<>();
    for (int merges = 1 + dice.nextInt(4); merges > 0; merges--) {
      World before = past.getLast();
      World after = before;
      for (int edits = 1 + dice.nextInt(3); edits > 0; edits--) {
        after = edited(after);
      }
      past.add(after);
      push.add(new Event(nextCommit(), source(), before, after, otherParent()));
    }
    return push;
  }

  boolean oneIn(int number) {
    return dice.nextInt(number) == 0;
  }

  <T> T any(List<T> all) {
    return all.get(dice.nextInt(all.size()));
  }

  String tagName() {
    return any(NAMES) + "-v" + any(VERSIONS);
  }

  private World edited(World world) {
    String directory = any(DIRECTORIES);
    Optional<World.Content> held = world.at(directory);
    if (oneIn(12)) {
      return any(past);
    }
    if (held.isEmpty()) {
      return world.with(directory, new World.Content(any(NAMES), any(VERSIONS), revisions++));
    }
    World.Content content = held.get();
    return switch (dice.nextInt(7)) {
      case 0 -> world.without(directory);
      case 1 -> world.without(directory).with(any(DIRECTORIES), content);
      case 2 -> world.with(any(DIRECTORIES), content);
      case 3 ->
          world.with(directory, new World.Content(any(NAMES), content.version(), revisions++));
      case 4 ->
          world.with(directory, new World.Content(content.name(), content.version(), revisions++));
      default ->
          world.with(directory, new World.Content(content.name(), any(VERSIONS), revisions++));
    };
  }

  private CommitSha nextCommit() {
    return CommitSha.parse("%040x".formatted(++commits));
  }

  private Optional<PullRequest> source() {
    if (oneIn(6)) {
      return Optional.empty();
    }
    String body = oneIn(3) ? "" : "<!-- ATTESTATION_MAP {\"lint\": " + commits + "} -->";
    return Optional.of(Merged.pullRequest(100 + commits, body));
  }

  private Optional<World> otherParent() {
    return oneIn(3) ? Optional.of(any(past)) : Optional.empty();
  }
}
