package io.charttagger.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QuotedTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      value = {
        "1.1,\"1.1\"",
        "||,\"\"",
        "|two words|,\"two words\"",
        "|a\nb|,\"a\\u000Ab\"",
        "|\u001b[31m|,\"\\u001B[31m\"",
        "|\u202eb|,\"\\u202Eb\"",
        "|a\u2028b\u2029c|,\"a\\u2028b\\u2029c\"",
        "|\ud83d|,\"\\uD83D\"",
        "|\ue000\u0378|,\"\\uE000\\u0378\"",
        "日本 🚀,\"日本 🚀\""
      })
  void showsInvisibleCharacters(String text, String quoted) {
    assertThat(Quoted.of(text)).isEqualTo(quoted);
  }

  @Test
  void cutsAfterAHundredCharacters() {
    assertThat(Quoted.of("🚀".repeat(100))).isEqualTo("\"" + "🚀".repeat(100) + "\"");
    assertThat(Quoted.of("🚀".repeat(101))).isEqualTo("\"" + "🚀".repeat(100) + "…\"");
  }
}
