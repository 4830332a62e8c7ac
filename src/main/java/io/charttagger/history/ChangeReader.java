package io.charttagger.history;

import io.charttagger.chart.ChartAt;
import io.charttagger.chart.ChartYaml;
import io.charttagger.chart.Commit;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.Paths;
import io.charttagger.chart.TagFormat;
import io.charttagger.plan.Warning;
import io.charttagger.port.FileContent;
import io.charttagger.port.Listing;
import io.charttagger.port.Listing.Entry;
import io.charttagger.settings.ChartDirectories;
import io.charttagger.settings.Exclusions;
import io.charttagger.settings.RepositorySettings;
import io.charttagger.settings.SearchedDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
  private final ChartDirectories directories;
  private final List<String> roots;
  private final Exclusions exclusions;
  private final TagFormat format;

  ChangeReader(Trees trees, RepositorySettings settings) {
    this.trees = trees;
    this.directories = settings.charts();
    this.exclusions = settings.exclude();
    this.format = settings.rules().tagFormat();
    this.roots = directories.roots();
  }

  /** Begins to read what {@link #changes} needs first. */
  void begin(CommitSha commit) {
    roots.forEach(directory -> trees.beginDirectory(commit, directory));
  }

  /** False when none of the directories seems to be there, which is not proven yet. */
  boolean mayFind(CommitSha commit) {
    return roots.stream().anyMatch(directory -> trees.seemsListed(commit, directory));
  }

  /** True when the settings name this directory alone: then a chart in it is the only one. */
  boolean isOnly(String directory) {
    return directories.patterns().equals(List.of(directory));
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
    return roots.stream()
        .anyMatch(
            directory ->
                trees
                    .directory(commit, directory)
                    .filter(listing -> listing.sha().equals(tree) || trees.contains(listing, tree))
                    .isPresent());
  }

  /**
   * A warning for each entry of the settings that names no directory.
   *
   * @param charts directories of charts that were there before or are there
   */
  List<Warning> misnamed(CommitSha commit, List<String> charts) {
    return new NamedDirectories(trees, directories).misnamed(commit, charts);
  }

  /** The directories that a search begins in and that differ. */
  private List<Pair> tops(Push.Span span) {
    List<Pair> differing =
        VirtualThreads.map(roots, directory -> top(span, directory)).stream()
            .filter(top -> !top.before().sha().equals(top.after().sha()))
            .toList();
    if (differing.isEmpty()) {
      List<CommitSha> commits =
          Stream.concat(span.before().stream(), Stream.of(span.commit().sha())).toList();
      var _ = VirtualThreads.map(commits, this::verify);
    }
    return differing;
  }

  private CommitSha verify(CommitSha commit) {
    roots.forEach(directory -> trees.verify(commit, directory));
    return commit;
  }

  private Pair top(Push.Span span, String directory) {
    SearchedDirectory searched = directories.at(directory);
    Optional<Listing> before = span.before().flatMap(commit -> trees.directory(commit, directory));
    return new Pair(
        directory,
        new Side(before, searched),
        new Side(trees.directory(span.commit().sha(), directory), searched),
        List.of());
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
      if (exclusions.leavesOut(pair.path())) {
        return excluded(pair);
      }
      Future<ChartAt> was =
          VirtualThreads.start(() -> listed(span.before(), pair.path(), pair.before()));
      ChartAt is = listed(Optional.of(span.commit().sha()), pair.path(), pair.after());
      return found(pair, VirtualThreads.join(was), is);
    }

    private ChartAt listed(Optional<CommitSha> commit, String path, Side side) {
      return commit.isPresent() && chartYaml(side).isPresent()
          ? trees.found(
              trees.read(commit.get(), path),
              commit.get(),
              new Trees.ListedDirectory(path, side.listing().orElseThrow()))
          : new ChartAt.None();
    }

    private List<ChangedDirectory> below(
        String path, Below before, Below after, List<Entry> unchanged) {
      if (exclusions.leavesOut(path)) {
        return excluded(
            new Pair(path, new Side(Optional.empty(), before.searched()), side(after), unchanged));
      }
      List<String> shas =
          Stream.of(before, after).flatMap(it -> it.entry().stream()).map(Entry::sha).toList();
      if (before.searched().mayBeChart() || after.searched().mayBeChart()) {
        if (!shas.stream().allMatch(trees::isRead)) {
          return unlisted(path, before, after, unchanged);
        }
      } else {
        // It only leads to charts: its listings are all that matters.
        shas.forEach(trees::begin);
      }
      return listed(new Pair(path, side(before), side(after), unchanged));
    }

    /** Its listing tells whether there is a chart to speak of; more is not read. */
    private List<ChangedDirectory> excluded(Pair pair) {
      return chartYaml(pair.after())
          .map(
              _ ->
                  new ChangedDirectory(
                      pair.path(),
                      new ChartAt.None(),
                      new ChartAt.Excluded(Paths.lastName(pair.path())),
                      pair.after().listing(),
                      List.of()))
          .stream()
          .toList();
    }

    private Side side(Below below) {
      return new Side(below.entry().map(Entry::sha).map(trees::tree), below.searched());
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

    private Optional<Entry> chartYaml(Side side) {
      return side.listing().filter(_ -> side.searched().mayBeChart()).flatMap(trees::chartYaml);
    }

    /**
     * A directory whose listings are not known: its listing and both charts are read at once,
     * because most often it is a chart.
     */
    private List<ChangedDirectory> unlisted(
        String path, Below before, Below after, List<Entry> unchanged) {
      Future<Optional<FileContent>> then =
          VirtualThreads.start(() -> before.mayBeChart() ? read(span.before(), path) : absent());
      Future<Optional<FileContent>> now =
          VirtualThreads.start(
              () -> after.mayBeChart() ? read(Optional.of(span.commit().sha()), path) : absent());
      Optional<Listing> listing = after.entry().map(entry -> trees.tree(entry.sha()));
      ChartAt is =
          listing
              .filter(_ -> after.mayBeChart())
              .map(it -> new Trees.ListedDirectory(path, it))
              .map(it -> trees.found(VirtualThreads.join(now), span.commit().sha(), it))
              .orElseGet(ChartAt.None::new);
      ChartAt was = was(new Former(path, before, listing), VirtualThreads.join(then), is);
      // The listing of a former chart does not matter where nothing below it was a chart.
      Optional<Listing> former =
          was instanceof ChartAt.None || !before.searched().endsAtChart()
              ? before.entry().map(entry -> trees.tree(entry.sha()))
              : Optional.empty();
      return found(
          new Pair(
              path,
              new Side(former, before.searched()),
              new Side(listing, after.searched()),
              unchanged),
          was,
          is);
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
    private ChartAt was(Former directory, Optional<FileContent> read, ChartAt is) {
      if (!directory.before().mayBeChart() || span.before().isEmpty()) {
        return new ChartAt.None();
      }
      if (read.isPresent()
          && ChartYaml.parse(read.get().bytes()) instanceof ChartYaml.Chart was
          && is.holds(was.name())
          && (!is.holds(was.name(), was.version())
              || directory.now().filter(it -> Trees.isChartYaml(read.get(), it)).isPresent())) {
        return new ChartAt.Found(was);
      }
      Listing former = trees.tree(directory.before().entry().orElseThrow().sha());
      return trees.found(
          read, span.before().get(), new Trees.ListedDirectory(directory.path(), former));
    }

    private List<ChangedDirectory> found(Pair pair, ChartAt was, ChartAt is) {
      List<ChangedDirectory> found = new ArrayList<>();
      if (was instanceof ChartAt.Found || is instanceof ChartAt.Found) {
        ChartAt before = taggable(pair.path(), was);
        found.add(
            new ChangedDirectory(
                pair.path(),
                before instanceof ChartAt.Excluded ? new ChartAt.None() : before,
                taggable(pair.path(), is),
                pair.after().listing(),
                pair.unchanged()));
      }
      found.addAll(
          descend(
              pair.path(),
              new Inside(pair.before(), was instanceof ChartAt.Found),
              new Inside(pair.after(), is instanceof ChartAt.Found)));
      return found;
    }

    private List<ChangedDirectory> descend(String path, Inside before, Inside after) {
      passedOver.see(path, before.former(), after.searched().toList());
      List<String> changed = changed(before, after);
      long beside = Math.max(before.directories().count(), after.directories().count());
      boolean known =
          Stream.concat(before.directories(), after.directories())
              .map(Entry::sha)
              .allMatch(trees::isRead);
      boolean named = before.side().searched().isNamed() && after.side().searched().isNamed();
      if (!known && !named && isReadWhole(path, changed.size(), beside)) {
        var _ =
            VirtualThreads.map(
                Stream.of(before, after)
                    .filter(it -> it.directories().findAny().isPresent())
                    .flatMap(it -> it.side().listing().stream())
                    .map(Listing::sha)
                    .toList(),
                trees::readBelow);
      }
      List<Entry> unchanged =
          after
              .directories()
              .filter(entry -> !changed.contains(entry.name()))
              .filter(entry -> after.below(entry.name()).mayBeChart())
              .filter(entry -> !exclusions.leavesOut(Paths.in(path, entry.name())))
              .toList();
      return VirtualThreads.map(
              changed,
              name -> below(Paths.in(path, name), before.at(name), after.at(name), unchanged))
          .stream()
          .flatMap(List::stream)
          .toList();
    }
  }

  /** What the settings leave out is none that is tagged, nor one whose tag cannot be named. */
  private ChartAt taggable(String path, ChartAt chart) {
    if (chart instanceof ChartAt.Found(ChartYaml.Chart named)
        && exclusions.leavesOut(named.name())) {
      return new ChartAt.Excluded(named.name().value());
    }
    return chart instanceof ChartAt.Found(ChartYaml.Chart found)
        ? problem(path, found)
            .<ChartAt>map(problem -> new ChartAt.Found(new ChartYaml.Invalid(problem)))
            .orElse(chart)
        : chart;
  }

  private Optional<String> problem(String path, ChartYaml.Chart chart) {
    if (!format.namesChart() && !isOnly(path)) {
      // Naming the version makes it another problem than that of the version before it.
      return Optional.of(
          "version %s gets no tag, because the tag format %s has no {chart}, which may be left out only where the charts directory is itself the one chart; add {chart} to tagFormat in .github/chart-tagger.yaml or to TAG_FORMAT"
              .formatted(chart.version(), format));
    }
    try {
      format.tag(chart.name(), chart.version());
      return Optional.empty();
    } catch (IllegalArgumentException illegal) {
      return Optional.of(String.valueOf(illegal.getMessage()));
    }
  }

  /** The names of the directories that differ, in order. */
  private static List<String> changed(Inside before, Inside after) {
    return Stream.concat(before.directories(), after.directories())
        .map(Entry::name)
        .sorted()
        .distinct()
        .filter(name -> !before.at(name).sha().equals(after.at(name).sha()))
        .toList();
  }

  /**
   * True when one listing of all that is below, on each side, is better than a way down into each
   * directory that changed: what is below may be thousands of files that belong to no chart.
   */
  private boolean isReadWhole(String path, int changed, long directories) {
    if (changed == 1) {
      return !roots.contains(path) && directories <= DIRECTORIES_FOR_ONE_IN_A_GROUP;
    }
    return changed > 1 && directories <= (long) changed * DIRECTORIES_FOR_EACH_CHANGED;
  }

  /** A directory on one side of the merge, whose listing is known when it matters. */
  private record Side(Optional<Listing> listing, SearchedDirectory searched) {
    Optional<String> sha() {
      return listing.map(Listing::sha);
    }
  }

  private record Pair(String path, Side before, Side after, List<Entry> unchanged) {}

  /** What is to be looked at in a directory, which is a chart or is none. */
  private record Inside(Side side, boolean chart) {
    Stream<Entry> directories() {
      return searched().filter(Entry::isDirectory);
    }

    /** What leads to charts. */
    Stream<Entry> searched() {
      return side.listing().stream()
          .flatMap(listing -> listing.entries().stream())
          .filter(entry -> !below(entry.name()).isNothing());
    }

    /** What was in a directory that was no chart. */
    Optional<Listing> former() {
      return side.listing().filter(_ -> !chart);
    }

    SearchedDirectory below(String name) {
      return chart ? side.searched().belowChart(name) : side.searched().below(name);
    }

    Below at(String name) {
      return new Below(
          side.listing()
              .flatMap(listing -> listing.entry(name))
              .filter(Entry::isDirectory)
              .filter(_ -> !below(name).isNothing()),
          below(name));
    }
  }

  /** A directory in another one. */
  private record Below(Optional<Entry> entry, SearchedDirectory searched) {
    boolean mayBeChart() {
      return entry.isPresent() && searched.mayBeChart();
    }

    Optional<String> sha() {
      return entry.map(Entry::sha);
    }
  }

  /** What a directory was, and its listing as it is. */
  private record Former(String path, Below before, Optional<Listing> now) {}
}
