package io.charttagger.plan;

import io.charttagger.chart.ChartVersion;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.TagName;
import java.util.Optional;

/**
 * What a step is about: one chart in one merge.
 *
 * @param chart the chart's name; where it cannot be read, the directory's own name
 * @param directory the chart's path from the repository's root
 * @param version its version, where it can be read
 * @param tag the tag that stands for it
 * @param commit the merge's commit
 * @param sourcePullRequest the number of the merge's pull request
 */
public record ChartRef(
    String chart,
    String directory,
    Optional<ChartVersion> version,
    Optional<TagName> tag,
    CommitSha commit,
    Optional<Integer> sourcePullRequest) {}
