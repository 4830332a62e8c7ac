package io.charttagger.run;

import io.charttagger.dispatch.Caller;
import io.charttagger.dispatch.Gatekeeper;
import io.charttagger.dispatch.Rejection;
import io.charttagger.dispatch.Request;
import io.charttagger.port.Repository;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Finds the branch that is tagged: the one that the operator names, or the repository's default
 * branch. Costs no request of its own, unless the default branch may have changed.
 *
 * @param fixed the branch that the operator names
 */
record MainBranch(Gatekeeper gatekeeper, Optional<String> fixed) {

  /**
   * The main branch of a repository that was opened for an admitted request.
   *
   * @param branch the branch that the request names
   * @throws Rejection when the caller speaks for another branch
   */
  String of(Repository repository, Caller caller, Optional<String> branch) {
    return of(repository, main -> gatekeeper.admit(caller, branch, main));
  }

  /**
   * The same for a preview.
   *
   * @throws Rejection when the pull request is into another branch
   */
  String of(Repository repository, Request.Preview preview) {
    return of(repository, main -> gatekeeper.admit(preview, main));
  }

  private String of(Repository repository, Consumer<String> admit) {
    if (fixed.isPresent()) {
      return fixed.get();
    }
    String known = repository.defaultBranch(/* again= */ false);
    try {
      admit.accept(known);
      return known;
    } catch (Rejection perhapsOutdated) {
      String now = repository.defaultBranch(/* again= */ true);
      admit.accept(now);
      return now;
    }
  }
}
