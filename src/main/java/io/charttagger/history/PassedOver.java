package io.charttagger.history;

import io.charttagger.chart.CommitSha;
import io.charttagger.chart.Paths;
import io.charttagger.plan.Warning;
import io.charttagger.port.Listing;
import io.charttagger.port.Listing.Entry;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/**
 * The symbolic links and submodules that a merge changed where charts are. Their charts are not
 * tagged, because their files are elsewhere; a warning says so. Safe for concurrent use.
 */
final class PassedOver {
  /** Each costs a few reads, and what is no chart may be linked by the thousand. */
  private static final int MOST = 10;

  private static final String CODE = "passed-over";

  private final Queue<Place> places = new ConcurrentLinkedQueue<>();

  private record Place(String directory, Entry entry) {
    String path() {
      return Paths.in(directory, entry.name());
    }
  }

  /**
   * Takes note of what changed in a directory.
   *
   * @param after what is in it now, where charts are looked for
   */
  void see(String directory, Optional<Listing> before, List<Entry> after) {
    after.stream()
        .filter(entry -> entry.isElsewhere() && !entry.name().startsWith("."))
        .filter(entry -> !before.flatMap(it -> it.entry(entry.name())).equals(Optional.of(entry)))
        .forEach(entry -> places.add(new Place(directory, entry)));
  }

  /** The warnings, in path order. Reads where the links lead. */
  List<Warning> warnings(CommitSha commit, Trees trees) {
    List<Place> sorted = places.stream().sorted(Comparator.comparing(Place::path)).toList();
    Stream<Warning> each =
        sorted.stream()
            .limit(MOST)
            .flatMap(place -> problem(place, commit, trees).map(it -> warning(place, it)).stream());
    Stream<Warning> more =
        Stream.of(sorted.size() - MOST)
            .filter(count -> count > 0)
            .map(
                count ->
                    new Warning(
                        "",
                        CODE,
                        "%d more symbolic links and submodules were passed over".formatted(count)));
    return Stream.concat(each, more).toList();
  }

  private static Warning warning(Place place, String problem) {
    return new Warning(place.path(), CODE, "%s is %s".formatted(place.path(), problem));
  }

  private static Optional<String> problem(Place place, CommitSha commit, Trees trees) {
    if (!place.entry().isSymbolicLink()) {
      return Optional.of(
          "a submodule, so it was passed over; its charts are tagged in its own repository");
    }
    return switch (new Links(trees).follow(commit, place.directory(), place.entry())) {
      case Links.Target.File _ -> Optional.empty();
      case Links.Target.Directory(String target) ->
          Optional.of(target)
              .filter(it -> !place.directory().equals(Paths.ROOT) || isChart(it, commit, trees))
              .map(
                  "a symbolic link to the directory %s, so it was passed over; to tag that chart, name the directory that contains %1$s in .github/chart-tagger.yaml (`charts`) or in CHARTS_DIR"
                      ::formatted);
      case Links.Target.Submodule _ ->
          Optional.of("a symbolic link into a submodule, so it was passed over");
      case Links.Target.Nothing(String why) ->
          Optional.of("a symbolic link that %s, so it was passed over".formatted(why));
    };
  }

  private static boolean isChart(String directory, CommitSha commit, Trees trees) {
    return trees.fullDirectory(commit, directory).flatMap(trees::chartYaml).isPresent();
  }
}
