package io.charttagger.settings;

import io.charttagger.plan.TaggingRules;
import io.charttagger.release.ReleaseMode;
import java.util.List;
import java.util.Optional;

/**
 * What holds for one repository: its own settings, and the deployment's for what it does not set.
 *
 * @param charts where its charts are
 * @param exclude which of them are left out
 * @param rules how they are tagged
 * @param releases how releases are offered
 * @param cleanUpBranches the name of a merged branch to delete, with {@code {chart}} in it; empty
 *     deletes nothing
 */
public record RepositorySettings(
    ChartDirectories charts,
    Exclusions exclude,
    TaggingRules rules,
    Releases releases,
    Optional<String> cleanUpBranches) {

  /**
   * Why these settings do not fit a repository with that main branch; empty when they do. The
   * operator may have set them before it was known.
   */
  public Optional<String> problem(String mainBranch) {
    return releaseProblem(mainBranch).or(() -> cleanUpProblem(mainBranch));
  }

  /** Why the release branch does not fit that main branch; empty when it does or none is used. */
  public Optional<String> releaseProblem(String mainBranch) {
    try {
      if (releases.mode() != ReleaseMode.OFF) {
        var _ = BranchRules.compatible(mainBranch, releases.branch());
      }
    } catch (IllegalArgumentException problem) {
      return Optional.of(
          "the release branch is %s: %s".formatted(releases.branch(), problem.getMessage()));
    }
    return Optional.empty();
  }

  /** Why no branches can be cleaned up by that pattern; empty when they can or are not to be. */
  public Optional<String> cleanUpProblem(String mainBranch) {
    return cleanUpBranches.flatMap(pattern -> problem(pattern, mainBranch));
  }

  private Optional<String> problem(String pattern, String mainBranch) {
    try {
      var _ = BranchRules.pattern(pattern, List.of(mainBranch, releases.branch()));
      return Optional.empty();
    } catch (IllegalArgumentException problem) {
      return Optional.of("branches %s are cleaned up: %s".formatted(pattern, problem.getMessage()));
    }
  }

  /**
   * How releases are offered.
   *
   * @param mode the kind of pull request
   * @param branch the branch that releases are merged into
   * @param labels the labels of the pull request
   * @param onGitHub whether each tag gets a GitHub Release
   */
  public record Releases(ReleaseMode mode, String branch, List<String> labels, boolean onGitHub) {

    /** Copies the labels. */
    public Releases {
      labels = List.copyOf(labels);
    }
  }
}
