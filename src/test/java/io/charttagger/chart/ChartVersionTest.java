package io.charttagger.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ChartVersionTest {

  /** Each is lower than the next; the prereleases are those of SemVer's own section 11. */
  private static final List<String> ASCENDING =
      List.of(
          "0.0.0-0",
          "0.0.0",
          "0.0.9",
          "0.0.10",
          "0.9.0",
          "0.10.0",
          "1.0.0-1",
          "1.0.0-9",
          "1.0.0-10",
          "1.0.0-99999999999999999999",
          "1.0.0-100000000000000000000",
          "1.0.0--",
          "1.0.0--1",
          "1.0.0-alpha",
          "1.0.0-alpha.1",
          "1.0.0-alpha.beta",
          "1.0.0-beta",
          "1.0.0-beta.2",
          "1.0.0-beta.11",
          "1.0.0-rc.1",
          "1.0.0",
          "1.0.1-0",
          "2.0.0",
          "10.0.0",
          "20261122171532.0.0",
          "99999999999999999999.0.0");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.4",
        "1.2.3",
        "10.20.30",
        "1.1.2-prerelease+meta",
        "1.1.2+meta",
        "1.0.0-alpha.beta.1",
        "1.0.0-0A.is.legal",
        "1.0.0+0.build.1-rc.10000aaa-kk-0.1",
        "2.0.1-alpha.1227",
        "1.2.3----RC-SNAPSHOT.12.9.1--.12+788",
        "1.0.0--",
        "1.0.0+001",
        "99999999999999999999999.999999999999999999.99999999999999999",
        "1.0.0-0a"
      })
  void isStrictSemVer(String text) {
    assertThat(ChartVersion.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1.0.0",
    "1.1, 1.1.0",
    "1.10, 1.10.0",
    "v1.2.3, 1.2.3",
    "V1, 1.0.0",
    "1.02.0, 1.2.0",
    "01.0.00, 1.0.0",
    "' 1.2.3', 1.2.3",
    "'1.2.3\n', 1.2.3",
    "v1.2-rc.1, 1.2.0-rc.1",
    "1.0.0-rc.01, 1.0.0-rc.1",
    "1.0.0-01.002.0a, 1.0.0-1.2.0a",
    "2.18.2-branch.testing.79682.0162870, 2.18.2-branch.testing.79682.162870",
    "v1.2.3+build.01, 1.2.3+build.01"
  })
  void anAlmostValidVersionIsRejectedWithItsCanonicalForm(String text, String canonical) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ChartVersion.parse(text))
        .withMessage(
            "version " + Quoted.of(text) + " is not a SemVer 2 version; write " + canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "latest",
        "1.2.3.4",
        "1.2.3-",
        "1.2.3+",
        "1.2.3-a..b",
        "1.2.3-a.",
        "1.2.3+a+b",
        "1.2.3-é",
        "1.2.3_1",
        "1..2",
        ".1.2",
        "-1.2.3",
        "vv1.2.3",
        "2026-11-22",
        "1-rc.1",
        "١.٢.٣",
        "1.2.x",
        "$(id)"
      })
  void anythingElseIsRejectedWithAnExample(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ChartVersion.parse(text))
        .withMessage(
            "version "
                + Quoted.of(text)
                + " is not a SemVer 2 version; write three numbers, like 1.2.3");
  }

  @Test
  void hasAMaximumLength() {
    String maximum = "1.0.0-" + "a".repeat(244);
    assertThat(ChartVersion.parse(maximum).value()).hasSize(250);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ChartVersion.parse(maximum + "a"))
        .withMessageEndingWith("…\" is not a SemVer 2 version; write three numbers, like 1.2.3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ChartVersion.parse("v1." + "0".repeat(247) + "1"))
        .withMessageEndingWith("write three numbers, like 1.2.3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ChartVersion.parse("1." + "0".repeat(247) + "1"))
        .withMessageEndingWith("write 1.1.0");
  }

  @Test
  void isOrderedAsSemVerSays() {
    List<ChartVersion> ascending = ASCENDING.stream().map(ChartVersion::parse).toList();
    for (int left = 0; left < ascending.size(); left++) {
      for (int right = 0; right < ascending.size(); right++) {
        ChartVersion lower = ascending.get(left);
        ChartVersion higher = ascending.get(right);
        assertThat(lower.isLowerThan(higher)).as("%s < %s", lower, higher).isEqualTo(left < right);
        assertThat(Integer.signum(lower.compareTo(higher)))
            .as("%s to %s", lower, higher)
            .isEqualTo(Integer.compare(left, right));
      }
    }
  }

  @Test
  void versionsThatDifferOnlyInBuildMetadataHaveTheSamePrecedence() {
    ChartVersion one = ChartVersion.parse("1.0.0+1");
    ChartVersion two = ChartVersion.parse("1.0.0+2");
    assertThat(one).isNotEqualTo(two).isLessThan(two);
    assertThat(one.isLowerThan(two)).isFalse();
    assertThat(two.isLowerThan(one)).isFalse();
  }

  @Test
  void sortingDoesNotDependOnTheInitialOrder() {
    List<ChartVersion> ascending = ASCENDING.stream().map(ChartVersion::parse).toList();
    Random random = new Random(25);
    for (int round = 0; round < 20; round++) {
      List<ChartVersion> shuffled = new java.util.ArrayList<>(ascending);
      java.util.Collections.shuffle(shuffled, random);
      assertThat(Stream.of(shuffled.toArray(new ChartVersion[0])).sorted())
          .containsExactlyElementsOf(ascending);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1.2.3, 2.0.0, true",
    "9.0.0, 10.0.0, true",
    "0.9.0, 1.0.0-rc.1, true",
    "1.0.0, 1.9.9, false",
    "2.0.0, 1.0.0, false"
  })
  void aMajorVersionIsItsFirstNumber(String before, String now, boolean isLower) {
    assertThat(ChartVersion.parse(before).isOfLowerMajorThan(ChartVersion.parse(now)))
        .isEqualTo(isLower);
  }
}
