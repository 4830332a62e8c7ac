package io.charttagger.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SkipInstructionTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[skip ci]",
        "[ci skip]",
        "[no ci]",
        "[skip actions]",
        "[actions skip]",
        "[Skip CI]",
        "[SKIP CI]"
      })
  void isReadAnywhereInAMessage(String instruction) {
    for (String message :
        new String[] {
          "%s", "Raise web %s", "%s Raise web", "Raise web (#7)\n\n* one\n* two%s\n", "a%sb"
        }) {
      assertThat(SkipInstruction.in(message.formatted(instruction)))
          .hasValue(instruction.toLowerCase(Locale.ROOT));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Raise web\n\n\nskip-checks: true",
        "Raise web\n\n\nskip-checks:true",
        "Raise web\n\n\nskip-checks: true\n",
        "Raise web\r\n\r\n\r\nskip-checks: true\r\n",
        "Raise web\n\nwords\n\n\nSigned-off-by: Ada <a@b>\nskip-checks: true",
        "Raise web\n\n\nSkip-Checks: TRUE"
      })
  void isReadAsTheLastTrailer(String message) {
    assertThat(SkipInstruction.in(message)).hasValue("skip-checks: true");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Raise web",
        "skip ci",
        "[skip-ci]",
        "[skip  ci]",
        "[ci] skip",
        "(skip ci)",
        "[skip tests]",
        "skip-checks: true",
        "Raise web\n\n\nskip-checks: false",
        "Raise web\n\n\nskip-checks: true\nSigned-off-by: Ada <a@b>",
        "Raise web\n\nno-skip-checks: true"
      })
  void otherWordsAreNone(String message) {
    assertThat(SkipInstruction.in(message)).isEmpty();
  }

  @Test
  void aCommitKeepsItWithItsSubject() {
    Commit commit =
        new Commit(
            CommitSha.parse("1".repeat(40)),
            List.of(),
            "Ada",
            "Raise web\n\n[skip ci]\n",
            Instant.EPOCH);

    assertThat(commit.subject()).isEqualTo("Raise web");
    assertThat(commit.skipInstruction()).hasValue("[skip ci]");
  }
}
