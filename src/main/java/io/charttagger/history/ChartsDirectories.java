package io.charttagger.history;

import io.charttagger.chart.CommitSha;
import io.charttagger.chart.Quoted;
import io.charttagger.plan.Warning;
import io.charttagger.port.Listing;
import io.charttagger.port.Listing.Entry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The directories that the settings name. Those that a pattern names are found on the way down to
 * what differs, so the cost grows with the change.
 */
final class ChartsDirectories {
  // So many listings are cheaper than one of all that is below, and the first most often suffice.
  private static final int LISTINGS_TO_FIND_ONE = 4;

  private final Trees trees;
  private final List<ChartsDirectory> directories;

  ChartsDirectories(Trees trees, List<String> directories) {
    this.trees = trees;
    this.directories = directories.stream().map(ChartsDirectory::of).toList();
  }

  /** Begins to read what {@link #differing} needs first. */
  void begin(CommitSha commit) {
    prefixes().forEach(prefix -> trees.beginDirectory(commit, prefix));
  }

  private List<String> prefixes() {
    return directories.stream().map(ChartsDirectory::prefix).distinct().toList();
  }

  /** True when some directory below them had exactly this tree at that commit. */
  boolean isAnywhere(CommitSha commit, String tree) {
    return prefixes().stream()
        .anyMatch(
            prefix ->
                trees
                    .directory(commit, prefix)
                    .filter(listing -> listing.sha().equals(tree) || trees.contains(listing, tree))
                    .isPresent());
  }

  /** Those that differ, in the order of the settings. */
  List<ListedPair> differing(Push.Span span, PassedOver passedOver) {
    Map<String, ListedPair> differing = new LinkedHashMap<>();
    VirtualThreads.map(directories, it -> new Search(span, passedOver).pairs(it)).stream()
        .flatMap(List::stream)
        .filter(ListedPair::differs)
        .forEach(pair -> differing.putIfAbsent(pair.path(), pair));
    if (differing.isEmpty()) {
      List<CommitSha> commits =
          Stream.concat(span.before().stream(), Stream.of(span.commit().sha())).toList();
      var _ = VirtualThreads.map(commits, this::verify);
    }
    return List.copyOf(differing.values());
  }

  private CommitSha verify(CommitSha commit) {
    prefixes().forEach(prefix -> trees.verify(commit, prefix));
    return commit;
  }

  /**
   * A warning for each entry of the settings that names nothing, neither before any of these merges
   * nor after it: otherwise a wrong setting would look like pushes that change no chart.
   *
   * @param spans merges whose differing directories are read already
   * @param last the commit after all of them
   */
  List<Warning> misnamed(List<Push.Span> spans, CommitSha last) {
    return directories.stream()
        .filter(
            directory ->
                spans.stream()
                    .flatMap(span -> new Search(span, new PassedOver()).pairs(directory).stream())
                    .noneMatch(ListedPair::exists))
        .filter(directory -> namesNothing(directory, last))
        .map(ChartsDirectories::warning)
        .toList();
  }

  private static Warning warning(ChartsDirectory directory) {
    return new Warning(
        "",
        "charts-directory",
        "CHARTS_DIR names %s, but the repository has no such directory; the operator corrects the setting"
            .formatted(Quoted.of(directory.text())));
  }

  private boolean namesNothing(ChartsDirectory directory, CommitSha commit) {
    Optional<Listing> prefix = trees.directory(commit, directory.prefix());
    if (prefix.isEmpty() || directory.rest().isEmpty()) {
      return prefix.isEmpty();
    }
    Existence few = new Existence(LISTINGS_TO_FIND_ONE);
    if (few.matches(prefix.get(), directory.rest())) {
      return false;
    }
    return !few.stopped
        // Of what GitHub cannot list at once nothing is said.
        || (trees.readBelow(prefix.get().sha())
            && !new Existence(0).matches(prefix.get(), directory.rest()));
  }

