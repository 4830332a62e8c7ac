package io.charttagger.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.charttagger.chart.Commit;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.Paths;
import io.charttagger.port.Budget;
import io.charttagger.port.Comparison;
import io.charttagger.port.Comparison.Status;
import io.charttagger.port.FileContent;
import io.charttagger.port.ListedPullRequest;
import io.charttagger.port.Listing;
import io.charttagger.port.Listing.Entry;
import io.charttagger.port.ManualClock;
import io.charttagger.port.MustExist;
import io.charttagger.port.PullRequestDetails;
import io.charttagger.port.ReadableRepository;
import io.charttagger.port.Sleeper;
import io.charttagger.port.Subtree;
import io.charttagger.port.TagContent;
import io.charttagger.port.TagRef;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The port over a {@link MapHistory}: what GitHub says, without GitHub. Reads can be disturbed. It
 * keeps the port's promises: what must exist is read with retries.
 */
final class MapRepository implements ReadableRepository {
  private static final int MOST_BYTES = 4 * 1024 * 1024;
  private static final int CLOSED_SHOWN = 50;

  /** The repository's id. */
  static final long ID = 1_234_567_890_123L;

  private final MapHistory history;
  private final ManualClock clock;
  private final Budget budget;
  private final MustExist mustExist;
  private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
  private final List<Fault> faults = new CopyOnWriteArrayList<>();
  private final Deque<CommitSha> staleMain = new ArrayDeque<>();
  private final List<ForeignFile> foreignFiles = new CopyOnWriteArrayList<>();
  private final List<Order> orders = new CopyOnWriteArrayList<>();
  private Duration associationDelay = Duration.ZERO;
  private Duration closedListDelay = Duration.ZERO;
  private int mostBelow = Integer.MAX_VALUE;
  private int mostCompared = 250;
  private OptionalLong headRepository = OptionalLong.of(ID);
  private boolean conflicting;

  /** With a day for the run. */
  MapRepository(MapHistory history) {
    this(history, Duration.ofDays(1));
  }

  MapRepository(MapHistory history, Duration time) {
    this(history, history.clock(), time);
  }

  private MapRepository(MapHistory history, ManualClock clock, Duration time) {
    this.history = history;
    this.clock = clock;
    this.budget = new Budget(clock, clock.instant().plus(time), clock);
    this.mustExist = new MustExist(budget);
  }

  /** One whose waits leave the history's time as it is. */
  static MapRepository withItsOwnTime(MapHistory history) {
    return new MapRepository(
        history, new ManualClock(history.clock().instant()), Duration.ofDays(1));
  }

  /** The kinds of reads. */
  enum Read {
    COMPARE,
    COMMITS_BETWEEN,
    COMMIT,
    COMMITS_TOUCHING,
    DIRECTORY,
    TREE,
    BELOW,
    FILE,
    BLOB,
    TAGS,
    TAG_OBJECT,
    BRANCH,
    PULL_REQUESTS_OF,
    RECENTLY_CLOSED,
    PULL_REQUEST,
    PULL_REQUEST_DETAILS
  }

  /** One read. */
  record Call(Read read, String of) {}

  /** Reads that find nothing, so many times. */
  private static final class Fault {
    private final Predicate<Call> fits;
    private int times;

    Fault(Predicate<Call> fits, int times) {
      this.fits = fits;
      this.times = times;
    }

    synchronized boolean hides(Call call) {
      if (times == 0 || !fits.test(call)) {
        return false;
      }
      times--;
      return true;
    }
  }

  /** A file's content that is shown in place of the true one, so many times. */
  private static final class ForeignFile {
    private final String place;
    private final FileContent content;
    private int times;

    ForeignFile(String place, FileContent content, int times) {
      this.place = place;
      this.content = content;
      this.times = times;
    }

    synchronized Optional<FileContent> at(String asked) {
      if (times == 0 || !place.equals(asked)) {
        return Optional.empty();
      }
      times--;
      return Optional.of(content);
    }
  }

  /** Reads of one kind that are answered only once one of another kind has begun. */
  private record Order(Read held, Read first, CountDownLatch begun) {}

