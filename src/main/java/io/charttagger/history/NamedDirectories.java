package io.charttagger.history;

import io.charttagger.chart.CommitSha;
import io.charttagger.chart.Paths;
import io.charttagger.chart.Quoted;
import io.charttagger.plan.Warning;
import io.charttagger.port.Listing;
import io.charttagger.port.Listing.Entry;
import io.charttagger.settings.ChartDirectories;
import io.charttagger.settings.SearchedDirectory;
import io.charttagger.settings.SettingsFile;
import java.util.List;
import java.util.Optional;

/**
 * Finds out which entries of the settings name no directory: a wrong one would otherwise look like
 * pushes that change no chart.
 */
final class NamedDirectories {
  // So many listings are cheaper than one of all that is below, and the first most often suffice.
  private static final int LISTINGS_TO_FIND_ONE = 4;

  private final Trees trees;
  private final ChartDirectories directories;

  NamedDirectories(Trees trees, ChartDirectories directories) {
    this.trees = trees;
    this.directories = directories;
  }

  /**
   * A warning for each entry that names nothing.
   *
   * @param commit where it is looked for
   * @param charts directories of charts that were there before or are there: what names one of them
   *     need not be looked for
   */
  List<Warning> misnamed(CommitSha commit, List<String> charts) {
    return directories.each().stream()
        .filter(entry -> charts.stream().noneMatch(path -> entry.at(path).mayBeChart()))
        .filter(entry -> namesNothing(entry, commit))
        .map(NamedDirectories::warning)
        .toList();
  }

  private static Warning warning(ChartDirectories entry) {
    return new Warning(
        "",
        "charts-directory",
        "charts are looked for in %s, but the repository has no such directory; correct it in %s (`charts`), or ask the operator to correct CHARTS_DIR"
            .formatted(Quoted.of(entry.toString()), SettingsFile.PATH));
  }

  private boolean namesNothing(ChartDirectories entry, CommitSha commit) {
    String root = root(entry);
    Optional<Listing> listing = trees.directory(commit, root);
    if (listing.isEmpty()) {
      return true;
    }
    SearchedDirectory searched = entry.at(root);
    Search few = new Search(LISTINGS_TO_FIND_ONE);
    if (few.finds(listing.get(), searched)) {
      return false;
    }
    return !few.stopped
        // Of what GitHub cannot list at once nothing is said.
        || (trees.readBelow(listing.get().sha()) && !new Search(0).finds(listing.get(), searched));
  }

  /** The directory that is read anyway on the way to what this entry names. */
  private String root(ChartDirectories entry) {
    String own = entry.roots().getFirst();
    return directories.roots().stream()
        .filter(root -> Paths.isIn(own, root))
        .findFirst()
        .orElse(own);
  }

  /** Looks for one directory, changed or not. */
  private final class Search {
    private int listings;
    private boolean stopped;

    Search(int listings) {
      this.listings = listings;
    }

    boolean finds(Listing listing, SearchedDirectory searched) {
      return searched.mayBeChart()
          || listing.entries().stream()
              .filter(Entry::isDirectory)
              .anyMatch(entry -> isBelow(entry, below(listing, searched, entry.name())));
    }

    private SearchedDirectory below(Listing listing, SearchedDirectory searched, String name) {
      return trees.chartYaml(listing).filter(entry -> !entry.isDirectory()).isPresent()
          ? searched.belowChart(name)
          : searched.below(name);
    }

    private boolean isBelow(Entry directory, SearchedDirectory searched) {
      if (searched.isNothing()) {
        return false;
      }
      if (searched.mayBeChart()) {
        return true;
      }
      if (!trees.isRead(directory.sha())) {
        if (listings == 0) {
          stopped = true;
          return false;
        }
        listings--;
      }
      return finds(trees.tree(directory.sha()), searched);
    }
  }
}
