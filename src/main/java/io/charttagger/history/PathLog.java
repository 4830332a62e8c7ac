package io.charttagger.history;

import io.charttagger.chart.Commit;
import io.charttagger.chart.CommitSha;
import io.charttagger.port.Comparison;
import io.charttagger.port.ReadableRepository;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The commits that touched a directory up to a commit, newest first, as {@code git log commit --
 * directory} lists them. A page is read when it is needed, once.
 */
final class PathLog {
  // 5,000 commits of one directory. Only dates that were set by hand make a search go so far.
  private static final int MOST_PAGES = 50;

  private final Memoizer<Integer, List<Commit>> pages;

  PathLog(ReadableRepository repository, CommitSha head, String directory) {
    this.pages = new Memoizer<>(page -> repository.commitsTouching(head, directory, page));
  }

  /** Begins to read the first page. */
  void begin() {
    pages.begin(1);
  }

  /** The first page, never empty. */
  List<Commit> first() {
    return pages.get(1);
  }

  /** The pages in order, each read when the stream reaches it. */
  Stream<List<Commit>> pages() {
    return IntStream.rangeClosed(1, MOST_PAGES)
        .boxed()
        .takeWhile(page -> page == 1 || pages.get(page - 1).size() == Comparison.PAGE)
        .map(pages::get);
  }

  /** True when the log has that commit. It is read as far down as the commit's date. */
  boolean has(Commit commit) {
    for (List<Commit> page : (Iterable<List<Commit>>) pages()::iterator) {
      if (page.stream().anyMatch(listed -> listed.sha().equals(commit.sha()))) {
        return true;
      }
      if (endsBefore(page, commit.committedAt())) {
        return false;
      }
    }
    return false;
  }

  /** True when all that follows the page is older than that. */
  static boolean endsBefore(List<Commit> page, Instant date) {
    return !page.isEmpty() && page.getLast().committedAt().isBefore(date);
  }
}