  Budget budget() {
    return budget;
  }

  // What goes wrong.

  void notFoundOnce(Predicate<Call> reads) {
    faults.add(new Fault(reads, 1));
  }

  void notFound(int times, Predicate<Call> reads) {
    faults.add(new Fault(reads, times));
  }

  void neverFound(Predicate<Call> reads) {
    faults.add(new Fault(reads, Integer.MAX_VALUE));
  }

  /** The next so many comparisons with main see it where it was. */
  void staleMain(CommitSha was, int times) {
    for (int i = 0; i < times; i++) {
      staleMain.add(was);
    }
  }

  /** The next so many reads of a file see another content. */
  void foreignFile(CommitSha commit, String path, String content, int times) {
    foreignFile(commit, path, new FileContent(content.getBytes(UTF_8), true), times);
  }

  /** The same, with content that may go on. */
  void foreignFile(CommitSha commit, String path, FileContent content, int times) {
    foreignFiles.add(new ForeignFile(commit + ":" + path, content, times));
  }

  /** A merged pull request is associated with its commit only so long after the merge. */
  void lateAssociations(Duration delay) {
    associationDelay = delay;
  }

  /** A merged pull request is among the closed ones only so long after the merge. */
  void lateClosedList(Duration delay) {
    closedListDelay = delay;
  }

  /** Of all that is below a tree only so much is listed. */
  void listsBelow(int entries) {
    mostBelow = entries;
  }

  /** A comparison has only so many commits. */
  void compares(int commits) {
    mostCompared = commits;
  }

  /** The heads of pull requests are in that repository, or in none. */
  void headsAreIn(OptionalLong repository) {
    headRepository = repository;
  }

  /** The heads of pull requests conflict with their base. */
  void headsConflict() {
    conflicting = true;
  }

  /** Those reads are answered only once one of the others has begun: the two go side by side. */
  void answers(Read held, Read first) {
    orders.add(new Order(held, first, new CountDownLatch(1)));
  }

  // What was read.

  List<Call> reads() {
    return List.copyOf(calls);
  }

  List<String> reads(Read read) {
    return calls.stream().filter(call -> call.read() == read).map(Call::of).toList();
  }

