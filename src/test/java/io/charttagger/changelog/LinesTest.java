package io.charttagger.changelog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A text's lines. */
final class LinesTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "a", "a\n", "\na", "a\nb\n\nc", "a\n\n\n"})
  void areWhatSplittingGives(String text) {
    assertThat(new Lines(text)).isEqualTo(List.of(text.split("\n", -1)));
  }

  @Test
  void manyAreFoundToo() {
    String text = "x\n".repeat(1000);

    assertThat(new Lines(text)).hasSize(1001).startsWith("x", "x").endsWith("x", "");
  }
}
