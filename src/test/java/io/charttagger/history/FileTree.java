package io.charttagger.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.charttagger.chart.GitSha;
import io.charttagger.chart.Paths;
import io.charttagger.port.FileContent;
import io.charttagger.port.Listing;
import io.charttagger.port.Listing.Entry;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All files of one commit, by path. Blobs have git's SHAs; trees with the same content the same.
 */
final class FileTree {
  static final FileTree EMPTY = new FileTree(new TreeMap<>());

  private static final String FILE = "100644";
  private static final String LINK = "120000";
  private static final String SUBMODULE = "160000";
  private static final String DIRECTORY = "040000";

  private final SortedMap<String, Leaf> leaves;

  private FileTree(SortedMap<String, Leaf> leaves) {
    this.leaves = leaves;
  }

  /** What is at a path: a file, a link (its content is the target) or a submodule. */
  record Leaf(String mode, FileContent content, String sha) {
    boolean isFile() {
      return mode.equals(FILE);
    }

    long size() {
      return isFile() ? content.bytes().length + (content.complete() ? 0 : 1) : 0;
    }

    boolean isLink() {
      return mode.equals(LINK);
    }
  }

  FileTree write(String path, byte[] content) {
    return with(path, new Leaf(FILE, new FileContent(content, true), GitSha.ofBlob(content)));
  }

  FileTree link(String path, String target) {
    byte[] content = target.getBytes(UTF_8);
    return with(path, new Leaf(LINK, new FileContent(content, true), GitSha.ofBlob(content)));
  }

  FileTree submodule(String path, String commit) {
    return with(path, new Leaf(SUBMODULE, new FileContent(new byte[0], true), commit));
  }

  /** Without the file, or the directory and all below it. */
  FileTree without(String path) {
    SortedMap<String, Leaf> rest = new TreeMap<>(leaves);
    rest.keySet().removeIf(file -> isIn(path, file));
    return new FileTree(rest);
  }

  FileTree move(String from, String to) {
    FileTree moved = without(from);
    for (Map.Entry<String, Leaf> leaf : leaves.entrySet()) {
      if (isIn(from, leaf.getKey())) {
        moved = moved.with(to + leaf.getKey().substring(from.length()), leaf.getValue());
      }
    }
    return moved;
  }

  /** This tree with what another one changed since their common base. */
  FileTree merged(FileTree base, FileTree other) {
    SortedMap<String, Leaf> merged = new TreeMap<>(leaves);
    SortedMap<String, Leaf> either = new TreeMap<>(base.leaves);
    either.putAll(other.leaves);
    for (String path : either.keySet()) {
      Optional<Leaf> theirs = other.leaf(path);
      if (!theirs.map(Leaf::sha).equals(base.leaf(path).map(Leaf::sha))) {
        theirs.ifPresentOrElse(leaf -> merged.put(path, leaf), () -> merged.remove(path));
      }
    }
    return new FileTree(merged);
  }

  Optional<Leaf> leaf(String path) {
    return Optional.ofNullable(leaves.get(path));
  }

  /** A directory; the root exists always. */
  Optional<Listing> directory(String path) {
    String prefix = path.equals(Paths.ROOT) ? "" : path + "/";
    SortedMap<String, Entry> entries = new TreeMap<>();
    for (Map.Entry<String, Leaf> leaf : leaves.tailMap(prefix).entrySet()) {
      if (!leaf.getKey().startsWith(prefix)) {
        break;
      }
      String rest = leaf.getKey().substring(prefix.length());
      int slash = rest.indexOf('/');
      if (slash < 0) {
        entries.put(
            rest,
            new Entry(rest, leaf.getValue().mode(), leaf.getValue().sha(), leaf.getValue().size()));
      } else if (!entries.containsKey(rest.substring(0, slash))) {
        String name = rest.substring(0, slash);
        String sha = directory(prefix + name).orElseThrow().sha();
        entries.put(name, new Entry(name, DIRECTORY, sha, 0));
      }
    }
    return entries.isEmpty() && !prefix.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Listing(
                GitSha.ofBlob(("tree " + entries.values()).getBytes(UTF_8)),
                entries.values().stream().toList()));
  }

  /** The SHA of what is at a path, whatever that is. */
  Optional<String> sha(String path) {
    return leaf(path).map(Leaf::sha).or(() -> directory(path).map(Listing::sha));
  }

  /** Every directory by its SHA. */
  Map<String, Listing> trees() {
    Map<String, Listing> trees = new TreeMap<>();
    collect(Paths.ROOT, trees);
    return trees;
  }

  private void collect(String path, Map<String, Listing> trees) {
    Listing listing = directory(path).orElseThrow();
    trees.put(listing.sha(), listing);
    listing.entries().stream()
        .filter(Entry::isDirectory)
        .forEach(entry -> collect(Paths.in(path, entry.name()), trees));
  }

  /** Every file by its SHA. */
  Map<String, FileContent> blobs() {
    Map<String, FileContent> blobs = new TreeMap<>();
    leaves.values().forEach(leaf -> blobs.put(leaf.sha(), leaf.content()));
    return blobs;
  }

  private FileTree with(String path, Leaf leaf) {
    SortedMap<String, Leaf> more = new TreeMap<>(without(path).leaves);
    more.put(path, leaf);
    return new FileTree(more);
  }

  private static boolean isIn(String path, String file) {
    return file.equals(path) || file.startsWith(path + "/");
  }
}
