package io.charttagger.plan;

import io.charttagger.chart.CommitSha;
import io.charttagger.chart.PullRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * A random history of a repository: charts are added, changed, moved, copied, broken and reverted.
 * There are only a few names, directories and versions, so that they collide.
 */
final class RandomHistory {
  private static final List<String> NAMES = List.of("a", "b", "c");
  private static final List<String> DIRECTORIES =
      List.of("charts/a", "charts/b", "charts/c", "charts/x", "stable/a");
  private static final List<String> VERSIONS = List.of("1.0.0", "1.0.1", "1.1.0", "2.0.0", "1.1");

  private final Random random;
  private final List<ChartTree> past = new ArrayList<>(List.of(ChartTree.EMPTY));
  private int commits;
  private int revisions;

  RandomHistory(long seed) {
    random = new Random(seed);
  }

  /** One merge. Its other parent has the charts of some earlier commit, or does not exist. */
  record Event(
      CommitSha commit,
      Optional<PullRequest> source,
      ChartTree before,
      ChartTree after,
      Optional<ChartTree> otherParent) {}

  List<Event> push() {
    List<Event> push = new ArrayList<>();
    for (int merges = 1 + random.nextInt(4); merges > 0; merges--) {
      ChartTree before = past.getLast();
      ChartTree after = before;
      for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
        after = edited(after);
      }
      past.add(after);
      push.add(new Event(nextCommit(), source(), before, after, otherParent()));
    }
    return push;
  }

  boolean oneIn(int number) {
    return random.nextInt(number) == 0;
  }

  <T> T any(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  String tagName() {
    return any(NAMES) + "-v" + any(VERSIONS);
  }

  private ChartTree edited(ChartTree tree) {
    String directory = any(DIRECTORIES);
    Optional<ChartTree.Content> existing = tree.at(directory);
    if (oneIn(12)) {
      return any(past);
    }
    if (existing.isEmpty()) {
      return tree.with(directory, new ChartTree.Content(any(NAMES), any(VERSIONS), revisions++));
    }
    ChartTree.Content content = existing.get();
    return switch (random.nextInt(7)) {
      case 0 -> tree.without(directory);
      case 1 -> tree.without(directory).with(any(DIRECTORIES), content);
      case 2 -> tree.with(any(DIRECTORIES), content);
      case 3 ->
          tree.with(directory, new ChartTree.Content(any(NAMES), content.version(), revisions++));
      case 4 ->
          tree.with(
              directory, new ChartTree.Content(content.name(), content.version(), revisions++));
      default ->
          tree.with(directory, new ChartTree.Content(content.name(), any(VERSIONS), revisions++));
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
    return Optional.of(MergeBuilder.pullRequest(100 + commits, body));
  }

  private Optional<ChartTree> otherParent() {
    return oneIn(3) ? Optional.of(any(past)) : Optional.empty();
  }
}
