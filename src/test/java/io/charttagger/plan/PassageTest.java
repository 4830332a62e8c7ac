package io.charttagger.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PassageTest {

  @ParameterizedTest
  @CsvSource({"bc, abcd", "abcd, abcd", "d, abcd", "'', abcd", "'', ''", "x, abcd", "abcde, abcd"})
  void isTheTextWhateverTheLongerOneIs(String text, String longer) {
    assertThat(Passage.of(text, longer).in(longer)).isEqualTo(text);
  }

  @Test
  void aPartOfTheLongerTextIsNotKept() {
    assertThat(Passage.of("bc", "abcd")).isEqualTo(new Passage(1, 3, ""));
    assertThat(Passage.of("x", "abcd")).isEqualTo(new Passage(0, 0, "x"));
  }
}
