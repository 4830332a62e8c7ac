package io.charttagger.github;

import io.charttagger.chart.ChartAt;
import io.charttagger.chart.ChartYaml;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.Paths;
import io.charttagger.github.Listing.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/**
 * Finds the charts that a merge changed, by comparing trees: GitHub's comparisons list 300 files at
 * most. What has the same SHA on both sides is not looked into, so the cost grows with the change.
 */
final class ChangeReader {
  private static final String CHART_YAML = "Chart.yaml";
  // The directory's listing, Chart.yaml on both sides, the changelog, the tag.
  private static final int READS_PER_CHART = 5;

  private final Trees trees;
  private final List<String> chartDirectories;
  private final IntConsumer readsToCome;

  /**
   * Reads nothing yet.
   *
   * @param readsToCome told how many reads will follow at least, as soon as that is known; throws
   *     when they cannot be made in time
   */
  ChangeReader(Trees trees, List<String> chartDirectories, IntConsumer readsToCome) {
    this.trees = trees;
    this.chartDirectories = chartDirectories;
    this.readsToCome = readsToCome;
  }

  /** Begins to read what {@link #changes} will ask for first. */
  void begin(CommitSha commit) {
    chartDirectories.forEach(directory -> trees.beginDirectory(commit, directory));
  }

  /**
   * Tells how many reads all these merges will take together, while next to nothing is spent: of
   * many pushes at once, each is to be read as a whole or not at all.
   */
  void announce(List<Push.Span> spans) {
    int differing =
        VirtualThreads.map(spans, this::tops).stream()
            .flatMap(List::stream)
            .mapToInt(top -> changed(top.before(), top.after()).size())
            .sum();
    readsToCome.accept(READS_PER_CHART * differing);
  }

  /** The changed charts, in path order. */
  List<ChangedDirectory> changes(Push.Span span) {
    return VirtualThreads.map(tops(span), top -> new Walk(span).top(top)).stream()
        .flatMap(List::stream)
        .toList();
  }

  /** The charts directories that differ. */
  private List<Pair> tops(Push.Span span) {
    return VirtualThreads.map(chartDirectories, directory -> top(span, directory)).stream()
        .filter(top -> !top.before().map(Listing::sha).equals(top.after().map(Listing::sha)))
        .toList();
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

  /** What the directory holds at a commit. */
  ChartAt manifest(CommitSha commit, String directory) {
    return trees
        .file(commit, Paths.in(directory, CHART_YAML))
        .<ChartAt>map(content -> new ChartAt.Found(ChartYaml.parse(content)))
        .orElseGet(ChartAt.None::new);
  }

  /** True when some directory of the charts directories had exactly this tree at that commit. */
  boolean anywhere(CommitSha commit, String tree) {
    return chartDirectories.stream()
        .anyMatch(
            directory ->
                trees
                    .directory(commit, directory)
                    .filter(listing -> listing.sha().equals(tree) || trees.holds(listing, tree))
                    .isPresent());
  }

  /** One merge's way down the trees. */
  private final class Walk {
    private final Push.Span span;

    Walk(Push.Span span) {
      this.span = span;
    }

    /** A charts directory: both listings are known, and most often it is no chart itself. */
    List<ChangedDirectory> top(Pair pair) {
      Future<ChartAt> wasChart =
          VirtualThreads.start(() -> listed(span.before(), pair.path(), pair.before()));
      ChartAt isChart = listed(Optional.of(span.commit().sha()), pair.path(), pair.after());
      return found(pair, VirtualThreads.join(wasChart), isChart);
    }

    private ChartAt listed(Optional<CommitSha> commit, String path, Optional<Listing> listing) {
      return commit.isPresent() && listing.flatMap(it -> it.entry(CHART_YAML)).isPresent()
          ? regular(listing, () -> manifest(commit.get(), path))
          : new ChartAt.None();
    }

    /**
     * A directory below: its listing and both manifests are asked for at once, for most often it is
     * a chart.
     */
    private List<ChangedDirectory> below(
        String path, Optional<Entry> before, Optional<Entry> after, List<Entry> untouched) {
      Future<ChartAt> was =
          VirtualThreads.start(
              () ->
                  before.isPresent() && span.before().isPresent()
                      ? manifest(span.before().get(), path)
                      : new ChartAt.None());
      Future<ChartAt> is =
          VirtualThreads.start(
              () -> after.isPresent() ? manifest(span.commit().sha(), path) : new ChartAt.None());
      Optional<Listing> now = after.map(entry -> trees.tree(entry.sha()));
      ChartAt wasChart = VirtualThreads.join(was);
      ChartAt isChart = regular(now, () -> VirtualThreads.join(is));
      // The listing of a former chart is of no interest: nothing below it was a chart.
      Optional<Listing> then =
          wasChart instanceof ChartAt.None
              ? before.map(entry -> trees.tree(entry.sha()))
              : Optional.empty();
      return found(new Pair(path, then, now, untouched), wasChart, isChart);
    }

    private List<ChangedDirectory> found(Pair pair, ChartAt wasChart, ChartAt isChart) {
      List<ChangedDirectory> found = new ArrayList<>();
      if (wasChart instanceof ChartAt.Found || isChart instanceof ChartAt.Found) {
        found.add(
            new ChangedDirectory(pair.path(), wasChart, isChart, pair.after(), pair.untouched()));
      }
      // What lies below a chart is vendored into it.
      Optional<Listing> before =
          wasChart instanceof ChartAt.Found ? Optional.empty() : pair.before();
      Optional<Listing> after = isChart instanceof ChartAt.Found ? Optional.empty() : pair.after();
      found.addAll(descend(pair.path(), before, after));
      return found;
    }

    private List<ChangedDirectory> descend(
        String path, Optional<Listing> before, Optional<Listing> after) {
      List<String> changed = changed(before, after);
      // Nothing new for the charts directories themselves, but a group may hold many charts.
      readsToCome.accept(READS_PER_CHART * changed.size());
      List<Entry> untouched =
          after.stream()
              .flatMap(Listing::directories)
              .filter(entry -> !changed.contains(entry.name()))
              .toList();
      return VirtualThreads.map(
              changed,
              name -> below(Paths.in(path, name), tree(before, name), tree(after, name), untouched))
          .stream()
          .flatMap(List::stream)
          .toList();
    }
  }

  /**
   * GitHub follows a symbolic link when it shows a file; a chart whose file is elsewhere changes
   * unseen.
   */
  private static ChartAt regular(
      Optional<Listing> listing, java.util.function.Supplier<ChartAt> manifest) {
    boolean link =
        listing.flatMap(it -> it.entry(CHART_YAML)).filter(Entry::isSymbolicLink).isPresent();
    return link
        ? new ChartAt.Found(
            new ChartYaml.Invalid("is a symbolic link; commit the file itself in its place"))
        : manifest.get();
  }

  private record Pair(
      String path, Optional<Listing> before, Optional<Listing> after, List<Entry> untouched) {}
}
