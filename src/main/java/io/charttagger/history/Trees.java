package io.charttagger.history;

import io.charttagger.chart.ChartAt;
import io.charttagger.chart.ChartYaml;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.GitSha;
import io.charttagger.chart.Paths;
import io.charttagger.port.Budget;
import io.charttagger.port.DoubtfulAnswer;
import io.charttagger.port.FileContent;
import io.charttagger.port.Listing;
import io.charttagger.port.Listing.Entry;
import io.charttagger.port.MustExist;
import io.charttagger.port.ReadableRepository;
import io.charttagger.port.Subtree;
import io.charttagger.port.TransientFailure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Directories and files of commits that are known to exist, each read once. That something does not
 * exist is believed only when a directory's listing proves it: a "not found" alone may be a replica
 * that lags.
 */
final class Trees {
  private static final String CHART_YAML = "Chart.yaml";
  private static final String CHANGELOG = "CHANGELOG.md";
  private static final int LARGE_READS_AT_ONCE = 2;

  private final ReadableRepository repository;
  private final MustExist mustExist;
  private final Memoizer<Place, Optional<Listing>> directories = new Memoizer<>(this::list);
  private final Memoizer<String, Listing> trees;
  private final Memoizer<String, Listing> fullTrees;
  private final Memoizer<String, Boolean> wholes = new Memoizer<>(this::readWhole);
  private final Memoizer<String, Set<String>> directoriesBelow =
      new Memoizer<>(this::listDirectories);
  // An answer of several megabytes each.
  private final Semaphore largeReads = new Semaphore(LARGE_READS_AT_ONCE);

  Trees(ReadableRepository repository, Budget budget) {
    this.repository = repository;
    this.mustExist = new MustExist(budget);
    this.trees = new Memoizer<>(repository::tree);
    this.fullTrees = new Memoizer<>(repository::tree);
  }

  private record Place(CommitSha commit, String path) {}

  /** A directory by its tree's SHA. */
  Listing tree(String sha) {
    return trees.get(sha);
  }

  /** Begins to read a directory. */
  void begin(String sha) {
    trees.begin(sha);
  }

  /** Begins to read a directory at a commit. */
  void beginDirectory(CommitSha commit, String path) {
    directories.begin(new Place(commit, path));
  }

  /** A directory at a commit; empty when it is proven that there is none. */
  Optional<Listing> directory(CommitSha commit, String path) {
    if (path.equals(Paths.ROOT)) {
      return Optional.of(root(commit));
    }
    // `commit:path` is widely used but undocumented: when it fails, the documented way decides.
    return directories.get(new Place(commit, path)).or(() -> walk(commit, path));
  }

  /** True when GitHub shows that directory at a commit; that it does not proves nothing. */
  boolean seemsListed(CommitSha commit, String path) {
    return directories.get(new Place(commit, path)).isPresent();
  }

  /**
   * As {@link #directory}, and every name in it is there: what was read below another directory has
   * only what concerns charts.
   */
  Optional<Listing> fullDirectory(CommitSha commit, String path) {
    return path.equals(Paths.ROOT)
        ? Optional.of(root(commit))
        : directories
            .get(new Place(commit, path))
            .or(() -> walk(commit, path).map(Listing::sha).map(fullTrees::get));
  }

  /** The text of a symbolic link: a path, if it is not too long for one. */
  FileContent link(Entry link) {
    return repository.blob(link.sha());
  }

  /** The content of a listed file. */
  FileContent blob(Entry file) {
    FileContent content = repository.blob(file.sha());
    refuseOverlong(content, file);
    return content;
  }

  /** Megabytes that cannot be the file's are not read again in the same run. */
  private static void refuseOverlong(FileContent content, Entry file) {
    if (!content.complete() && content.bytes().length >= file.size()) {
      throw new DoubtfulAnswer(
          "GitHub's answer for the file %s is longer than the file".formatted(file.name()));
    }
  }

  /**
   * Checks what {@link #directory} said of a directory against the commit's root: nobody would miss
   * a chart whose directory seems to be unchanged.
   *
   * @throws TransientFailure when the two differ
   */
  void verify(CommitSha commit, String path) {
    Optional<String> here = directory(commit, path).map(Listing::sha);
    if (!path.equals(Paths.ROOT) && !walk(commit, path).map(Listing::sha).equals(here)) {
      throw new DoubtfulAnswer(
          "GitHub shows two contents of %s at %s".formatted(path, commit.abbreviated()));
    }
  }

  /** What is named {@code Chart.yaml} in a directory. */
  Optional<Entry> chartYaml(Listing directory) {
    return directory.entry(CHART_YAML);
  }

  /** What a directory is at a commit: a chart, or none. */
  ChartAt chart(CommitSha commit, String directory) {
    beginDirectory(commit, directory);
    Optional<FileContent> read = read(commit, directory);
    return directory(commit, directory)
        .map(listing -> found(read, commit, new ListedDirectory(directory, listing)))
        .orElseGet(ChartAt.None::new);
  }

