package io.charttagger.release;

import io.charttagger.chart.Attestation;
import io.charttagger.chart.ChartName;
import io.charttagger.chart.ChartVersion;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.TagName;
import io.charttagger.plan.ChartRef;
import io.charttagger.plan.Release;
import java.util.List;
import java.util.Optional;

/**
 * One entry of the release pull request.
 *
 * @param chart the chart
 * @param version its version
 * @param tag the tag of that version
 * @param commit the commit that the tag points at
 * @param sourcePullRequest the number of its source pull request
 * @param lineage its attestations
 * @param changelog its changelog as shown in the body: a quoted Markdown block, or an empty string
 *     when there is none; an empty Optional when an earlier body had no space for it
 */
public record ReleaseEntry(
    ChartName chart,
    ChartVersion version,
    TagName tag,
    CommitSha commit,
    Optional<Integer> sourcePullRequest,
    List<Attestation> lineage,
    Optional<String> changelog) {

  /** Copies the lineage. */
  public ReleaseEntry {
    lineage = List.copyOf(lineage);
  }

  /** The entry for a tag that this run created or found on its commit. */
  public static ReleaseEntry of(ChartRef subject, Release release) {
    return of(subject, release, Optional.of(QuotedMarkdown.block(release.changelog())));
  }

  /** The same, when there is no space for its changelog. */
  public static ReleaseEntry withoutChangelog(ChartRef subject, Release release) {
    return of(subject, release, Optional.empty());
  }

  private static ReleaseEntry of(ChartRef subject, Release release, Optional<String> changelog) {
    return new ReleaseEntry(
        ChartName.parse(subject.chart()),
        subject.version().orElseThrow(),
        release.tag().name(),
        subject.commit(),
        subject.sourcePullRequest(),
        release.lineage(),
        changelog);
  }
}
