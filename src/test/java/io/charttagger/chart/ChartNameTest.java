package io.charttagger.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ChartNameTest {

  @ParameterizedTest
  @ValueSource(strings = {"a", "kube-prometheus-stack", "my_chart", "App.Chart", "9lives", "v1"})
  void acceptsWhatHelmsLinterAllows(String text) {
    assertThat(ChartName.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-a", ".a", "_a", "a b", "a/b", "../a", "a\n", "ä", "a:b", "a\u202eb", "$(a)"})
  void rejectsAnythingElse(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ChartName.parse(text))
        .withMessageStartingWith("name " + Quoted.of(text) + " is not a chart name: use letters");
  }

  @Test
  void hasAMaximumLength() {
    assertThat(ChartName.parse("a".repeat(250)).value()).hasSize(250);
    assertThatIllegalArgumentException().isThrownBy(() -> ChartName.parse("a".repeat(251)));
  }

  @Test
  void sortsByText() {
    assertThat(
            Stream.of("b", "a-v1", "a", "B").map(ChartName::parse).sorted().map(ChartName::value))
        .containsExactly("B", "a", "a-v1", "b");
  }
}
