package io.charttagger.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How tags are named, and what their names say. */
final class TagFormatTest {
  @ParameterizedTest
  @CsvSource({
    "{chart}-v{version}, a-v1.2.3",
    "{chart}-{version}, a-1.2.3",
    "{chart}/v{version}, a/v1.2.3",
    "helm/{chart}/{version}, helm/a/1.2.3",
    "v{version}-{chart}, v1.2.3-a",
    "release_{chart}=v{version}+x, release_a=v1.2.3+x"
  })
  void namesATagThatSaysItsVersion(String format, String name) {
    TagFormat tags = TagFormat.parse(format);
    ChartName chart = ChartName.parse("a");
    ChartVersion version = ChartVersion.parse("1.2.3");

    assertThat(tags.of(chart, version)).hasToString(name);
    assertThat(tags.versionOf(name, chart)).contains(version);
    assertThat(name).startsWith(tags.beginning(chart));
    assertThat(tags.versionOf(name, ChartName.parse("b"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "{chart}-{version}, a-v1.2.3, a,",
    "{chart}-{version}, a-1.2.3, a, 1.2.3",
    "{chart}-{version}, a-b-1.2.3, a-b, 1.2.3",
    "{chart}-{version}, a-b-1.2.3, a,",
    "v{version}-{chart}, v1.2.3-rc-a, a, 1.2.3-rc",
    "v{version}-{chart}, v1.2.3, a,",
    "v{version}-{chart}, v-a, a,"
  })
  void anotherNameIsNoTagOfTheChart(String format, String name, String chart, String version) {
    assertThat(TagFormat.parse(format).versionOf(name, ChartName.parse(chart)))
        .isEqualTo(Optional.ofNullable(version).map(ChartVersion::parse));
  }

  @ParameterizedTest
  @CsvSource({
    "{chart}, exactly once",
    "v{version}, exactly once",
    "{chart}-{version}-{version}, exactly once",
    "{chart}-{chart}-{version}, exactly once",
    "{Chart}-{version}, exactly once",
    "{chart}{version}, something between",
    "{version}-{chart}, something before",
    "{chart} {version}, letters",
    "{chart}@{version}, letters",
    "{chart}-{version}-{x}, letters",
    "{chart}~{version}, letters",
    "{chart}-é{version}, letters",
    "{chart}..{version}, git does not accept",
    "{chart}//{version}, git does not accept",
    "/{chart}-{version}, git does not accept",
    "-{chart}-{version}, git does not accept",
    ".{chart}-{version}, git does not accept",
    "{chart}/.{version}, git does not accept",
    "{chart}-{version}.lock, git does not accept",
    "{chart}-{version}., git does not accept",
    "{chart}-{version}/, git does not accept"
  })
  void aFormatThatMakesNoUsableNamesIsRefused(String format, String remedy) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TagFormat.parse(format))
        .withMessageContaining(remedy);
  }

  @Test
  void aNameThatGitRejectsIsRefused() {
    TagFormat tags = TagFormat.parse("{chart}/{version}");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> tags.of(ChartName.parse("a.lock"), ChartVersion.parse("1.0.0")))
        .withMessageContaining("\"a.lock/1.0.0\"");
  }
}
