package io.charttagger.history;

import io.charttagger.chart.ChartAt;
import io.charttagger.port.Listing;
import io.charttagger.port.Listing.Entry;
import java.util.List;
import java.util.Optional;

/**
 * A directory that a merge changed and that is a chart, or was one; or one that is decided as if it
 * had been changed.
 *
 * @param path its path from the root
 * @param before what it was
 * @param after what it is
 * @param listing what is in it now; empty when it is gone
 * @param unchanged its sibling directories that the merge did not change
 * @param isChanged whether the merge changed it
 */
record ChangedDirectory(
    String path,
    ChartAt before,
    ChartAt after,
    Optional<Listing> listing,
    List<Entry> unchanged,
    boolean isChanged) {

  /** One that the merge changed. */
  ChangedDirectory(
      String path,
      ChartAt before,
      ChartAt after,
      Optional<Listing> listing,
      List<Entry> unchanged) {
    this(path, before, after, listing, unchanged, true);
  }

  ChangedDirectory {
    unchanged = List.copyOf(unchanged);
  }

  /** The SHA of its tree; empty text when it is gone. */
  String tree() {
    return listing.map(Listing::sha).orElse("");
  }
}
