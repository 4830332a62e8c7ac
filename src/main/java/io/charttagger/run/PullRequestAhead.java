package io.charttagger.run;

import io.charttagger.port.OpenPullRequest;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Whether a release pull request is open, looked up while the tags are created. Only that there is
 * none counts later, because creating one tells whether that is still so. An open one is read again
 * just before it is written: people edit it, and runs do.
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

  /** True when none was open. */
  boolean foundNone() {
    return reading.flatMap(PullRequestAhead::found).filter(Optional::isEmpty).isPresent();
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
