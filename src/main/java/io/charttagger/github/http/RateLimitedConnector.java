package io.charttagger.github.http;

import io.charttagger.port.AmbiguousWriteException;
import io.charttagger.port.Budget;
import io.charttagger.port.PermanentFailure;
import io.charttagger.port.RateLimiter;
import io.charttagger.port.StopReason;
import io.charttagger.port.TransientFailure;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.kohsuke.github.connector.GitHubConnector;
import org.kohsuke.github.connector.GitHubConnectorRequest;
import org.kohsuke.github.connector.GitHubConnectorResponse;

/**
 * The one way to GitHub for a run. Counts the requests; retries reads that failed; never repeats an
 * ambiguous write; keeps within the installation's rate limits and obeys those that GitHub
 * enforces; spends no more time than the run has. Safe for concurrent use: at most ten requests are
 * sent at once.
 *
 * <p>Reads end in {@link TransientFailure} when they cannot be had in time; writes end in {@link
 * AmbiguousWriteException} when nobody knows whether they were done.
 *
 * @see <a
 *     href="https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api">Best
 *     practices for using the REST API</a>
 */
public final class RateLimitedConnector {
  private static final int REQUESTS_AT_ONCE = 10;
  private static final int ATTEMPTS = 4;
  // The reads of a run that tags one chart, and some more.
  private static final int READS = 16;
  // More than one process ever gets at once.
  private static final int WRITES = 100;
  // So many are sent one after the other before their permits expire.
  private static final int WRITES_ONE_BY_ONE = 15;

  private static final System.Logger LOG = System.getLogger(RateLimitedConnector.class.getName());

  private final Shared shared;
  private final Backoff backoff;
  private final boolean reserves;

  /**
   * Sends nothing yet.
   *
   * @param wire sends one request, once
   */
  public RateLimitedConnector(GitHubConnector wire, Budget budget, RequestPolicy policy) {
    this(
        new Shared(
            wire,
            budget,
            policy.limiter(),
            new ReservedPermits(policy, RateLimiter.Kind.READ, READS, budget),
            new ReservedPermits(
                policy,
                RateLimiter.Kind.WRITE,
                policy.writesAtOnce() == 1 ? WRITES_ONE_BY_ONE : WRITES,
                budget),
            new Semaphore(REQUESTS_AT_ONCE, true),
            new Semaphore(policy.writesAtOnce(), true),
            new AtomicInteger()),
        new Backoff(budget, policy.jitter()),
        /* reserves= */ true);
  }

  private RateLimitedConnector(Shared shared, Backoff backoff, boolean reserves) {
    this.shared = shared;
    this.backoff = backoff;
    this.reserves = reserves;
  }

  /** What one run has once, under whichever lease it writes. */
  private record Shared(
      GitHubConnector wire,
      Budget budget,
      RateLimiter limiter,
      ReservedPermits readPermits,
      ReservedPermits writePermits,
      Semaphore requests,
      Semaphore writes,
      AtomicInteger calls) {}

  /**
   * The same connector, which runs this check before every write and every ten seconds of waiting:
   * it renews a lease, and its exception stops the writing.
   */
  public RateLimitedConnector guardedBy(Runnable check) {
    return new RateLimitedConnector(shared, backoff.guardedBy(check), reserves);
  }

  /**
   * The same connector for some reads that must be possible without the lock table: they reserve no
   * permits, and obey the limits that they meet. It cannot write.
   */
  public RateLimitedConnector readingWithoutPermits() {
    return new RateLimitedConnector(shared, backoff, /* reserves= */ false);
  }

  /** Requests sent so far, retries included. */
  public int calls() {
    return shared.calls().get();
  }

  /** Announces writes: their permits are reserved together, as far as the limits allow now. */
  public void announceWrites(int writes) {
    shared.writePermits().announce(writes);
  }

  /**
   * Makes sure that the limits allow so many more writes in time, for work that is useless half
   * done.
   *
   * @throws TransientFailure when they do not
   */
  public void expectWrites(long installation, int more) {
    shared.writePermits().claim(installation, more);
  }

  /**
   * The way for what the App asks in its own name: that counts for no installation, so no permit is
   * needed. All of it may be retried; a token made twice does no harm, because the first one is
   * never used.
   */
  public GitHubConnector asApp() {
    return request -> retried(request, OptionalLong.empty());
  }

  /** Sends a request of this installation. */
  public GitHubConnectorResponse send(GitHubConnectorRequest request, long installation)
      throws IOException {
    if (request.method().equals("GET")) {
      return retried(request, reserves ? OptionalLong.of(installation) : OptionalLong.empty());
    }
    if (!reserves) {
      throw new IllegalStateException("only reads are sent without permits: " + named(request));
    }
    return write(request, installation);
  }

