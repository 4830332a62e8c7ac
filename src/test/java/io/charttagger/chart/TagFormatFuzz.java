package io.charttagger.chart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.fuzz.FuzzTarget;
import java.util.List;

/** Each version is found in the name of its tag, whatever the format and the chart's name. */
public final class TagFormatFuzz implements FuzzTarget {

  @Override
  public List<String> seeds() {
    return List.of(
        "{chart}-v{version}\nweb\n1.2.3",
        "v{version}\nweb\n1.2.3-rc.1+b",
        "charts/{chart}/{version}\nweb-1\n10.0.0",
        "release-{version}-of-{chart}\nw.e_b\n1.0.0-1-of-a",
        "{version}\n-\nv01.2",
        "{chart}{version}\n..\n1");
  }

  @Override
  public void read(byte[] input) {
    String[] parts = (new String(input, UTF_8) + "\n\n").split("\n", -1);
    try {
      checkFormat(
          TagFormat.parse(parts[0]), ChartName.parse(parts[1]), ChartVersion.parse(parts[2]));
    } catch (IllegalArgumentException refused) {
      assertThat(refused.getMessage()).isNotBlank().doesNotContain("\n");
    }
  }

  private static void checkFormat(TagFormat format, ChartName chart, ChartVersion version) {
    assertThat(format.others(chart, version, true)).allMatch(tag -> TagName.isLegal(tag.value()));
    TagName tag = format.tag(chart, version);
    assertThat(TagName.isLegal(tag.value())).isTrue();
    assertThat(tag.value()).startsWith(format.prefix(chart));
    assertThat(format.versionOf(tag, chart)).contains(version);
  }
}
