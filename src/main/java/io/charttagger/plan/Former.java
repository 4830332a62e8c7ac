package io.charttagger.plan;

import io.charttagger.chart.ChartYaml;
import io.charttagger.chart.TagName;
import java.util.Optional;

/**
 * The chart of the same name that a merge replaced.
 *
 * @param chart what its {@code Chart.yaml} said
 * @param tag the tag of its version, when there is one to compare with
 */
public record Former(ChartYaml.Chart chart, Optional<TagName> tag) {}
