package io.charttagger.e2e;

import io.charttagger.chart.CommitSha;
import io.charttagger.local.git.FileChanges;
import io.charttagger.local.git.Note;
import io.charttagger.local.github.MergeMethod;
import io.charttagger.local.github.PullRequest;
import io.charttagger.local.github.PullRequestDraft;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A real repository's history by the dice: charts come, change, move, are copied, break, go and are
 * reverted; by pull requests merged in each way and by hand, several to a push, some of them on top
 * of local work that the remote main branch was merged into. Few names, directories and versions,
 * so that they meet.
 */
final class RandomGitHistory {
  private static final List<String> NAMES = List.of("a", "b", "c");
  private static final List<String> DIRECTORIES =
      List.of("charts/a", "charts/b", "charts/c", "charts/a-1.1.0", "charts/x", "charts/group/b");
  private static final List<String> VERSIONS =
      List.of(
          "1.0.0",
          "1.0.1",
          "1.1.0",
          "1.2.0",
          "2.0.0-rc.1",
          "2.0.0",
          "2.0.1",
          "2.1.0",
          "3.0.0",
          "3.1.0+b.1",
          "4.0.0",
          "1.1");

  private final Random dice;
  private final Scene scene;
  private final List<Map<String, Content>> past = new ArrayList<>();
  private final List<Integer> unattested = new ArrayList<>();
  private Optional<State> older = Optional.empty();
  private Map<String, Content> world = new TreeMap<>();
  private CommitSha tip;
  private int revisions;

  RandomGitHistory(long seed, Scene scene) {
    this.dice = new Random(seed);
    this.scene = scene;
    this.tip = scene.commit("main", "begin", Map.of("README.md", "charts\n"));
    past.add(world);
  }

  /** A chart as its directory holds it; the revision stands for all else in it. */
  record Content(String name, String version, int revision) {
    String tag() {
      return name + "-v" + version;
    }

    /** True when the other one asks for the same tag. */
    boolean isAs(@Nullable Content other) {
      return other != null && other.tag().equals(tag());
    }
  }

  /**
   * What came in as one merge.
   *
   * @param last the commit that its tags belong on
   * @param pullRequest its number; empty when it was pushed by hand
   */
  record Merge(
      CommitSha last,
      Optional<Integer> pullRequest,
      Map<String, Content> before,
      Map<String, Content> after) {}

  /** What the main branch was once. */
  private record State(CommitSha tip, Map<String, Content> world) {}

  /** A push, cut into its merges. */
  record Push(CommitSha before, CommitSha after, List<Merge> merges) {}

  Push push() {
    CommitSha before = tip;
    Map<String, Content> start = world;
    List<Merge> merges = new ArrayList<>();
    for (int left = 1 + dice.nextInt(4); left > 0; left--) {
      State here = new State(tip, world);
      Optional<Integer> pullRequest =
          oneIn(5) ? byHand() : oneIn(8) && older.isPresent() ? onLocalWork(older.get()) : merged();
      // A commit by hand is a merge of its own.
      merges.add(new Merge(tip, pullRequest, start, world));
      start = world;
      older = Optional.of(here);
    }
    return new Push(before, tip, merges);
  }

  /** Somebody forces the main branch back to where it was before the last push. */
  void takeBack(Push push) {
    tip = push.before();
    world = push.merges().getFirst().before();
    older = Optional.empty();
    scene.history().branch("main", tip);
  }

  /** The pull requests that had no lineage get some. */
  void attest() {
    unattested.forEach(
        number -> scene.repository().pulls().edit(number, "Change", attestation(number)));
  }

  boolean oneIn(int number) {
    return dice.nextInt(number) == 0;
  }

  <T> T any(List<T> all) {
    return all.get(dice.nextInt(all.size()));
  }

  String anyTag() {
    return any(NAMES) + "-v" + any(VERSIONS);
  }

  private Optional<Integer> byHand() {
    commitTo("main");
    tip = scene.history().tip("main");
    return Optional.empty();
  }

