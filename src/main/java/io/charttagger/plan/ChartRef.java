package io.charttagger.plan;

import io.charttagger.chart.ChartVersion;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.TagName;
import java.util.Optional;

/**
 * One chart in one merge.
 *
 * @param chart the chart's name, or the directory's name if it cannot be read
 * @param directory the chart's path from the repository's root
 * @param version its version, if it can be read
 * @param previousVersion the version that the chart had before the merge, when it was another one
 * @param tag the tag of that version, if it has one or is to get one
 * @param commit the merge's commit
 * @param sourcePullRequest the number of the merge's pull request
 */
public record ChartRef(
    String chart,
    String directory,
    Optional<ChartVersion> version,
    Optional<ChartVersion> previousVersion,
    Optional<TagName> tag,
    CommitSha commit,
    Optional<Integer> sourcePullRequest) {

  /** A chart of which nothing is known from before the merge. */
  public ChartRef(
      String chart,
      String directory,
      Optional<ChartVersion> version,
      Optional<TagName> tag,
      CommitSha commit,
      Optional<Integer> sourcePullRequest) {
    this(chart, directory, version, Optional.empty(), tag, commit, sourcePullRequest);
  }

  /** The same, where no tag will be made. */
  ChartRef withoutTag() {
    return new ChartRef(
        chart, directory, version, previousVersion, Optional.empty(), commit, sourcePullRequest);
  }
}
