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
 * One line of the release pull request.
 *
 * @param chart the chart
 * @param version its version
 * @param commit the commit that the tag stands on
 * @param sourcePullRequest the number of the pull request that brought it
 * @param lineage its attestations
 * @param changelog its changelog as the body shows it, a quoted Markdown block, an empty text when
 *     there is none; empty when an earlier body had no room for it
 */
public record ReleaseEntry(
    ChartName chart,
    ChartVersion version,
    CommitSha commit,
    Optional<Integer> sourcePullRequest,
    List<Attestation> lineage,
    Optional<String> changelog) {

  /** Copies the lineage. */
  public ReleaseEntry {
    lineage = List.copyOf(lineage);
  }

  /** The line for a tag that this run made, or found standing on its commit. */
  public static ReleaseEntry of(ChartRef subject, Release release) {
    return new ReleaseEntry(
        ChartName.parse(subject.chart()),
        subject.version().orElseThrow(),
        subject.commit(),
        subject.sourcePullRequest(),
        release.lineage(),
        Optional.of(QuotedMarkdown.block(release.changelog())));
  }

  /** The tag that it is about. */
  public TagName tag() {
    return TagName.of(chart, version);
  }
}
