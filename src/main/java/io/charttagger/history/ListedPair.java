package io.charttagger.history;

import io.charttagger.chart.Paths;
import io.charttagger.port.Listing;
import io.charttagger.port.Listing.Entry;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What is in a directory on both sides of a merge.
 *
 * @param path its path from the root
 * @param before its listing before; empty when it did not exist
 * @param after its listing after; empty when it is gone
 * @param unchanged its sibling directories that the merge did not change
 */
record ListedPair(
    String path, Optional<Listing> before, Optional<Listing> after, List<Entry> unchanged) {
  // One listing of all that is below has about as many bytes as so many small answers.
  private static final int DIRECTORIES_FOR_EACH_CHANGED = 50;
  // A single one is most often a chart, unless it is in a directory that is no chart.
  private static final int DIRECTORIES_FOR_ONE_IN_A_GROUP = 8;

  ListedPair {
    unchanged = List.copyOf(unchanged);
  }

  boolean exists() {
    return before.isPresent() || after.isPresent();
  }

  boolean differs() {
    return !before.map(Listing::sha).equals(after.map(Listing::sha));
  }

  /** The names of the directories in it that differ, in order. */
  List<String> changed() {
    TreeSet<String> names = new TreeSet<>();
    sides().flatMap(Listing::directories).map(Entry::name).forEach(names::add);
    return names.stream().filter(this::differs).toList();
  }

  /** True when the directory of that name in it differs. */
  boolean differs(String name) {
    return !treeBefore(name).equals(treeAfter(name));
  }

  Optional<Entry> treeBefore(String name) {
    return tree(before, name);
  }

  Optional<Entry> treeAfter(String name) {
    return tree(after, name);
  }

  private static Optional<Entry> tree(Optional<Listing> listing, String name) {
    return listing.flatMap(it -> it.entry(name)).filter(Entry::isDirectory);
  }

  /** The directories that it has now and that do not differ. */
  List<Entry> unchangedBelow() {
    return after.stream()
        .flatMap(Listing::directories)
        .filter(entry -> !differs(entry.name()))
        .toList();
  }

  /** A directory in it, whose listings are read where they are not known. */
  ListedPair below(String name, List<Entry> siblings, Trees trees) {
    return new ListedPair(
        Paths.in(path, name),
        treeBefore(name).map(Entry::sha).map(trees::tree),
        treeAfter(name).map(Entry::sha).map(trees::tree),
        siblings);
  }

  /**
   * Lists all that is below it at once, on each side, where that is better than a way down into
   * each directory that changed: what is below may be thousands of files that belong to no chart.
   *
   * @param top whether nothing above it was read
   */
  void readBelow(Trees trees, boolean top) {
    if (!isKnown(trees) && isReadWhole(changed().size(), top)) {
      var _ = VirtualThreads.map(sides().map(Listing::sha).toList(), trees::readBelow);
    }
  }

  private boolean isKnown(Trees trees) {
    return sides().flatMap(Listing::directories).map(Entry::sha).allMatch(trees::isRead);
  }

  private boolean isReadWhole(int changed, boolean top) {
    long directories = Math.max(directories(before), directories(after));
    if (changed == 1) {
      return !top && directories <= DIRECTORIES_FOR_ONE_IN_A_GROUP;
    }
    return changed > 1 && directories <= (long) changed * DIRECTORIES_FOR_EACH_CHANGED;
  }

  private static long directories(Optional<Listing> listing) {
    return listing.stream().flatMap(Listing::directories).count();
  }

  private Stream<Listing> sides() {
    return Stream.of(before, after).flatMap(Optional::stream);
  }
}
