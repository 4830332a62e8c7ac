package io.charttagger.history;

import io.charttagger.chart.ChartName;
import io.charttagger.chart.ChartVersion;
import io.charttagger.chart.ChartYaml;
import io.charttagger.chart.TagFormat;
import io.charttagger.chart.TagName;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The tags of charts in one format. */
record ChartTags(Tags tags, TagFormat format) {

  /** The name that the tag of that version has, or would have. */
  TagName name(ChartName chart, ChartVersion version) {
    return format.tag(chart, version);
  }

  /** The tag of that version as it was when this run first listed the chart's tags. */
  Optional<ExistingTag> existing(ChartName chart, ChartVersion version) {
    return tags.existing(format, chart, version);
  }

  /**
   * The first tag that other tools give to that version, if there is one.
   *
   * @param isOnly whether the repository is this one chart
   */
  Optional<String> otherForm(ChartYaml.Chart chart, boolean isOnly) {
    return tags.otherForm(format, chart, isOnly);
  }

  /**
   * The tags that other tools in this field make.
   *
   * @param isOnly whether the repository is one chart
   */
  List<ChartTags> others(boolean isOnly) {
    return format.others(isOnly).stream().map(tags::in).toList();
  }

  /** The versions of a chart that are tagged. */
  Set<ChartVersion> versions(ChartName chart) {
    return tags.versions(format, chart);
  }

  /** The version in a tag's name, if it is a tag of that chart. */
  Optional<ChartVersion> versionOf(TagName tag, ChartName chart) {
    return format.versionOf(tag, chart);
  }
}
