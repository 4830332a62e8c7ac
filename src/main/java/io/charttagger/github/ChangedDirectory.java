package io.charttagger.github;

import io.charttagger.chart.ChartAt;
import io.charttagger.github.Listing.Entry;
import java.util.List;
import java.util.Optional;

/**
 * A directory that a merge changed and that holds a chart, or held one.
 *
 * @param path its path from the root
 * @param before what it held
 * @param after what it holds
 * @param listing what is in it now; empty when it is gone
 * @param untouched its sibling directories that the merge left alone
 */
record ChangedDirectory(
    String path, ChartAt before, ChartAt after, Optional<Listing> listing, List<Entry> untouched) {

  ChangedDirectory {
    untouched = List.copyOf(untouched);
  }

  String tree() {
    return listing.map(Listing::sha).orElse("");
  }
}