  /** Reads {@code Chart.yaml} before it is known whether there is one. */
  Optional<FileContent> read(CommitSha commit, String directory) {
    return repository.file(commit, Paths.in(directory, CHART_YAML));
  }

  /** A directory whose listing is known. */
  record ListedDirectory(String path, Listing listing) {}

  /** What came of {@link #read}, checked against a listing. */
  ChartAt found(Optional<FileContent> read, CommitSha commit, ListedDirectory directory) {
    Optional<Entry> entry = directory.listing().entry(CHART_YAML);
    if (entry.isEmpty()) {
      return new ChartAt.None();
    }
    if (entry.get().isSymbolicLink()) {
      // GitHub follows the link when it shows the file; a chart whose file is elsewhere would
      // change without being noticed.
      return new ChartAt.Found(
          new ChartYaml.Invalid("is a symbolic link; commit the file itself in its place"));
    }
    String path = Paths.in(directory.path(), CHART_YAML);
    read.ifPresent(content -> refuseOverlong(content, entry.get()));
    return read.filter(content -> isBlob(content, entry.get()))
        .map(Trees::parsed)
        .orElseGet(
            () ->
                entry.get().isFile()
                    ? parsed(
                        mustExist.read(
                            "%s at %s".formatted(path, commit.abbreviated()),
                            () ->
                                repository
                                    .file(commit, path)
                                    .filter(content -> isBlob(content, entry.get()))))
                    : new ChartAt.None());
  }

  /** True when that is the content of the file that the directory lists as Chart.yaml. */
  static boolean isChartYaml(FileContent content, Listing directory) {
    return directory
        .entry(CHART_YAML)
        .filter(Entry::isFile)
        .filter(entry -> isBlob(content, entry))
        .isPresent();
  }

  /** False when it is the content of another file. */
  private static boolean isBlob(FileContent content, Entry entry) {
    return content.complete()
        ? GitSha.ofBlob(content.bytes()).equals(entry.sha())
        : content.bytes().length < entry.size();
  }

  private static ChartAt parsed(FileContent content) {
    return new ChartAt.Found(ChartYaml.parse(content.bytes()));
  }

  /**
   * True when that very tree is anywhere below the listing. Of a listing that GitHub cuts short
   * only what it shows counts, in addition to what is in the directory itself.
   */
  boolean contains(Listing listing, String tree) {
    return listing.entries().stream().anyMatch(entry -> entry.sha().equals(tree))
        || directoriesBelow.get(listing.sha()).contains(tree);
  }

  private Set<String> listDirectories(String tree) {
    return below(tree, _ -> false).entries().stream()
        .filter(Entry::isDirectory)
        .map(Entry::sha)
        .collect(Collectors.toSet());
  }

  /**
   * Reads the listings of all directories below one with a single request. They then hold only
   * directories, links, submodules and the files that say something of a chart.
   *
   * @return false when GitHub cannot show all of them at once
   */
  boolean readBelow(String tree) {
    return wholes.get(tree);
  }

  private boolean readWhole(String tree) {
    Subtree below = below(tree, Trees::concernsCharts);
    if (!below.complete()) {
      return false;
    }
    Map<String, List<Entry>> entries = new HashMap<>();
    for (Entry entry : below.entries()) {
      entries
          .computeIfAbsent(Paths.parentOf(entry.name()), _ -> new ArrayList<>())
          .add(new Entry(Paths.lastName(entry.name()), entry.mode(), entry.sha(), entry.size()));
    }
    for (Entry entry : below.entries()) {
      if (entry.isDirectory()) {
        trees.put(
            entry.sha(), new Listing(entry.sha(), entries.getOrDefault(entry.name(), List.of())));
      }
    }
    return true;
  }

  private static boolean concernsCharts(String file) {
    return file.equals(CHART_YAML) || file.equalsIgnoreCase(CHANGELOG);
  }

  private Subtree below(String tree, Predicate<String> files) {
    largeReads.acquireUninterruptibly();
    try {
      return repository.below(tree, files);
    } finally {
      largeReads.release();
    }
  }

  /** True when the listing of that tree is known already. */
  boolean isRead(String tree) {
    return trees.has(tree);
  }

  private Listing root(CommitSha commit) {
    return mustExist.read(
        "the root directory of commit " + commit,
        () -> {
          Optional<Listing> root = directories.get(new Place(commit, Paths.ROOT));
          if (root.isEmpty()) {
            directories.forget(new Place(commit, Paths.ROOT));
          }
          return root;
        });
  }

  private Optional<Listing> walk(CommitSha commit, String path) {
    Optional<Listing> here = Optional.of(root(commit));
    for (String name : path.split("/", -1)) {
      here =
          here.flatMap(listing -> listing.entry(name))
              .filter(Entry::isDirectory)
              .map(entry -> tree(entry.sha()));
    }
    return here;
  }

  private Optional<Listing> list(Place place) {
    return repository.directory(place.commit(), place.path());
  }
}
