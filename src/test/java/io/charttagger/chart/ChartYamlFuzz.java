package io.charttagger.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.fuzz.FuzzTarget;
import java.util.List;

/** A {@code Chart.yaml} is a chart or has a problem, in one line, whatever is in it. */
public final class ChartYamlFuzz implements FuzzTarget {

  @Override
  public List<String> seeds() {
    return List.of(
        "apiVersion: v2\nname: web\nversion: 1.2.3\n",
        """
        # A comment.
        apiVersion: v2
        name: &name "web"
        version: '1.2.3-rc.1+build.5'
        dependencies: [{name: db, version: ~1, repository: "https://example.com"}]
        annotations:
          artifacthub.io/changes: |
            - kind: added
              description: One.
            - Two.
        """,
        "<<: {name: web}\nversion: !!str 01.2\n---\nname: other\n",
        "\ufeff? name\n: a\n? version\n: 1.0.0\n...\n",
        "base: &base\n  name: web\n<<: *base\nversion: v1\n");
  }

  @Override
  public void read(byte[] input) {
    switch (ChartYaml.parse(input)) {
      case ChartYaml.Chart chart -> checkTag(chart);
      case ChartYaml.Invalid(String problem) ->
          assertThat(problem).isNotBlank().doesNotContain("\n").hasSizeLessThan(1_000);
    }
  }

  private static void checkTag(ChartYaml.Chart chart) {
    TagName tag;
    try {
      tag = TagFormat.DEFAULT.tag(chart.name(), chart.version());
    } catch (IllegalArgumentException tooLongOrNotOfGit) {
      return;
    }
    assertThat(TagName.isLegal(tag.value())).isTrue();
    assertThat(TagFormat.DEFAULT.versionOf(tag, chart.name())).contains(chart.version());
  }
}
