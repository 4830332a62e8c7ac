package io.charttagger.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The release pull request on its way through the lock table. */
final class SavedReleaseTest {

  @Test
  void whatIsKeptIsReadAsItWasWritten() {
    SavedRelease kept =
        new SavedRelease(7, "<!-- \"quoted\" \\ -->\r\n> - gr\u00fc\u00df dich \u200b@ada\n");

    assertThat(SavedRelease.read(new ByteArrayInputStream(kept.write().bytes()))).contains(kept);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no JSON",
        "[]",
        "null",
        "{}",
        "{\"form\":1,\"number\":7,\"body\":\"\"}{}",
        "{\"form\":1,\"number\":0,\"body\":\"\"}",
        "{\"form\":1,\"number\":77777777777,\"body\":\"\"}",
        "{\"form\":2,\"number\":7,\"body\":\"\"}"
      })
  void whatAnotherVersionOfTheFunctionKeptIsNothing(String kept) {
    assertThat(SavedRelease.read(new ByteArrayInputStream(kept.getBytes(UTF_8)))).isEmpty();
  }

  static List<JsonMutation> mutations() {
    return JsonMutation.all(new String(new SavedRelease(7, "body").write().bytes(), UTF_8));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mutations")
  void aFieldThatIsMissingOrOfAnotherTypeMakesItNothing(JsonMutation mutation) {
    assertThat(SavedRelease.read(new ByteArrayInputStream(mutation.json().getBytes(UTF_8))))
        .isEmpty();
  }
}
