package io.charttagger.github;

import io.charttagger.chart.CommitSha;
import io.charttagger.chart.Paths;
import io.charttagger.github.Listing.Entry;
import io.charttagger.port.PermanentFailure;
import java.util.List;
import java.util.Optional;
import org.kohsuke.github.GHTree;

/**
 * Directories and files of a repository, each read once.
 *
 * @see <a href="https://docs.github.com/en/rest/git/trees#get-a-tree">Get a tree</a>
 */
final class Trees {
  private final Hub4jClient hub;
  private final RestClient rest;
  private final Memoizer<String, Optional<Listing>> listings = new Memoizer<>(this::list);
  private final Memoizer<String, byte[]> blobs = new Memoizer<>(this::blob);

  Trees(Hub4jClient hub, RestClient rest) {
    this.hub = hub;
    this.rest = rest;
  }

  /** The listing of a tree that is known to exist. */
  Listing tree(String sha) {
    return listings
        .get(sha)
        .orElseThrow(() -> new PermanentFailure(502, "GitHub lost the tree " + sha));
  }

  /** Begins to read a directory at a commit. */
  void beginDirectory(CommitSha commit, String path) {
    listings.begin(named(commit, path));
  }

  /** A directory at a commit; empty when there is none. */
  Optional<Listing> directory(CommitSha commit, String path) {
    Optional<Listing> found = listings.get(named(commit, path));
    // `commit:path` is widely used but undocumented: when it fails, the documented way decides.
    return found.isPresent() || path.equals(Paths.ROOT) ? found : byWalking(commit, path);
  }

  /** A file at a commit as it is; empty when there is none. */
  Optional<byte[]> file(CommitSha commit, String path) {
    return rest.findRaw(
        rest.inRepository("contents") + "/" + RestPath.file(path) + "?ref=" + commit.value());
  }

  /** A blob's content. */
  byte[] blobContent(String sha) {
    return blobs.get(sha);
  }

  /**
   * True when that very tree lies anywhere below the listing. Of a listing that GitHub cuts short
   * only what it shows counts, beside what lies in the directory itself.
   */
  boolean holds(Listing listing, String tree) {
    return listing.entries().stream().anyMatch(entry -> entry.sha().equals(tree))
        || below(listing, tree);
  }

  private boolean below(Listing listing, String tree) {
    return hub.get(repository -> repository.getTreeRecursive(listing.sha(), 1)).getTree().stream()
        .anyMatch(entry -> entry.getSha().equals(tree));
  }

  private Optional<Listing> byWalking(CommitSha commit, String path) {
    Optional<Listing> here = listings.get(commit.value());
    for (String name : path.split("/", -1)) {
      here =
          here.flatMap(listing -> listing.entry(name))
              .filter(Entry::isDirectory)
              .map(entry -> tree(entry.sha()));
    }
    return here;
  }

  private static String named(CommitSha commit, String path) {
    return path.equals(Paths.ROOT) ? commit.value() : commit.value() + ":" + path;
  }

  private Optional<Listing> list(String name) {
    return hub.find(repository -> repository.getTree(name)).map(tree -> listing(name, tree));
  }

  private static Listing listing(String name, GHTree tree) {
    if (tree.isTruncated()) {
      throw new PermanentFailure(
          502,
          "GitHub lists only part of the directory %s, it holds too many entries; divide it"
              .formatted(name));
    }
    List<Entry> entries =
        tree.getTree().stream()
            .map(entry -> new Entry(entry.getPath(), entry.getMode(), entry.getSha()))
            .toList();
    return new Listing(tree.getSha(), entries);
  }

  private byte[] blob(String sha) {
    return rest.getRaw(rest.inRepository("git", "blobs", sha));
  }
}
