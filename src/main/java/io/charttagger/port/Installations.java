package io.charttagger.port;

import java.util.List;
import java.util.Optional;

/**
 * What the App is installed on, for the time of one run, read with tokens that permit nothing but
 * reading. Safe for concurrent use.
 *
 * <p>Every method may throw {@link TransientFailure} when a retry of the run helps and {@link
 * PermanentFailure} when it does not.
 */
public interface Installations {

  /** All installations, those that are suspended too. */
  List<Installation> list();

  /** The repositories of an installation; a hundred with each request. */
  List<InstalledRepository> repositories(Installation installation);

  /**
   * The commit that a branch points at; empty when there is no such branch. Costs one request, once
   * the installation's repositories were listed.
   */
  Optional<String> branch(InstalledRepository repository, String branch);

  /** How many requests were sent so far. */
  int calls();
}
