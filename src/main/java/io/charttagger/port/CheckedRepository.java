package io.charttagger.port;

import java.util.List;
import java.util.Optional;

/**
 * A repository whose set-up is checked: it can be read and not written. As in {@link
 * ReadableRepository}, every method may throw {@link TransientFailure} and {@link
 * PermanentFailure}.
 */
public interface CheckedRepository extends ReadableRepository {

  /** What the forge says of the repository itself. */
  InstalledRepository details();

  /** A branch below this one, as {@code release/1.x} is below {@code release}; empty if none is. */
  Optional<String> branchBelow(String branch);

  /**
   * The active rulesets on tags, those of the organisation among them; empty when the forge has no
   * rulesets for this repository, which depends on its plan and version.
   *
   * @param app the App's id
   */
  Optional<List<TagRuleset>> tagRulesets(long app);
}