  private boolean isChart(Listing listing) {
    return trees.chartYaml(listing).filter(entry -> !entry.isDirectory()).isPresent();
  }

  /** Looks for one directory that a pattern names, changed or not. */
  private final class Existence {
    private int listings;
    private boolean stopped;

    Existence(int listings) {
      this.listings = listings;
    }

    boolean matches(Listing listing, List<String> rest) {
      if (rest.isEmpty()) {
        return true;
      }
      List<String> tail = rest.subList(1, rest.size());
      return switch (rest.getFirst()) {
        case ChartsDirectory.ANY_NAMES ->
            !isChart(listing)
                && (matches(listing, tail)
                    || listing.directories().anyMatch(entry -> isBelow(entry, rest)));
        case ChartsDirectory.ANY_NAME ->
            listing.directories().anyMatch(entry -> isBelow(entry, tail));
        case String name ->
            listing.entry(name).filter(Entry::isDirectory).stream()
                .anyMatch(entry -> isBelow(entry, tail));
      };
    }

    private boolean isBelow(Entry directory, List<String> rest) {
      if (rest.isEmpty()) {
        return true;
      }
      if (!trees.isRead(directory.sha())) {
        if (listings == 0) {
          stopped = true;
          return false;
        }
        listings--;
      }
      return matches(trees.tree(directory.sha()), rest);
    }
  }

  /** Finds what differs of one merge. */
  private final class Search {
    private final Push.Span span;
    private final PassedOver passedOver;

    Search(Push.Span span, PassedOver passedOver) {
      this.span = span;
      this.passedOver = passedOver;
    }

    /** A plain directory as it is, or those directories of a pattern that differ. */
    List<ListedPair> pairs(ChartsDirectory directory) {
      String prefix = directory.prefix();
      ListedPair top =
          new ListedPair(
              prefix,
              span.before().flatMap(commit -> trees.directory(commit, prefix)),
              trees.directory(span.commit().sha(), prefix),
              List.of());
      return directory.rest().isEmpty() || top.differs()
          ? matching(top, directory.rest(), /* top= */ true)
          : List.of();
    }

    private List<ListedPair> matching(ListedPair pair, List<String> rest, boolean top) {
      if (rest.isEmpty()) {
        return List.of(pair);
      }
      List<String> tail = rest.subList(1, rest.size());
      return switch (rest.getFirst()) {
        case ChartsDirectory.ANY_NAMES -> {
          ListedPair outside = outsideCharts(pair);
          List<ListedPair> found = new ArrayList<>(matching(outside, tail, top));
          found.addAll(below(outside, rest, top));
          yield found;
        }
        case ChartsDirectory.ANY_NAME -> below(pair, tail, top);
        case String name -> {
          if (tail.isEmpty()) {
            passedOver.see(pair.path(), only(name, pair.before()), only(name, pair.after()));
          }
          yield pair.differs(name)
              ? matching(pair.below(name, List.of(), trees), tail, /* top= */ false)
              : List.of();
        }
      };
    }

    private List<ListedPair> below(ListedPair pair, List<String> rest, boolean top) {
      if (rest.isEmpty()) {
        passedOver.see(pair.path(), pair.before(), pair.after());
      }
      pair.readBelow(trees, top);
      List<Entry> siblings = rest.isEmpty() ? pair.unchangedBelow() : List.of();
      return VirtualThreads.map(
              pair.changed(),
              name -> matching(pair.below(name, siblings, trees), rest, /* top= */ false))
          .stream()
          .flatMap(List::stream)
          .toList();
    }

    /** What is below a chart belongs to it: any number of names never leads into one. */
    private ListedPair outsideCharts(ListedPair pair) {
      return new ListedPair(
          pair.path(),
          pair.before().filter(listing -> !isChart(listing)),
          pair.after().filter(listing -> !isChart(listing)),
          pair.unchanged());
    }

    private static Optional<Listing> only(String name, Optional<Listing> listing) {
      return listing.map(it -> new Listing(it.sha(), it.entry(name).stream().toList()));
    }
  }
}
