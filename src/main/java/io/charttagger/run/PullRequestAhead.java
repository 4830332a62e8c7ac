package io.charttagger.run;

import io.charttagger.port.OpenPullRequest;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * The open release pull request, looked up while the tags are created. It was read without the
 * lease under which it is written, so it counts only when no other run can have written since.
 */
final class PullRequestAhead {
  /** Nothing was looked up. */
  static final PullRequestAhead NOTHING = new PullRequestAhead(Optional.empty());

  private final Optional<FutureTask<Optional<OpenPullRequest>>> reading;

  private PullRequestAhead(Optional<FutureTask<Optional<OpenPullRequest>>> reading) {
    this.reading = reading;
  }

  /** Begins to look it up. */
  static PullRequestAhead begin(Supplier<Optional<OpenPullRequest>> read) {
    FutureTask<Optional<OpenPullRequest>> reading = new FutureTask<>(read::get);
    Thread.ofVirtual().start(reading);
    return new PullRequestAhead(Optional.of(reading));
  }

  /**
   * What was found, if anything was open. When nothing was, creating one tells whether that is
   * still so.
   *
   * @param saved how the last owner of the lease left the pull request
   * @return empty when it must be read again
   */
  Optional<Optional<OpenPullRequest>> current(Optional<SavedRelease> saved) {
    return reading
        .flatMap(PullRequestAhead::found)
        .filter(
            found ->
                found
                    .map(it -> Optional.of(new SavedRelease(it.number(), it.texts().body())))
                    .map(saved::equals)
                    .orElse(true));
  }

  /** Trouble is left to the next read. */
  private static Optional<Optional<OpenPullRequest>> found(
      FutureTask<Optional<OpenPullRequest>> reading) {
    try {
      return Optional.of(reading.get());
    } catch (ExecutionException trouble) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
