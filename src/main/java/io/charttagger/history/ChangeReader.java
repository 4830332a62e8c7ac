package io.charttagger.history;

import io.charttagger.chart.ChartAt;
import io.charttagger.chart.ChartYaml;
import io.charttagger.chart.Commit;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.Paths;
import io.charttagger.plan.Warning;
import io.charttagger.port.FileContent;
import io.charttagger.port.Listing;
import io.charttagger.port.Listing.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the charts that a merge changed, by comparing trees: GitHub's comparisons list 300 files at
 * most. What has the same SHA on both sides is not read, so the cost grows with the change.
 */
final class ChangeReader {
  private final Trees trees;
  private final ChartsDirectories directories;

  ChangeReader(Trees trees, List<String> chartDirectories) {
    this.trees = trees;
    this.directories = new ChartsDirectories(trees, chartDirectories);
  }

  /** Begins to read what {@link #changes} needs first. */
  void begin(CommitSha commit) {
    directories.begin(commit);
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
    List<ListedPair> tops = directories.differing(span, passedOver);
    Walk walk = new Walk(span, passedOver, tops);
    return VirtualThreads.map(tops, walk::top).stream().flatMap(List::stream).toList();
  }

  /** True when some directory of the charts directories had exactly this tree at that commit. */
  boolean isAnywhere(CommitSha commit, String tree) {
    return directories.isAnywhere(commit, tree);
  }

  /** See {@link ChartsDirectories#misnamed}. */
  List<Warning> misnamed(List<Push.Span> spans, CommitSha last) {
    return directories.misnamed(spans, last);
  }

  /** One merge's way down the trees. */
  private final class Walk {
    private final Push.Span span;
    private final PassedOver passedOver;
    private final Set<String> tops;

    Walk(Push.Span span, PassedOver passedOver, List<ListedPair> tops) {
      this.span = span;
      this.passedOver = passedOver;
      this.tops = tops.stream().map(ListedPair::path).collect(Collectors.toSet());
    }

    /** A charts directory: both listings are known, and most often it is no chart itself. */
    List<ChangedDirectory> top(ListedPair pair) {
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
              new ListedPair(
                  path,
                  before.map(Entry::sha).map(trees::tree),
                  after.map(Entry::sha).map(trees::tree),
                  unchanged))
          : unlisted(path, before, after, unchanged);
    }

    /** A directory whose listings are known: they tell whether it is a chart. */
    private List<ChangedDirectory> listed(ListedPair pair) {
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
              new ListedPair(path, Optional.empty(), listing, unchanged),
              before,
              VirtualThreads.join(then),
              is);
      // The listing of a former chart does not matter: nothing below it was a chart.
      Optional<Listing> former =
          was instanceof ChartAt.None
              ? before.map(entry -> trees.tree(entry.sha()))
              : Optional.empty();
      return found(new ListedPair(path, former, listing, unchanged), was, is);
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
    private ChartAt was(
        ListedPair pair, Optional<Entry> before, Optional<FileContent> read, ChartAt is) {
      if (before.isEmpty() || span.before().isEmpty()) {
        return new ChartAt.None();
      }
      if (read.isPresent()
          && trees.yaml(read.get()) instanceof ChartYaml.Chart was
          && is.holds(was.name())
          && (!is.holds(was.name(), was.version())
              || pair.after().filter(it -> Trees.isChartYaml(read.get(), it)).isPresent())) {
        return new ChartAt.Found(was);
      }
      Listing former = trees.tree(before.get().sha());
      return trees.found(read, span.before().get(), new Trees.ListedDirectory(pair.path(), former));
    }

    private List<ChangedDirectory> found(ListedPair pair, ChartAt was, ChartAt is) {
      List<ChangedDirectory> found = new ArrayList<>();
      if (was instanceof ChartAt.Found || is instanceof ChartAt.Found) {
        found.add(new ChangedDirectory(pair.path(), was, is, pair.after(), pair.unchanged()));
      }
      // What is below a chart is vendored into it.
      ListedPair group =
          new ListedPair(
              pair.path(),
              was instanceof ChartAt.Found ? Optional.empty() : pair.before(),
              is instanceof ChartAt.Found ? Optional.empty() : pair.after(),
              pair.unchanged());
      found.addAll(descend(group));
      return found;
    }

    private List<ChangedDirectory> descend(ListedPair group) {
      passedOver.see(group.path(), group.before(), group.after());
      // What the settings name as well is found on a way of its own.
      List<String> changed =
          group.changed().stream()
              .filter(name -> !tops.contains(Paths.in(group.path(), name)))
              .toList();
      group.readBelow(trees, tops.contains(group.path()));
      List<Entry> unchanged = group.unchangedBelow();
      return VirtualThreads.map(
              changed,
              name ->
                  below(
                      Paths.in(group.path(), name),
                      group.treeBefore(name),
                      group.treeAfter(name),
                      unchanged))
          .stream()
          .flatMap(List::stream)
          .toList();
    }
  }
}
