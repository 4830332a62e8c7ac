package io.charttagger.run;

import io.charttagger.chart.Commit;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.PullRequest;
import io.charttagger.chart.TagName;
import io.charttagger.plan.Warning;
import io.charttagger.port.Comparison;
import io.charttagger.port.ListedPullRequest;
import io.charttagger.port.OpenPullRequest;
import io.charttagger.port.Repository;
import io.charttagger.release.ReleaseEntry;
import io.charttagger.release.ReleaseMode;
import io.charttagger.release.ReleasePullRequest;
import io.charttagger.report.ChartLine;
import io.charttagger.settings.RepositorySettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tags of an audit that are not released and that no open release pull request lists. Only
 * reads: one request when all are listed, and two more when not, as long as main is at most 250
 * commits ahead of the release branch; else one more for each commit.
 */
final class UnofferedTags {
  private final Repository repository;
  private final ReleaseMode mode;
  private final String mainBranch;
  private final String releaseBranch;
  private final CommitSha head;

  /**
   * Reads nothing yet.
   *
   * @param head the head of the main branch
   */
  UnofferedTags(
      Repository repository,
      RepositorySettings.Releases releases,
      String mainBranch,
      CommitSha head) {
    this.repository = repository;
    this.mode = releases.mode();
    this.mainBranch = mainBranch;
    this.releaseBranch = releases.branch();
    this.head = head;
  }

  /** One for each such tag. */
  List<Warning> warnings(List<ChartLine> audited) {
    List<Listed> tags =
        audited.stream()
            .filter(line -> line.result().isTagOnMain())
            .flatMap(line -> Listed.of(line).stream())
            .toList();
    return mode == ReleaseMode.OFF || tags.isEmpty() ? List.of() : unoffered(tags);
  }

  /** A tag and the commit that it points at. */
  private record Listed(String chart, TagName tag, CommitSha commit) {
    static Optional<Listed> of(ChartLine line) {
      return line.subject()
          .tag()
          .map(tag -> new Listed(line.subject().chart(), tag, line.subject().commit()));
    }

    static Listed of(ReleaseEntry entry) {
      return new Listed(entry.chart().value(), entry.tag(), entry.commit());
    }
  }

  private List<Warning> unoffered(List<Listed> tags) {
    List<OpenPullRequest> open =
        repository.openPullRequests(
            mode == ReleaseMode.BATCH ? Optional.of(mainBranch) : Optional.empty(),
            Optional.of(releaseBranch));
    List<Listed> left = without(tags, open.stream().map(pull -> pull.texts().body()));
    if (left.isEmpty()) {
      return List.of();
    }
    Optional<Comparison> unreleased = repository.compare(releaseBranch, head.value());
    if (unreleased.isEmpty() && repository.branch(releaseBranch).isEmpty()) {
      return List.of(
          new Warning(
              "",
              "release",
              "there is no branch %s, so no release pull request offers %d tags: create the branch at the last released commit, or name another one with RELEASE_BRANCH"
                  .formatted(releaseBranch, left.size())));
    }
    left = left.stream().filter(isUnreleased(unreleased)).toList();
    return left.isEmpty() ? List.of() : told(without(left, merged()), open);
  }

  private static List<Listed> without(List<Listed> tags, Stream<String> bodies) {
    Set<Listed> listed =
        bodies
            .flatMap(body -> ReleasePullRequest.listedIn(body).stream())
            .map(Listed::of)
            .collect(Collectors.toSet());
    return tags.stream().filter(tag -> !listed.contains(tag)).toList();
  }

  /** A release pull request may have been squashed: then the release branch has other commits. */
  private Stream<String> merged() {
    return repository.recentlyClosed(releaseBranch).stream()
        .filter(pull -> pull.mergedAs().isPresent())
        .map(ListedPullRequest::pullRequest)
        .map(PullRequest::body);
  }

  private Predicate<Listed> isUnreleased(Optional<Comparison> unreleased) {
    if (unreleased.filter(Comparison::isComplete).isPresent()) {
      Set<CommitSha> commits =
          unreleased.get().commits().stream().map(Commit::sha).collect(Collectors.toSet());
      return tag -> commits.contains(tag.commit());
    }
    return tag -> !ReleaseWriter.isReleased(repository, releaseBranch, tag.commit());
  }

  private List<Warning> told(List<Listed> tags, List<OpenPullRequest> open) {
    String where =
        switch (mode) {
          case BATCH ->
              open.stream()
                  .findFirst()
                  .map(pull -> "release pull request #%d does not list it".formatted(pull.number()))
                  .orElse("no release pull request is open");
          case PER_CHART, OFF -> "no open release pull request lists it";
        };
    List<Warning> warnings = new ArrayList<>();
    for (Listed tag : tags) {
      warnings.add(
          new Warning(
              tag.chart(),
              "release",
              "tag %s is not on branch %s, and %s; dispatch its commit %s again, and its run lists the tag"
                  .formatted(tag.tag(), releaseBranch, where, tag.commit())));
    }
    return warnings;
  }
}
