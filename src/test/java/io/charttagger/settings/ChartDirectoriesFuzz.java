package io.charttagger.settings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.Paths;
import io.charttagger.fuzz.FuzzTarget;
import java.util.List;

/** Each list of directories is refused with a remedy, or reads as it is written. */
public final class ChartDirectoriesFuzz implements FuzzTarget {

  @Override
  public List<String> seeds() {
    return List.of(
        "charts",
        ".",
        " ./a//b/ ,services/*/helm,apps/**/chart",
        "umbrella,umbrella/charts,**",
        "a/../b,[x]?");
  }

  @Override
  public void read(byte[] input) {
    try {
      check(ChartDirectories.parse(new String(input, UTF_8)));
    } catch (IllegalArgumentException refused) {
      assertThat(refused.getMessage()).isNotBlank().doesNotContain("\n");
    }
  }

  static void check(ChartDirectories directories) {
    assertThat(ChartDirectories.of(directories.patterns())).isEqualTo(directories);
    List<String> roots = directories.roots();
    for (String root : roots) {
      assertThat(roots).noneMatch(it -> !it.equals(root) && Paths.isIn(root, it));
      var _ = directories.at(root).below("x").below("charts");
    }
    for (String pattern : directories.patterns()) {
      assertThat(roots).anyMatch(root -> Paths.isIn(pattern, root));
    }
  }
}
