package io.charttagger.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import java.util.Random;
import org.eclipse.jgit.lib.Repository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TagNameTest {

  @ParameterizedTest
  @CsvSource({
    "a, 1.2.3, a-v1.2.3",
    "a-v1, 1.2.3-rc.1, a-v1-v1.2.3-rc.1",
    "a, 1.2.3+build.5, a-v1.2.3+build.5",
    "a.lock, 1.0.0, a.lock-v1.0.0"
  })
  void joinsChartAndVersion(String chart, String version, String tag) {
    TagName name = TagFormat.DEFAULT.tag(ChartName.parse(chart), ChartVersion.parse(version));
    assertThat(name).hasToString(tag);
    assertThat(name.ref()).isEqualTo("refs/tags/" + tag);
  }

  @ParameterizedTest
  @CsvSource({"a..b, 1.0.0", "a, 1.0.0-x.lock", "a, 1.0.0+x.lock"})
  void rejectsWhatGitRejects(String chart, String version) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> TagFormat.DEFAULT.tag(ChartName.parse(chart), ChartVersion.parse(version)))
        .withMessage(
            "git does not accept the tag name \""
                + chart
                + "-v"
                + version
                + "\"; change the chart's name or version");
  }

  @ParameterizedTest
  @CsvSource({
    "237, 1.0.0",
    "236, 10.0.0",
    "1, 1.0.0-",
    "100, 1.0.0-rc.",
    "1, 1.0.0+",
    "50, 1.2.3-a+b"
  })
  void acceptsTwoHundredAndFortyFourBytesAndRefusesMore(int nameLength, String begin) {
    ChartName chart = ChartName.parse("a".repeat(nameLength));
    String fits =
        begin + (begin.endsWith("0") ? "" : "c".repeat(242 - nameLength - begin.length()));
    ChartName longer = ChartName.parse(chart + "a");

    assertThat(TagFormat.DEFAULT.tag(chart, ChartVersion.parse(fits)).value()).hasSize(244);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TagFormat.DEFAULT.tag(longer, ChartVersion.parse(fits)))
        .withMessageStartingWith("the tag name \"a")
        .withMessageEndingWith(
            " has 245 bytes, and GitHub accepts 244 at most; shorten the chart's name or version");
    assertThat(TagName.isLegal("a".repeat(244))).isTrue();
    assertThat(TagName.isLegal("a".repeat(245))).isFalse();
    assertThat(TagName.isLegal("é".repeat(123))).isFalse();
  }

  @Test
  void agreesWithGitOnRandomShortNames() {
    String alphabet = "a1.-/@{~^:?*[\\ \u007f\u0001l";
    Random random = new Random(7);
    for (int round = 0; round < 20_000; round++) {
      StringBuilder name = new StringBuilder();
      for (int length = random.nextInt(6); length >= 0; length--) {
        name.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      name.append(random.nextInt(8) == 0 ? ".lock" : "");
      // Git allows a leading dash, which commands take for an option.
      boolean expected = Repository.isValidRefName("refs/tags/" + name) && name.charAt(0) != '-';
      assertThat(isAccepted(name.toString()))
          .as("%s", Quoted.of(name.toString()))
          .isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "a-v1.2.3, a, 1.2.3",
    "a-v1.2.30, a, 1.2.30",
    "a-v1.2.3-rc.1+5, a, 1.2.3-rc.1+5",
    "a-v1-v1.2.3, a-v1, 1.2.3",
    "a-v1-v1.2.3, a,",
    "a-v1.2, a,",
    "a-v, a,",
    "a-1.2.3, a,",
    "b-v1.2.3, a,",
    "xa-v1.2.3, a,",
    "a-vv1.2.3, a,"
  })
  void readsTheVersionOfItsChart(String tag, String chart, String version) {
    assertThat(TagFormat.DEFAULT.versionOf(new TagName(tag), ChartName.parse(chart)))
        .isEqualTo(Optional.ofNullable(version).map(ChartVersion::parse));
  }

  @Test
  void isNeverEmpty() {
    assertThat(isAccepted("")).isFalse();
  }

  @Test
  void sortsByText() {
    assertThat(new TagName("a-v1.2.3")).isLessThan(new TagName("a-v1.2.30"));
  }

  private static boolean isAccepted(String name) {
    try {
      return new TagName(name).value().equals(name);
    } catch (IllegalArgumentException rejected) {
      return false;
    }
  }
}
