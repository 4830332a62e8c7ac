package io.charttagger.history;

import io.charttagger.chart.ChartAt;
import io.charttagger.chart.ChartYaml;
import io.charttagger.chart.Commit;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.Paths;
import io.charttagger.port.FileContent;
import io.charttagger.port.Listing;
import io.charttagger.port.Listing.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Finds the charts that a merge changed, by comparing trees: GitHub's comparisons list 300 files at
 * most. What has the same SHA on both sides is not read, so the cost grows with the change.
 */
final class ChangeReader {
  // One listing of all that is below has about as many bytes as so many small answers.
  private static final int DIRECTORIES_FOR_EACH_CHANGED = 50;
  // A single one is most often a chart, unless it is in a directory that is no chart.
  private static final int DIRECTORIES_FOR_ONE_IN_A_GROUP = 8;

  private final Trees trees;
  private final List<String> chartDirectories;

  ChangeReader(Trees trees, List<String> chartDirectories) {
    this.trees = trees;
    this.chartDirectories = chartDirectories;
  }

  /** Begins to read what {@link #changes} needs first. */
  void begin(CommitSha commit) {
    chartDirectories.forEach(directory -> trees.beginDirectory(commit, directory));
  }

  /** What a directory is at a commit: a chart, or none. */
  ChartAt chart(CommitSha commit, String directory) {
    return trees.chart(commit, directory);
  }

  /** All charts at a commit, in path order. */
  List<ChangedDirectory> charts(Commit commit) {
    return changes(new Push.Span(commit, Optional.empty(), Optional.empty(), true));
  }

  /** The changed charts, in path order. */
  List<ChangedDirectory> changes(Push.Span span) {
    return changes(span, new PassedOver());
  }

  /**
   * The changed charts, in path order.
   *
   * @param passedOver is shown every directory in which charts are looked for
   */
  List<ChangedDirectory> changes(Push.Span span, PassedOver passedOver) {
    return VirtualThreads.map(tops(span), top -> new Walk(span, passedOver).top(top)).stream()
        .flatMap(List::stream)
        .toList();
  }

  /** True when some directory of the charts directories had exactly this tree at that commit. */
  boolean isAnywhere(CommitSha commit, String tree) {
    return chartDirectories.stream()
        .anyMatch(
            directory ->
                trees
                    .directory(commit, directory)
                    .filter(listing -> listing.sha().equals(tree) || trees.contains(listing, tree))
                    .isPresent());
  }

  /** The charts directories that differ. */
  private List<Pair> tops(Push.Span span) {
    List<Pair> differing =
        VirtualThreads.map(chartDirectories, directory -> top(span, directory)).stream()
            .filter(top -> !top.before().map(Listing::sha).equals(top.after().map(Listing::sha)))
            .toList();
    if (differing.isEmpty()) {
      List<CommitSha> commits =
          Stream.concat(span.before().stream(), Stream.of(span.commit().sha())).toList();
      var _ = VirtualThreads.map(commits, this::verify);
    }
    return differing;
  }

  private CommitSha verify(CommitSha commit) {
    chartDirectories.forEach(directory -> trees.verify(commit, directory));
    return commit;
  }

  private Pair top(Push.Span span, String directory) {
    Optional<Listing> before = span.before().flatMap(commit -> trees.directory(commit, directory));
    return new Pair(directory, before, trees.directory(span.commit().sha(), directory), List.of());
  }

  /** The names of the directories that differ, in order. */
  private static List<String> changed(Optional<Listing> before, Optional<Listing> after) {
    TreeSet<String> names = new TreeSet<>();
    before.ifPresent(listing -> listing.directories().map(Entry::name).forEach(names::add));
    after.ifPresent(listing -> listing.directories().map(Entry::name).forEach(names::add));
    return names.stream().filter(name -> !tree(before, name).equals(tree(after, name))).toList();
  }

  private static Optional<Entry> tree(Optional<Listing> listing, String name) {
    return listing.flatMap(it -> it.entry(name)).filter(Entry::isDirectory);
  }

  /** One merge's way down the trees. */
  private final class Walk {
    private final Push.Span span;
    private final PassedOver passedOver;

    Walk(Push.Span span, PassedOver passedOver) {
      this.span = span;
      this.passedOver = passedOver;
    }

    /** A charts directory: both listings are known, and most often it is no chart itself. */
    List<ChangedDirectory> top(Pair pair) {
      Future<ChartAt> was =
          VirtualThreads.start(() -> listed(span.before(), pair.path(), pair.before()));
      ChartAt is = listed(Optional.of(span.commit().sha()), pair.path(), pair.after());
      return found(pair, VirtualThreads.join(was), is);
    }

    private ChartAt listed(Optional<CommitSha> commit, String path, Optional<Listing> listing) {
      return commit.isPresent() && listing.isPresent()
          ? listed(commit.get(), new Trees.ListedDirectory(path, listing.get()))
          : new ChartAt.None();
    }

    private ChartAt listed(CommitSha commit, Trees.ListedDirectory directory) {
      return trees.chartYaml(directory.listing()).isPresent()
          ? trees.found(trees.read(commit, directory.path()), commit, directory)
          : new ChartAt.None();
    }

    private List<ChangedDirectory> below(
        String path, Optional<Entry> before, Optional<Entry> after, List<Entry> unchanged) {
      return Stream.of(before, after)
              .flatMap(Optional::stream)
              .map(Entry::sha)
              .allMatch(trees::isRead)
          ? listed(
              new Pair(
                  path,
                  before.map(Entry::sha).map(trees::tree),
                  after.map(Entry::sha).map(trees::tree),
                  unchanged))
          : unlisted(path, before, after, unchanged);
    }

