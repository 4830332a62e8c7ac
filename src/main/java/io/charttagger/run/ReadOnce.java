package io.charttagger.run;

import io.charttagger.chart.Commit;
import io.charttagger.chart.CommitSha;
import io.charttagger.port.Comparison;
import io.charttagger.port.FileContent;
import io.charttagger.port.ListedPullRequest;
import io.charttagger.port.Listing;
import io.charttagger.port.PullRequestDetails;
import io.charttagger.port.ReadableRepository;
import io.charttagger.port.Subtree;
import io.charttagger.port.TagContent;
import io.charttagger.port.TagRef;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A repository of which an earlier run of the same dispatch has read some already. Saved is what
 * never changes, and what may change without harm: a tag that is created in the meantime is found
 * when it is created again, and a pull request that was merged stays the source of its commit. What
 * was not found is not saved, for it may only have been late.
 */
final class ReadOnce implements ReadableRepository {
  // Of larger files and annotations a push has few.
  private static final int LARGEST = 64 * 1024;

  private final ReadableRepository repository;
  private final SavedReads saved;
  private final Set<String> answered = ConcurrentHashMap.newKeySet();

  ReadOnce(ReadableRepository repository, SavedReads saved) {
    this.repository = repository;
    this.saved = saved;
  }

  @Override
  public Optional<Comparison> compare(String base, String head) {
    return isSha(base) && isSha(head)
        ? once(
            "compare %s %s".formatted(base, head),
            ReadJson.COMPARISON,
            () -> repository.compare(base, head),
            _ -> true)
        : repository.compare(base, head);
  }

  private static boolean isSha(String branchOrSha) {
    return branchOrSha.matches("[0-9a-f]{40}");
  }

  @Override
  public List<Commit> commitsBetween(CommitSha base, CommitSha head, int page) {
    return always(
        "between %s %s %d".formatted(base, head, page),
        ReadJson.COMMIT.list(),
        () -> repository.commitsBetween(base, head, page));
  }

  @Override
  public Optional<Commit> commit(CommitSha sha) {
    return once("commit " + sha, ReadJson.COMMIT, () -> repository.commit(sha), _ -> true);
  }

  @Override
  public List<Commit> commitsTouching(CommitSha head, String path, int page) {
    return always(
        "commits %s %d%s".formatted(head, page, touching(path)),
        ReadJson.COMMIT.list(),
        () -> repository.commitsTouching(head, path, page));
  }

  /** How the keys of commits that touched a path end. */
  static String touching(String path) {
    return " touching " + path;
  }

  @Override
  public Optional<Listing> directory(CommitSha commit, String path) {
    return once(
        "directory %s %s".formatted(commit, path),
        ReadJson.LISTING,
        () -> repository.directory(commit, path),
        _ -> true);
  }

  @Override
  public Listing tree(String sha) {
    return always("tree " + sha, ReadJson.LISTING, () -> repository.tree(sha));
  }

  /** One call, whose answer may have megabytes. */
  @Override
  public Subtree below(String tree, Predicate<String> files) {
    return repository.below(tree, files);
  }

  @Override
  public Optional<FileContent> file(CommitSha commit, String path) {
    return once(
        "file %s %s".formatted(commit, path),
        ReadJson.WHOLE_FILE,
        () -> repository.file(commit, path),
        file -> file.complete() && file.bytes().length <= LARGEST);
  }

  /** Only changelogs and links are read so; what was chosen from them is saved. */
  @Override
  public FileContent blob(String sha) {
    return repository.blob(sha);
  }

  @Override
  public List<TagRef> tags(String prefix) {
    return always("tags " + prefix, ReadJson.TAG.list(), () -> repository.tags(prefix));
  }

  @Override
  public Optional<TagContent> tagObject(String sha) {
    return once(
        "tag " + sha,
        ReadJson.TAG_CONTENT,
        () -> repository.tagObject(sha),
        tag -> tag.length() <= LARGEST);
  }

  @Override
  public Optional<String> branch(String name) {
    return repository.branch(name);
  }

  @Override
  public Optional<List<ListedPullRequest>> pullRequestsOf(CommitSha commit) {
    return once(
        "pulls of " + commit,
        ReadJson.PULL_REQUEST.list(),
        () -> repository.pullRequestsOf(commit),
        listed -> listed.stream().anyMatch(it -> it.mergedAs().equals(Optional.of(commit))));
  }

  @Override
  public List<ListedPullRequest> recentlyClosed(String base) {
    return repository.recentlyClosed(base);
  }

  @Override
  public Optional<ListedPullRequest> pullRequest(int number) {
    return once(
        "pull " + number,
        ReadJson.PULL_REQUEST,
        () -> repository.pullRequest(number),
        listed -> listed.mergedAs().isPresent());
  }

  /** Nothing of it lasts. */
  @Override
  public Optional<PullRequestDetails> pullRequestDetails(int number) {
    return repository.pullRequestDetails(number);
  }

  private <T> T always(String key, ReadJson<T> form, Supplier<T> read) {
    return once(key, form, () -> Optional.of(read.get()), _ -> true).orElseThrow();
  }

  /** Who reads the same twice in one run does not believe the first answer. */
  private <T> Optional<T> once(
      String key, ReadJson<T> form, Supplier<Optional<T>> read, Predicate<T> lasts) {
    Optional<T> earlier = answered.add(key) ? saved.find(key, form) : Optional.empty();
    if (earlier.isPresent()) {
      return earlier;
    }
    Optional<T> now = read.get();
    now.filter(lasts).ifPresent(value -> saved.save(key, value, form));
    return now;
  }
}
