package io.charttagger.port;

import io.charttagger.chart.RepositoryName;
import java.time.Instant;
import java.util.Optional;

/**
 * How the App is set up at a forge, for the time of one check. It reads only, with tokens that
 * permit nothing else, and without reserving permits of the {@link RateLimiter}: a broken lock
 * table must not hide what else is broken, and the twenty reads of a check are few.
 *
 * <p>Every method but {@link #calls} may throw {@link TransientFailure} when a retry helps, and
 * {@link PermanentFailure} when somebody must act; the message says who and how.
 */
public interface AppSetup {

  /**
   * The App's credentials. One without a webhook secret or a signing key is read anew, if that is
   * allowed.
   */
  AppKey key();

  /** What the forge's clock shows; empty when the answer does not say. Needs no credentials. */
  Optional<Instant> clock();

  /** The App, by its own signature. */
  RegisteredApp app();

  /** The App's installation on a repository; empty when it is not installed there. */
  Optional<Installation> installation(RepositoryName repository);

  /** Opens a repository that the installation is on. */
  CheckedRepository open(RepositoryName repository, Installation installation);

  /** All that the App is installed on. */
  Installations installations();

  /** How many requests were sent so far. */
  int calls();
}
