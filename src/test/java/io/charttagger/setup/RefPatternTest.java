package io.charttagger.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Patterns of refs match as GitHub's rulesets say. */
final class RefPatternTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "~ALL refs/tags/any/thing true",
        "refs/tags/* refs/tags/web-v1.0.0 true",
        "refs/tags/* refs/tags/web/1.0.0 false",
        "refs/tags/*-v* refs/tags/web-v1.0.0 true",
        "refs/tags/*-v* refs/tags/my-vault-v1.0.0 true",
        "refs/tags/*-v* refs/tags/v1.0.0 false",
        "refs/tags/*-v* refs/heads/web-v1 false",
        "refs/tags/web-v? refs/tags/web-v1 true",
        "refs/tags/web-v? refs/tags/web-v10 false",
        "refs/tags/**/* refs/tags/web/1.0.0 true",
        "refs/tags/**/* refs/tags/v1 true",
        "refs/tags/**/*.0 refs/tags/a/b/1.0 true",
        "refs/tags/** refs/tags/web/1.0.0 false",
        "refs/tags/v[0-9]* refs/tags/v1.0 true",
        "refs/tags/v[0-9]* refs/tags/vx false",
        "refs/tags/v[!0-9]* refs/tags/vx true",
        "refs/tags/v[ab]* refs/tags/vb true",
        "refs/tags/v[ refs/tags/v[ true",
        "refs/tags/web-v1.0.0 refs/tags/web-v1.0.0 true",
        "refs/tags/web-v1.0.0 refs/tags/web-v1x0.0 false",
      })
  void matches(String pattern, String ref, boolean expected) {
    assertThat(new RefPattern(pattern).matches(ref)).isEqualTo(expected);
  }

  @Test
  void whatIsExcludedDoesNotMatch() {
    assertThat(RefPattern.match(List.of("~ALL"), List.of("refs/tags/x*"), "refs/tags/x1"))
        .isFalse();
    assertThat(RefPattern.match(List.of("~ALL"), List.of("refs/tags/x*"), "refs/tags/y1")).isTrue();
    assertThat(RefPattern.match(List.of(), List.of(), "refs/tags/y1")).isFalse();
  }

  @Test
  void noPatternTakesLong() {
    String ref = "refs/tags/" + "a".repeat(200);
    RefPattern hostile = new RefPattern("refs/tags/" + "*a".repeat(100) + "b");

    assertTimeoutPreemptively(
        Duration.ofMinutes(1), () -> assertThat(hostile.matches(ref)).isFalse());
  }
}
