package io.charttagger.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The release pull request on its way through the lock table. */
final class SavedReleaseTest {

  @Test
  void whatIsKeptIsReadAsItWasWritten() {
    SavedRelease kept =
        new SavedRelease(7, "<!-- \"quoted\" \\ -->\r\n> - gr\u00fc\u00df dich \u200b@ada\n");

    assertThat(SavedRelease.read(kept.write())).contains(kept);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no JSON", "[]", "{\"form\":2,\"number\":7,\"body\":\"\"}"})
  void whatAnotherVersionOfTheFunctionKeptIsNothing(String kept) {
    assertThat(SavedRelease.read(kept.getBytes(StandardCharsets.UTF_8))).isEmpty();
  }
}