    /** A directory whose listings are known: they tell whether it is a chart. */
    private List<ChangedDirectory> listed(Pair pair) {
      Optional<CommitSha> here = Optional.of(span.commit().sha());
      if (chartYaml(pair.before()).isPresent()
          && chartYaml(pair.before()).equals(chartYaml(pair.after()))) {
        ChartAt same = listed(here, pair.path(), pair.after());
        return found(pair, same, same);
      }
      Future<ChartAt> was =
          VirtualThreads.start(() -> listed(span.before(), pair.path(), pair.before()));
      ChartAt is = listed(here, pair.path(), pair.after());
      return found(pair, VirtualThreads.join(was), is);
    }

    private Optional<Entry> chartYaml(Optional<Listing> listing) {
      return listing.flatMap(trees::chartYaml);
    }

    /**
     * A directory whose listings are not known: its listing and both charts are read at once,
     * because most often it is a chart.
     */
    private List<ChangedDirectory> unlisted(
        String path, Optional<Entry> before, Optional<Entry> after, List<Entry> unchanged) {
      Future<Optional<FileContent>> then =
          VirtualThreads.start(() -> before.isPresent() ? read(span.before(), path) : absent());
      Future<Optional<FileContent>> now =
          VirtualThreads.start(
              () -> after.isPresent() ? read(Optional.of(span.commit().sha()), path) : absent());
      Optional<Listing> listing = after.map(entry -> trees.tree(entry.sha()));
      ChartAt is =
          listing
              .map(it -> new Trees.ListedDirectory(path, it))
              .map(it -> trees.found(VirtualThreads.join(now), span.commit().sha(), it))
              .orElseGet(ChartAt.None::new);
      ChartAt was =
          was(
              new Pair(path, Optional.empty(), listing, unchanged),
              before,
              VirtualThreads.join(then),
              is);
      // The listing of a former chart does not matter: nothing below it was a chart.
      Optional<Listing> former =
          was instanceof ChartAt.None
              ? before.map(entry -> trees.tree(entry.sha()))
              : Optional.empty();
      return found(new Pair(path, former, listing, unchanged), was, is);
    }

    private Optional<FileContent> read(Optional<CommitSha> commit, String path) {
      return commit.flatMap(sha -> trees.read(sha, path));
    }

    private static Optional<FileContent> absent() {
      return Optional.empty();
    }

    /**
     * Most often the chart of that name was there before in another version, or its very file was,
     * which needs no proof here. All else is checked against the former listing: a foreign answer
     * must not pass for another chart or for none, nor a link, which GitHub follows, for the file
     * that replaced it.
     */
    private ChartAt was(Pair pair, Optional<Entry> before, Optional<FileContent> read, ChartAt is) {
      if (before.isEmpty() || span.before().isEmpty()) {
        return new ChartAt.None();
      }
      if (read.isPresent()
          && ChartYaml.parse(read.get().bytes()) instanceof ChartYaml.Chart was
          && is.holds(was.name())
          && (!is.holds(was.name(), was.version())
              || pair.after().filter(it -> Trees.isChartYaml(read.get(), it)).isPresent())) {
        return new ChartAt.Found(was);
      }
      Listing former = trees.tree(before.get().sha());
      return trees.found(read, span.before().get(), new Trees.ListedDirectory(pair.path(), former));
    }

    private List<ChangedDirectory> found(Pair pair, ChartAt was, ChartAt is) {
      List<ChangedDirectory> found = new ArrayList<>();
      if (was instanceof ChartAt.Found || is instanceof ChartAt.Found) {
        found.add(new ChangedDirectory(pair.path(), was, is, pair.after(), pair.unchanged()));
      }
      // What is below a chart is vendored into it.
      Optional<Listing> before = was instanceof ChartAt.Found ? Optional.empty() : pair.before();
      Optional<Listing> after = is instanceof ChartAt.Found ? Optional.empty() : pair.after();
      found.addAll(descend(pair.path(), before, after));
      return found;
    }

    private List<ChangedDirectory> descend(
        String path, Optional<Listing> before, Optional<Listing> after) {
      passedOver.see(path, before, after);
      List<String> changed = changed(before, after);
      boolean known =
          Stream.of(before, after)
              .flatMap(Optional::stream)
              .flatMap(Listing::directories)
              .map(Entry::sha)
              .allMatch(trees::isRead);
      if (!known
          && isReadWhole(path, changed.size(), Math.max(directories(before), directories(after)))) {
        var _ =
            VirtualThreads.map(
                Stream.of(before, after).flatMap(Optional::stream).map(Listing::sha).toList(),
                trees::readBelow);
      }
      List<Entry> unchanged =
          after.stream()
              .flatMap(Listing::directories)
              .filter(entry -> !changed.contains(entry.name()))
              .toList();
      return VirtualThreads.map(
              changed,
              name -> below(Paths.in(path, name), tree(before, name), tree(after, name), unchanged))
          .stream()
          .flatMap(List::stream)
          .toList();
    }
  }

  private static long directories(Optional<Listing> listing) {
    return listing.stream().flatMap(Listing::directories).count();
  }

  /**
   * True when one listing of all that is below, on each side, is better than a way down into each
   * directory that changed: what is below may be thousands of files that belong to no chart.
   */
  private boolean isReadWhole(String path, int changed, long directories) {
    if (changed == 1) {
      return !chartDirectories.contains(path) && directories <= DIRECTORIES_FOR_ONE_IN_A_GROUP;
    }
    return changed > 1 && directories <= (long) changed * DIRECTORIES_FOR_EACH_CHANGED;
  }

  private record Pair(
      String path, Optional<Listing> before, Optional<Listing> after, List<Entry> unchanged) {}
}
