package io.charttagger.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A text that is not strict JSON is refused with what is wrong in it, and where. */
final class StrictJsonTest {

  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of("{\"a\": 1,\n \"a\": 2}", "has the same key twice at line 2, column "),
        Arguments.of("{\"a\": 1} x", "has a syntax error at line 1, column "),
        Arguments.of("{\"a\": 1} {}", "goes on after its end at line 1, column "),
        Arguments.of("{\"a\": ", "ends too early at line 1, column "),
        Arguments.of("{\"a\": \"x", "ends too early at line 1, column "),
        Arguments.of("{\"a\": NaN}", "has a syntax error at line 1, column "),
        Arguments.of("tag everything", "has a syntax error at line 1, column "),
        Arguments.of("[".repeat(51), "is nested deeper than 50 levels"),
        Arguments.of("1".repeat(101), "has a number of more than 100 digits"),
        Arguments.of(
            "{\"" + "k".repeat(1_001) + "\": 1}", "has a key of more than 1000 characters"),
        Arguments.of(
            "\"" + "t".repeat(7_000_001) + "\"", "has a text of more than 7000000 characters"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void theFaultIsNamed(String text, String fault) {
    assertThatThrownBy(() -> StrictJson.parse(text.getBytes(UTF_8), "the body"))
        .isInstanceOf(Rejection.class)
        .hasMessageStartingWith("rejected (json): the body is not strict JSON: it " + fault);
  }

  @Test
  void theBytesAreNotQuoted() {
    assertThatThrownBy(
            () -> StrictJson.parse("{\"secret\": 1, \"secret\": 2}".getBytes(UTF_8), "the body"))
        .message()
        .doesNotContain("secret");
  }

  @Test
  void strictJsonIsRead() {
    assertThat(StrictJson.parse("{\"a\": [1]}".getBytes(UTF_8), "the body").at("/a/0").asInt())
        .isEqualTo(1);
  }
}
