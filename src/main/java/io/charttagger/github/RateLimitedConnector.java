package io.charttagger.github;

import io.charttagger.port.Budget;
import io.charttagger.port.RateLimiter;
import io.charttagger.port.TransientFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.kohsuke.github.connector.GitHubConnector;
import org.kohsuke.github.connector.GitHubConnectorRequest;
import org.kohsuke.github.connector.GitHubConnectorResponse;

/**
 * The one way to GitHub for a run. Counts the calls; repeats reads that failed; never repeats a
 * write in doubt; keeps to the installation's pace and to what GitHub's limits ask; spends no more
 * time than the run has. Safe for concurrent use: at most ten requests are out at once.
 *
 * <p>Reads end in {@link TransientFailure} when they cannot be had in time; writes end in {@link
 * AmbiguousWriteException} when nobody knows whether they were done.
 *
 * @see <a
 *     href="https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api">Best
 *     practices for using the REST API</a>
 */
final class RateLimitedConnector implements GitHubConnector {
  private static final int REQUESTS_AT_ONCE = 10;
  private static final int ATTEMPTS = 4;
  // The reads of a run that tags one chart, and some more.
  private static final ReservedPermits.Terms READS =
      new ReservedPermits.Terms(16, Duration.ofSeconds(11));
  private static final ReservedPermits.Terms WRITES =
      new ReservedPermits.Terms(1, Duration.ofSeconds(3));

  private final GitHubConnector wire;
  private final Budget budget;
  private final ReservedPermits readPlaces;
  private final ReservedPermits writePlaces;
  private final Backoff patience;
  private final Semaphore requests = new Semaphore(REQUESTS_AT_ONCE, true);
  private final Semaphore writes;
  private final AtomicInteger calls = new AtomicInteger();
  private volatile LongSupplier payer =
      () -> {
        throw new IllegalStateException("request before it is known whose pace it keeps");
      };

  /**
   * Sends nothing yet.
   *
   * @param wire sends one request, once
   */
  RateLimitedConnector(GitHubConnector wire, Budget budget, RateLimiter pace, Manners manners) {
    this.wire = wire;
    this.budget = budget;
    this.readPlaces = new ReservedPermits(pace::reserveReads, READS, budget);
    this.writePlaces = new ReservedPermits(pace::reserveWrites, WRITES, budget);
    this.patience = new Backoff(budget, manners.jitter());
    this.writes = new Semaphore(manners.writesAtOnce(), true);
  }

  /**
   * How to behave.
   *
   * @param writesAtOnce the most writes that are out at the same time
   * @param jitter from 0 up to 1, spreads the retries of many processes
   */
  record Manners(int writesAtOnce, DoubleSupplier jitter) {}

  /** Requests sent so far, repeated ones included. */
  int calls() {
    return calls.get();
  }

  /** Says whose pace the requests keep: the installation's id, asked for at each of them. */
  void keepPaceOf(LongSupplier installation) {
    payer = installation;
  }

  /**
   * Makes sure that the pace lets so many reads go in time, before the first of them is sent.
   *
   * @throws TransientFailure when it does not; the reads have cost nothing then
   */
  void expectReads(int reads) {
    readPlaces.expect(payer.getAsLong(), reads);
  }

  /**
   * Makes sure that the pace lets so many more writes go in time, for what is of no use half done.
   *
   * @throws TransientFailure when it does not
   */
  void addWrites(int more) {
    writePlaces.add(payer.getAsLong(), more);
  }

  /**
   * The way for what the App asks in its own name: it counts for no installation, so it keeps
   * nobody's pace. All of it may be repeated; a token made twice does no harm, for the first one is
   * never used.
   */
  GitHubConnector asApp() {
    return request -> repeated(request, () -> {});
  }

  /**
   * Called right before every write and every ten seconds of waiting, so that a lease is renewed
   * and a lost one stops the writing by its exception.
   */
  void guardWith(Runnable check) {
    patience.guardWith(check);
  }

  @Override
  public GitHubConnectorResponse send(GitHubConnectorRequest request) throws IOException {
    return isRead(request) ? read(request) : write(request);
  }

  private static boolean isRead(GitHubConnectorRequest request) {
    return request.method().equals("GET") || request.method().equals("HEAD");
  }

  private GitHubConnectorResponse read(GitHubConnectorRequest request) {
    // Now, for it may want a token first, and that must not wait for a request which waits for it.
    long installation = payer.getAsLong();
    return repeated(request, () -> await(readPlaces.take(installation), request));
  }

  private GitHubConnectorResponse repeated(GitHubConnectorRequest request, Runnable place) {
    int failures = 0;
    int limits = 0;
    while (true) {
      switch (attempt(request, limits, place)) {
        case Outcome.Answered(GitHubConnectorResponse response) -> {
          return response;
        }
        case Outcome.Limited(Duration wait) -> {
          limits++;
          patience.beQuiet(wait, named(request));
        }
        case Outcome.Failed(String how, _) -> {
          failures++;
          if (failures == ATTEMPTS) {
            throw new TransientFailure(how + ", " + ATTEMPTS + " times", Duration.ZERO);
          }
          patience.pauseAfter(failures, how);
        }
      }
    }
  }

  private GitHubConnectorResponse write(GitHubConnectorRequest request)
      throws AmbiguousWriteException {
    patience.acquire(writes);
    try {
      int limits = 0;
      while (true) {
        patience.keepQuiet();
        await(writePlaces.take(payer.getAsLong()), request);
        patience.checkGuard();
        switch (attempt(request, limits, () -> {})) {
          case Outcome.Answered(GitHubConnectorResponse response) -> {
            return response;
          }
          case Outcome.Limited(Duration wait) -> {
            // Refused before it was looked at, so it is certainly not done.
            limits++;
            patience.beQuiet(wait, named(request));
          }
          case Outcome.Failed(String how, IOException cause) ->
              throw new AmbiguousWriteException(how, cause);
        }
      }
    } finally {
      writes.release();
    }
  }

  private void await(Duration wait, GitHubConnectorRequest request) {
    if (wait.isPositive()) {
      patience.pause(wait, "the pace delays " + named(request));
    }
  }

  /**
   * One request on the wire.
   *
   * @param place waits for the request's place, at the last moment
   */
  private Outcome attempt(GitHubConnectorRequest request, int limits, Runnable place) {
    patience.acquire(requests);
    try {
      // Those before may have met a limit while this one waited for its turn.
      patience.keepQuiet();
      place.run();
      budget.require(Duration.ZERO);
      calls.incrementAndGet();
      GitHubConnectorResponse response = wire.send(request);
      if (response.statusCode() >= 500) {
        String how = "GitHub answered " + response.statusCode() + " to " + named(request);
        return new Outcome.Failed(how, new IOException(how));
      }
      return RateLimitResponse.waitAfter(response, limits, budget.clock().instant())
          .<Outcome>map(Outcome.Limited::new)
          .orElseGet(() -> new Outcome.Answered(response));
    } catch (IOException lost) {
      return new Outcome.Failed("GitHub did not answer " + named(request), lost);
    } finally {
      requests.release();
    }
  }

  /** What came of one request. */
  private sealed interface Outcome {
    record Answered(GitHubConnectorResponse response) implements Outcome {}

    record Limited(Duration pause) implements Outcome {}

    record Failed(String how, IOException cause) implements Outcome {}
  }

  private static String named(GitHubConnectorRequest request) {
    return request.method() + " " + request.url().getPath();
  }
}