  private GitHubConnectorResponse retried(GitHubConnectorRequest request, OptionalLong installation)
      throws RedirectException {
    int failures = 0;
    int limits = 0;
    while (true) {
      switch (attempt(
          request,
          limits,
          () -> installation.ifPresent(id -> await(shared.readPermits(), id, request)))) {
        case Attempt.Answered(GitHubConnectorResponse response) -> {
          return response;
        }
        case Attempt.Redirected(RedirectException redirect) -> throw redirect;
        case Attempt.Limited(RateLimitResponse refusal) -> {
          limits++;
          installation.ifPresent(id -> tell(id, refusal));
          backoff.beQuiet(refusal.delay(), named(request));
        }
        case Attempt.Failed(String how, _) -> {
          failures++;
          if (failures == ATTEMPTS) {
            throw new TransientFailure(
                StopReason.GITHUB, how + ", " + ATTEMPTS + " times", Duration.ZERO);
          }
          backoff.pauseAfter(failures, how);
        }
      }
    }
  }

  private GitHubConnectorResponse write(GitHubConnectorRequest request, long installation)
      throws AmbiguousWriteException, RedirectException {
    backoff.acquire(shared.writes());
    try {
      int limits = 0;
      while (true) {
        backoff.keepQuiet();
        RateLimiter.Permit permit = await(shared.writePermits(), installation, request);
        backoff.checkGuard();
        switch (attempt(request, limits, () -> stillPermitted(permit, installation, request))) {
          case Attempt.Answered(GitHubConnectorResponse response) -> {
            return response;
          }
          case Attempt.Redirected(RedirectException redirect) -> throw redirect;
          case Attempt.Limited(RateLimitResponse refusal) -> {
            // Refused before it was processed, so it is certainly not done.
            limits++;
            tell(installation, refusal);
            backoff.beQuiet(refusal.delay(), named(request));
          }
          case Attempt.Failed(String how, IOException cause) ->
              throw new AmbiguousWriteException(how, cause);
        }
      }
    } finally {
      shared.writes().release();
    }
  }

  /** Tells the other processes; when that fails, they will meet the limit themselves. */
  private void tell(long installation, RateLimitResponse refusal) {
    Instant until = shared.budget().clock().instant().plus(refusal.delay());
    try {
      shared.limiter().limited(installation, refusal.limit(), until);
    } catch (TransientFailure | PermanentFailure failure) {
      LOG.log(
          System.Logger.Level.WARNING,
          () ->
              "other processes do not know of the limit of installation %d until %s: %s"
                  .formatted(installation, until, failure.getMessage()));
    }
  }

  /** Takes a permit, and waits until it may be used. */
  private RateLimiter.Permit await(
      ReservedPermits permits, long installation, GitHubConnectorRequest request) {
    while (true) {
      RateLimiter.Permit permit = permits.take(installation);
      Duration wait = permits.waitFor(permit);
      if (wait.isPositive()) {
        backoff.pause(wait, StopReason.RATE_LIMIT, "the rate limits delay " + named(request));
      }
      if (permits.confirms(permit, installation)) {
        return permit;
      }
    }
  }

  /** Takes another permit when the lease's renewal or other requests took too long. */
  private void stillPermitted(
      RateLimiter.Permit permit, long installation, GitHubConnectorRequest request) {
    if (!shared.writePermits().confirms(permit, installation)) {
      await(shared.writePermits(), installation, request);
    }
  }

  /**
   * One request on the wire.
   *
   * @param permit waits until the request may be sent, at the last moment
   */
  private Attempt attempt(GitHubConnectorRequest request, int limits, Runnable permit) {
    backoff.acquire(shared.requests());
    try {
      // Other requests may have met a limit while this one waited for its turn.
      backoff.keepQuiet();
      permit.run();
      shared.budget().require(Duration.ZERO);
      shared.calls().incrementAndGet();
      GitHubConnectorResponse response = shared.wire().send(request);
      if (response.statusCode() >= 500) {
        String how = "GitHub answered " + response.statusCode() + " to " + named(request);
        return new Attempt.Failed(how, new IOException(how));
      }
      return RateLimitResponse.of(response, limits, shared.budget().clock().instant())
          .<Attempt>map(Attempt.Limited::new)
          .orElseGet(() -> new Attempt.Answered(response));
    } catch (RedirectException redirect) {
      return new Attempt.Redirected(redirect);
    } catch (OversizedBodyException oversized) {
      if (request.method().equals("GET")) {
        throw new TransientFailure(
            StopReason.GITHUB, String.valueOf(oversized.getMessage()), Duration.ZERO);
      }
      return new Attempt.Failed(String.valueOf(oversized.getMessage()), oversized);
    } catch (MalformedBodyException malformed) {
      return new Attempt.Failed(String.valueOf(malformed.getMessage()), malformed);
    } catch (IOException lost) {
      return new Attempt.Failed("GitHub did not answer " + named(request), lost);
    } finally {
      shared.requests().release();
    }
  }

  /** What came of one request. */
  private sealed interface Attempt {
    record Answered(GitHubConnectorResponse response) implements Attempt {}

    record Redirected(RedirectException redirect) implements Attempt {}

    record Limited(RateLimitResponse refusal) implements Attempt {}

    record Failed(String how, IOException cause) implements Attempt {}
  }

  private static String named(GitHubConnectorRequest request) {
    return request.method() + " " + request.url().getPath();
  }
}
