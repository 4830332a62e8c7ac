package io.charttagger.history;

import io.charttagger.changelog.Changelog;
import io.charttagger.port.FileContent;
import io.charttagger.port.Listing.Entry;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * Changelog files. Each may have megabytes and a push may change hundreds, so few are in memory at
 * the same time.
 */
final class ChangelogFiles {
  private static final int SMALL_ONES_AT_ONCE = 8;
  private static final long LARGE = 256 * 1024;
  private static final long MOST_KEPT = 2 * 1024 * 1024;

  private final Trees trees;
  private final Semaphore atOnce = new Semaphore(SMALL_ONES_AT_ONCE, true);
  private final Map<Entry, Future<Changelog>> kept = new LinkedHashMap<>(16, 0.75f, true);

  ChangelogFiles(Trees trees) {
    this.trees = trees;
  }

  /** Reads a chart's own changelog, and lets go of it. */
  <T> T once(Entry file, Function<Changelog, T> use) {
    int share = file.size() > LARGE ? SMALL_ONES_AT_ONCE : 1;
    atOnce.acquireUninterruptibly(share);
    try {
      return use.apply(parsed(file));
    } finally {
      atOnce.release(share);
    }
  }

  /** Reads the changelog of several charts, which the next of them finds in memory. */
  Changelog shared(Entry file) {
    FutureTask<Changelog> unread = new FutureTask<>(() -> once(file, Function.identity()));
    Future<Changelog> read = known(file, unread);
    // Does nothing unless it is to be read.
    unread.run();
    return VirtualThreads.join(read);
  }

  private synchronized Future<Changelog> known(Entry file, FutureTask<Changelog> unread) {
    Future<Changelog> known = kept.get(file);
    if (known != null) {
      unread.cancel(false);
      return known;
    }
    kept.put(file, unread);
    while (kept.size() > 1 && size() > MOST_KEPT) {
      kept.remove(kept.keySet().iterator().next());
    }
    return unread;
  }

  private long size() {
    return kept.keySet().stream().mapToLong(Entry::size).sum();
  }

  private Changelog parsed(Entry file) {
    FileContent content = trees.blob(file);
    return Changelog.parse(new String(content.bytes(), StandardCharsets.UTF_8));
  }
}