  private Optional<Integer> merged() {
    String branch = "feature-" + revisions;
    scene.history().branch(branch, tip);
    for (int commits = 1 + dice.nextInt(3); commits > 0; commits--) {
      commitTo(branch);
    }
    boolean attested = !oneIn(4);
    PullRequest opened =
        scene
            .repository()
            .pulls()
            .open(
                new PullRequestDraft(
                    "Change", attested ? attestation(revisions) : "", branch, "main"));
    if (!attested) {
      unattested.add(opened.number());
    }
    scene
        .repository()
        .pulls()
        .merge(opened.number(), any(List.of(MergeMethod.values())), scene.tick());
    tip = scene.history().tip("main");
    return Optional.of(opened.number());
  }

  private static String attestation(int id) {
    return "<!-- ATTESTATION_MAP {\"lint\": \"%d\"} -->\n".formatted(id);
  }

  /** What {@code git pull} and {@code git push} make of a local commit. */
  private Optional<Integer> onLocalWork(State base) {
    CommitSha remote = tip;
    String directory = any(DIRECTORIES);
    Content mine = new Content(any(NAMES), any(VERSIONS), ++revisions);
    scene.history().branch("local", base.tip());
    CommitSha local =
        scene.commit("local", "change " + revisions, files(directory, Optional.of(mine)));
    Map<String, Content> merged = new TreeMap<>(world);
    merged.put(directory, mine);
    FileChanges changes = FileChanges.none().write("README.md", "revision " + revisions + "\n");
    for (String changed : DIRECTORIES) {
      for (Map.Entry<String, String> file :
          files(changed, Optional.ofNullable(merged.get(changed))).entrySet()) {
        changes =
            file.getValue() == null
                ? changes.delete(file.getKey())
                : changes.write(file.getKey(), file.getValue());
      }
    }
    tip =
        scene
            .history()
            .commit(
                List.of(local, remote),
                changes,
                Note.of(
                    "Merge branch 'main' of github.com:example-org/helm-charts\n", scene.tick()));
    scene.history().branch("main", tip);
    world = merged;
    past.add(merged);
    return Optional.empty();
  }

  private void commitTo(String branch) {
    Map<String, Content> next = edited();
    Map<String, String> files = new HashMap<>();
    world.keySet().forEach(directory -> files.putAll(files(directory, Optional.empty())));
    next.forEach((directory, held) -> files.putAll(files(directory, Optional.of(held))));
    files.put("README.md", "revision " + revisions++ + "\n");
    // What is not there cannot be deleted; what stays the same is written again.
    scene.commit(branch, "change " + revisions, files);
    world = next;
    past.add(next);
  }

  private static Map<String, String> files(String directory, Optional<Content> held) {
    Map<String, String> files = new HashMap<>();
    files.put(
        directory + "/Chart.yaml",
        held.map(chart -> Scene.chartYaml(chart.name(), chart.version())).orElse(null));
    files.put(directory + "/values.yaml", held.map(it -> "x: " + it.revision()).orElse(null));
    return files;
  }

  private Map<String, Content> edited() {
    if (oneIn(12)) {
      return any(past);
    }
    Map<String, Content> next = new TreeMap<>(world);
    String directory = any(DIRECTORIES);
    Content held = next.get(directory);
    if (held == null) {
      next.put(directory, new Content(any(NAMES), any(VERSIONS), ++revisions));
      return next;
    }
    switch (dice.nextInt(14)) {
      case 0 -> next.remove(directory);
      case 1 -> {
        next.remove(directory);
        next.put(any(DIRECTORIES), held);
      }
      case 2 -> next.put(any(DIRECTORIES), held);
      case 3 -> next.put(directory, new Content(any(NAMES), held.version(), ++revisions));
      case 4 -> next.put(directory, new Content(held.name(), held.version(), ++revisions));
      default -> next.put(directory, new Content(held.name(), any(VERSIONS), ++revisions));
    }
    return next;
  }
}