  /** True when that is read already, or within a time that is enough on a busy machine. */
  boolean isReadSoon(Call call) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!calls.contains(call) && System.nanoTime() < end) {
      Sleeper.ASLEEP.pause(Duration.ofMillis(1));
    }
    return calls.contains(call);
  }

  void forgetReads() {
    calls.clear();
  }

  private <T> Optional<T> find(Read read, String of, Supplier<Optional<T>> answer) {
    Call call = new Call(read, of);
    calls.add(call);
    for (Order order : orders) {
      if (order.first() == read) {
        order.begun().countDown();
      }
      if (order.held() == read) {
        await(order);
      }
    }
    return faults.stream().anyMatch(fault -> fault.hides(call)) ? Optional.empty() : answer.get();
  }

  private static void await(Order order) {
    try {
      if (!order.begun().await(30, TimeUnit.SECONDS)) {
        throw new AssertionError("%s waits for %s".formatted(order.held(), order.first()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private <T> T required(Read read, String of, Supplier<Optional<T>> answer) {
    return mustExist.read(read + " " + of, () -> find(read, of, answer));
  }

  // The port.

  @Override
  public Optional<Comparison> compare(String base, String head) {
    return find(
        Read.COMPARE,
        base + "..." + head,
        () ->
            baseOf(base)
                .flatMap(left -> history.find(head).flatMap(right -> comparison(left, right))));
  }

  private Optional<CommitSha> baseOf(String base) {
    synchronized (staleMain) {
      return base.equals(MapHistory.MAIN) && !staleMain.isEmpty()
          ? Optional.of(staleMain.pop())
          : history.find(base);
    }
  }

  private Optional<Comparison> comparison(CommitSha base, CommitSha head) {
    return history
        .mergeBase(base, head)
        .map(
            common -> {
              List<CommitSha> ahead = history.between(base, head);
              boolean behind = !history.between(head, base).isEmpty();
              Status status =
                  ahead.isEmpty()
                      ? (behind ? Status.BEHIND : Status.IDENTICAL)
                      : (behind ? Status.DIVERGED : Status.AHEAD);
              List<Commit> latest =
                  ahead.subList(Math.max(0, ahead.size() - mostCompared), ahead.size()).stream()
                      .map(history::get)
                      .toList();
              return new Comparison(status, history.get(common), ahead.size(), latest);
            });
  }

  @Override
  public List<Commit> commitsBetween(CommitSha base, CommitSha head, int page) {
    return required(
        Read.COMMITS_BETWEEN,
        "%s...%s page %d".formatted(base, head, page),
        () -> {
          List<CommitSha> all = history.between(base, head);
          return Optional.of(page(all, page));
        });
  }

  @Override
  public Optional<Commit> commit(CommitSha sha) {
    return find(
        Read.COMMIT, sha.value(), () -> history.snapshot(sha).map(MapHistory.Snapshot::commit));
  }

  @Override
  public List<Commit> commitsTouching(CommitSha head, String path, int page) {
    return required(
        Read.COMMITS_TOUCHING,
        head + ":" + path + (page == 1 ? "" : " page " + page),
        () ->
            Optional.of(
                    page(
                        path.equals(Paths.ROOT)
                            ? history.ancestry(head).stream()
                                .sorted(
                                    Comparator.comparing(
                                            (CommitSha sha) -> history.get(sha).committedAt())
                                        .reversed())
                                .toList()
                            : history.log(head, path),
                        page))
                .filter(commits -> page > 1 || !commits.isEmpty()));
  }

  private List<Commit> page(List<CommitSha> all, int page) {
    return all.stream()
        .skip((page - 1L) * Comparison.PAGE)
        .limit(Comparison.PAGE)
        .map(history::get)
        .toList();
  }

  @Override
  public Optional<Listing> directory(CommitSha commit, String path) {
    return find(
        Read.DIRECTORY,
        commit + ":" + path,
        () -> history.snapshot(commit).flatMap(it -> it.files().directory(path)));
  }

  @Override
  public Listing tree(String sha) {
    return required(Read.TREE, sha, () -> history.listing(sha));
  }

  @Override
  public Subtree below(String tree, Predicate<String> files) {
    return required(
        Read.BELOW,
        tree,
        () ->
            history
                .listing(tree)
                .map(listing -> below("", listing).toList())
                .map(
                    all ->
                        new Subtree(
                            all.stream()
                                .limit(mostBelow)
                                .filter(
                                    entry ->
                                        entry.isDirectory()
                                            || entry.isElsewhere()
                                            || files.test(Paths.lastName(entry.name())))
                                .toList(),
                            all.size() <= mostBelow)));
  }

  private Stream<Entry> below(String prefix, Listing listing) {
    return listing.entries().stream()
        .flatMap(
            entry -> {
              String path = prefix + entry.name();
              Stream<Entry> itself =
                  Stream.of(new Entry(path, entry.mode(), entry.sha(), entry.size()));
              return entry.isDirectory()
                  ? Stream.concat(
                      itself, below(path + "/", history.listing(entry.sha()).orElseThrow()))
                  : itself;
            });
  }

  /** As GitHub has it: a link is followed, and of what is no file a description is given. */
  @Override
  public Optional<FileContent> file(CommitSha commit, String path) {
    return find(
        Read.FILE,
        commit + ":" + path,
        () ->
            foreignFiles.stream()
                .flatMap(foreign -> foreign.at(commit + ":" + path).stream())
                .findFirst()
                .or(() -> history.snapshot(commit).flatMap(it -> shown(it.files(), path))));
  }

  private static Optional<FileContent> shown(FileTree files, String path) {
    Optional<FileTree.Leaf> leaf = files.leaf(path);
    Optional<FileTree.Leaf> file =
        leaf.filter(FileTree.Leaf::isLink)
            .map(link -> target(path, new String(link.content().bytes(), UTF_8)))
            .flatMap(files::leaf)
            .or(() -> leaf)
            .filter(FileTree.Leaf::isFile);
    return file.map(it -> first(it.content().bytes()))
        .or(
            () ->
                files.sha(path).isPresent()
                    ? Optional.of(new FileContent("[{}]".getBytes(UTF_8), true))
                    : Optional.empty());
  }

  private static FileContent first(byte[] bytes) {
    return bytes.length > MOST_BYTES
        ? new FileContent(Arrays.copyOf(bytes, MOST_BYTES), false)
        : new FileContent(bytes, true);
  }

  private static String target(String link, String target) {
    Deque<String> path = new ArrayDeque<>(List.of(link.split("/", -1)));
    path.removeLast();
    for (String step : target.split("/", -1)) {
      if (step.equals("..")) {
        path.removeLast();
      } else {
        path.addLast(step);
      }
    }
    return String.join("/", path);
  }

  @Override
  public FileContent blob(String sha) {
    return required(Read.BLOB, sha, () -> history.blob(sha).map(content -> first(content.bytes())));
  }

  @Override
  public List<TagRef> tags(String prefix) {
    return required(
        Read.TAGS,
        prefix,
        () ->
            Optional.of(
                history.tags().entrySet().stream()
                    .filter(tag -> tag.getKey().startsWith(prefix))
                    .map(tag -> new TagRef(tag.getKey(), tag.getValue()))
                    .toList()));
  }

  @Override
  public Optional<TagContent> tagObject(String sha) {
    return find(Read.TAG_OBJECT, sha, () -> history.tagContent(sha));
  }

  @Override
  public Optional<String> branch(String name) {
    return find(Read.BRANCH, name, () -> history.find(name).map(CommitSha::value));
  }

  @Override
  public Optional<List<ListedPullRequest>> pullRequestsOf(CommitSha commit) {
    return find(
        Read.PULL_REQUESTS_OF,
        commit.value(),
        () ->
            history.snapshot(commit).isEmpty()
                ? Optional.empty()
                : Optional.of(
                    history.proposals().stream()
                        .filter(it -> it.open() ? contains(it, commit) : brought(it, commit))
                        .map(MapRepository::listed)
                        .toList()));
  }

  private boolean contains(MapHistory.Proposal open, CommitSha commit) {
    return history.between(history.tip(open.base()), open.pullRequest().headSha()).contains(commit);
  }

  private boolean brought(MapHistory.Proposal closed, CommitSha commit) {
    return closed.brought().contains(commit) && isSeen(closed, associationDelay);
  }

  private boolean isSeen(MapHistory.Proposal proposal, Duration delay) {
    return !proposal.changedAt().plus(delay).isAfter(clock.instant());
  }

  private static ListedPullRequest listed(MapHistory.Proposal proposal) {
    return new ListedPullRequest(proposal.pullRequest(), proposal.base(), proposal.mergedAs());
  }

  @Override
  public List<ListedPullRequest> recentlyClosed(String base) {
    return required(
        Read.RECENTLY_CLOSED,
        base,
        () ->
            Optional.of(
                history.proposals().stream()
                    .filter(it -> !it.open() && it.base().equals(base))
                    .filter(it -> isSeen(it, closedListDelay))
                    .sorted(Comparator.comparing(MapHistory.Proposal::changedAt).reversed())
                    .limit(CLOSED_SHOWN)
                    .map(MapRepository::listed)
                    .toList()));
  }

  @Override
  public Optional<ListedPullRequest> pullRequest(int number) {
    return find(
        Read.PULL_REQUEST,
        String.valueOf(number),
        () ->
            history.proposals().stream()
                .filter(it -> it.pullRequest().number() == number)
                .findFirst()
                .map(MapRepository::listed));
  }

  @Override
  public Optional<PullRequestDetails> pullRequestDetails(int number) {
    return find(
        Read.PULL_REQUEST_DETAILS,
        String.valueOf(number),
        () ->
            history.proposals().stream()
                .filter(it -> it.pullRequest().number() == number)
                .findFirst()
                .map(
                    it ->
                        new PullRequestDetails(
                            listed(it), it.open(), headRepository, conflicting)));
  }
}
