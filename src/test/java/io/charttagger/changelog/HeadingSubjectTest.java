package io.charttagger.changelog;

import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.ChartName;
import io.charttagger.chart.ChartVersion;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Titles in the changelog of the chart {@code my-app}. */
final class HeadingSubjectTest {
  private static final ChartName MY_APP = ChartName.parse("my-app");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.2.3",
        "v1.2.3",
        "V1.2.3",
        "[1.2.3]",
        "[v1.2.3]",
        "(1.2.3)",
        "[1.2.3] - 2026-11-22",
        "[1.2.3][link] - 2026-11-22",
        "1.2.3 (2026-11-22)",
        "1.2.3(2026-11-22)",
        "1.2.3 / 2026-11-22",
        "1.2.3, 2026-11-22",
        "1.2.3: the good one",
        "1.2.3 — the good one",
        "1.2.3. The good one",
        "1.2.3- 2026-11-22",
        "1.2.3!",
        "1.2.3 🎉",
        "🚀 1.2.3",
        "⚙️ 1.2.3",
        "2026-11-22 1.2.3",
        "2026-11-22: v1.2.3",
        "Version 1.2.3",
        "release v1.2.3",
        "Release: 1.2.3",
        "Chart version: 1.2.3",
        "Chart Release Version [1.2.3]",
        "1.2.3 [YANKED]",
        "1.2.3 fixes 1.2.2",
        "1.2.3 breaks my-app 1.2.2"
      })
  void aVersionOfNoParticularChart(String title) {
    HeadingSubject expected = new HeadingSubject.Version("1.2.3", false);
    assertThat(HeadingSubject.of(title, MY_APP)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "my-app-v1.2.3",
        "my-app-1.2.3",
        "my-app@1.2.3",
        "my-app/v1.2.3",
        "my-app_1.2.3",
        "my-app.1.2.3",
        "[my-app-1.2.3] - 2026-11-22",
        "[my-app-v1.2.3](2026-11-22)",
        "my-app 1.2.3",
        "my-app v1.2.3",
        "My-App 1.2.3",
        "my-app [1.2.3]",
        "my-app: 1.2.3",
        "my-app:1.2.3",
        "my-app- 1.2.3",
        "my-app_ 1.2.3",
        "my-app - 1.2.3",
        "my-app – v1.2.3",
        "[my-app] 1.2.3",
        "my-app (1.2.3)",
        "my-app version 1.2.3",
        "my-app chart 1.2.3",
        "Chart my-app 1.2.3",
        "Release: my-app v1.2.3",
        "📦 my-app-1.2.3",
        "2026-11-22 my-app 1.2.3"
      })
  void aVersionOfThisChart(String title) {
    assertThat(HeadingSubject.of(title, MY_APP))
        .isEqualTo(new HeadingSubject.Version("1.2.3", true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.0.0-rc.1",
        "1.0.0+build.5",
        "1.0.0-rc.1+build.5",
        "0.0.0",
        "1.0.0--",
        "9.9.9",
        "10.0.0-aAzZ.b09+cYy",
        "2026.11.22",
        "1.0.0-2026-11-22"
      })
  void aVersionIsReadCompletely(String version) {
    assertThat(HeadingSubject.of("[" + version + "] - x", MY_APP))
        .isEqualTo(new HeadingSubject.Version(version, false));
    assertThat(HeadingSubject.of("my-app-v" + version, MY_APP))
        .isEqualTo(new HeadingSubject.Version(version, true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Unreleased",
        "[Unreleased]",
        "UNRELEASED",
        "[unreleased] - 2026-xx-xx",
        "Unreleased (1.2.3)",
        "Unreleased changes",
        "Next release",
        "Next Release: 1.3.0",
        "🚧 Unreleased",
        "Version: Unreleased"
      })
  void changesWithoutAVersion(String title) {
    assertThat(HeadingSubject.of(title, MY_APP)).isEqualTo(new HeadingSubject.Unreleased());
  }

  @Test
  void aVersionHasAMaximumLength() {
    String maximum = "1.0.0-" + "a".repeat(244);
    assertThat(HeadingSubject.of(maximum, MY_APP))
        .isEqualTo(new HeadingSubject.Version(maximum, false));
    assertThat(HeadingSubject.of("my-app-v" + maximum, MY_APP))
        .isEqualTo(new HeadingSubject.Version(maximum, true));
    assertThat(HeadingSubject.of(maximum + "a", MY_APP)).isEqualTo(new HeadingSubject.NoVersion());
  }

  @Test
  void theChartMayPrecedeUnreleased() {
    assertThat(HeadingSubject.of("my-app Unreleased", MY_APP))
        .isEqualTo(new HeadingSubject.Unreleased());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "other-1.2.3",
        "other-v1.2.3",
        "other@1.2.3",
        "other/v1.2.3",
        "[other-1.2.3]",
        "my-app-v1-v1.2.3",
        "my-app-v1-1.2.3",
        "my-app-release-1.2.3",
        "my-application-1.2.3",
        "release-1.2.3",
        "a.b-1.2.3",
        "Upgrade to 1.2.3",
        "Upgrading redis to v1.2.3",
        "Requires Kubernetes 1.2.3",
        "Compatible with Helm 1.2.3",
        "Redis v1.2.3 support",
        "What 1.2.3 breaks",
        "The tag other-1.2.3 is gone"
      })
  void aVersionSomewhereInTheTitle(String title) {
    assertThat(HeadingSubject.of(title, MY_APP))
        .isEqualTo(new HeadingSubject.Mention(List.of("1.2.3")));
  }

  @Test
  void severalVersionsSomewhereInTheTitle() {
    assertThat(HeadingSubject.of("From 1.2.2 to 1.2.3", MY_APP))
        .isEqualTo(new HeadingSubject.Mention(List.of("1.2.2", "1.2.3")));
    assertThat(HeadingSubject.of("Foo 1.2.2 - 1.2.3", MY_APP))
        .isEqualTo(new HeadingSubject.Mention(List.of("1.2.2", "1.2.3")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "redis 1.2.3",
        "My Great App 1.2.3",
        "My Great App v1.2.3 (2026-11-22)",
        "My Great App - 1.2.3 - The good one",
        "My Great App: [1.2.3]",
        "My Great App 1.2.3 Nov 22, 2026",
        "My Great App 1.2.3 22nd of November 2026",
        "My Great App 1.2.3 🎉",
        "My\u00a0Great\u00a0App\u00a01.2.3",
        "Release notes for 1.2.3",
        "What's new in 1.2.3",
        "my-app-v1 1.2.3",
        "my-app-chart 1.2.3",
        "my-application 1.2.3",
        "my-app redis 1.2.3",
        "chart other 1.2.3"
      })
  void aTitleThatEndsInAVersion(String title) {
    assertThat(HeadingSubject.of(title, MY_APP)).isEqualTo(new HeadingSubject.Titled("1.2.3"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.2",
        "v2",
        "v2.x",
        "1.x",
        "1.0.0.1",
        "1.02.0",
        "1.2.3_4",
        "v1.2.3/v1.2.4",
        "1.2.3é",
        "my-app 1.2"
      })
  void aVersionThatIsNotStrict(String title) {
    assertThat(HeadingSubject.of(title, MY_APP)).isEqualTo(new HeadingSubject.LooseVersion());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "Added",
        "Bug Fixes",
        "my-app",
        "Changelog",
        "1x0y0",
        "2026",
        "2026-11-22",
        "1. First step",
        "~1.2.3",
        ">=1.2.3",
        ">= 1.2.3",
        "Kubernetes >= 1.25.0",
        "<1.2.3",
        "+1.2.3",
        "https://example.com/v1.2.3",
        "See https://example.com/v1.2.3",
        "Unreleasedly",
        "Next",
        "Release",
        "Version",
        "Chart",
        "v",
        "-"
      })
  void noVersion(String title) {
    assertThat(HeadingSubject.of(title, MY_APP)).isEqualTo(new HeadingSubject.NoVersion());
  }

  @Test
  void aChartMayBeNamedLikeALabelOrAVersion() {
    HeadingSubject expected = new HeadingSubject.Version("1.2.3", true);
    assertThat(HeadingSubject.of("release 1.2.3", ChartName.parse("release"))).isEqualTo(expected);
    assertThat(HeadingSubject.of("release-1.2.3", ChartName.parse("release"))).isEqualTo(expected);
    assertThat(HeadingSubject.of("v1-1.2.3", ChartName.parse("v1"))).isEqualTo(expected);
    assertThat(HeadingSubject.of("node-18-1.2.3", ChartName.parse("node-18"))).isEqualTo(expected);
    assertThat(HeadingSubject.of("a-v1-v1.2.3", ChartName.parse("a")))
        .isEqualTo(new HeadingSubject.Mention(List.of("1.2.3")));
    assertThat(HeadingSubject.of("a-v1-v1.2.3", ChartName.parse("a-v1"))).isEqualTo(expected);
    assertThat(HeadingSubject.of("a-chart 1.2.3", ChartName.parse("a")))
        .isEqualTo(new HeadingSubject.Titled("1.2.3"));
    assertThat(HeadingSubject.of("release-a 1.2.3", ChartName.parse("a")))
        .isEqualTo(new HeadingSubject.Titled("1.2.3"));
  }

  @Test
  void neverFailsOnRandomTitles() {
    String alphabet = "my-ap v123.0[]()@/_:unrelasdchtio🚀\ud83d é";
    Random random = new Random(3);
    for (int round = 0; round < 10_000; round++) {
      StringBuilder title = new StringBuilder();
      for (int length = random.nextInt(25); length > 0; length--) {
        title.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      if (HeadingSubject.of(title.toString(), MY_APP) instanceof HeadingSubject.Version version) {
        assertThat(title).contains(ChartVersion.parse(version.version()).value());
      }
    }
  }
}
