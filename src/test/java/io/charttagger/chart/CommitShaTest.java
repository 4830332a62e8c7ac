package io.charttagger.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CommitShaTest {
  private static final String DIGITS = "0123456789abcdef0123456789abcdef01234567";

  @Test
  void hasFortyLowerCaseDigits() {
    CommitSha sha = CommitSha.parse(DIGITS.toUpperCase(java.util.Locale.ROOT));
    assertThat(sha).isEqualTo(CommitSha.parse(DIGITS)).hasToString(DIGITS);
    assertThat(sha.abbreviated()).isEqualTo("0123456");
  }

  @Test
  void recognizesTheZeroThatMeansNoCommit() {
    assertThat(CommitSha.parse("0".repeat(40)).isZero()).isTrue();
    assertThat(CommitSha.parse(DIGITS).isZero()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "main",
        "0123456",
        "0123456789abcdef0123456789abcdef0123456",
        "0123456789abcdef0123456789abcdef012345678",
        "0123456789abcdef0123456789abcdef0123456g",
        "0123456789abcdef0123456789abcdef01234567\n",
        " 0123456789abcdef0123456789abcdef0123456"
      })
  void rejectsAnythingElse(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CommitSha.parse(text))
        .withMessage(
            Quoted.of(text) + " is not a full commit SHA: 40 hexadecimal digits are needed");
  }
}
