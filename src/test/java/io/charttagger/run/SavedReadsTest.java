package io.charttagger.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run has read, for the next one. */
final class SavedReadsTest {
  private static final String GOOD =
      "{\"reads\":1,\"question\":\"q\",\"values\":{\"a\":[\"ä\\n\",{\"b\":[1.5,null,true]}],\"c\":\"d\"}}";

  private static SavedReads read(String json, String question) {
    return SavedReads.of(Optional.of(new ByteArrayInputStream(json.getBytes(UTF_8))), question);
  }

  private static String written(SavedReads reads) {
    return new String(reads.write("q").bytes(), UTF_8);
  }

  @Test
  void isWrittenAsItWasRead() {
    assertThat(written(read(GOOD, "q"))).isEqualTo(GOOD);
  }

  @Test
  void isNothingForAnotherQuestion() {
    assertThat(written(read(GOOD, "other"))).isEqualTo(written(SavedReads.none()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "null",
        "{}",
        "{\"reads\":2,\"question\":\"q\",\"values\":{\"c\":\"d\"}}",
        "{\"reads\":\"1\",\"question\":\"q\",\"values\":{\"c\":\"d\"}}",
        "{\"question\":\"q\",\"values\":{\"c\":\"d\"}}",
        "{\"values\":{\"c\":\"d\"},\"reads\":1,\"question\":\"q\"}",
        "{\"reads\":1,\"question\":\"q\",\"values\":[\"c\"]}",
        "{\"reads\":1,\"question\":\"q\",\"values\":null}",
        "{\"reads\":1,\"question\":\"q\",\"values\":{\"c\":\"d\"}",
        "{\"reads\":1,\"question\":\"q\",\"values\":{\"c\":\"d\"},\"more\":1}",
        "{\"reads\":1,\"question\":\"q\",\"values\":{\"c\":\"d\"}}{}",
        "{\"reads\":1,\"question\":\"q\",\"values\":{\"c\":\"d"
      })
  void isNothingWhenItIsOfAnotherFormOrDamaged(String json) {
    assertThat(written(read(json, "q"))).isEqualTo(written(SavedReads.none()));
  }

  @Test
  void aValueOfAnotherFormIsReadAgain() {
    SavedReads reads = read(GOOD, "q");

    assertThat(reads.find("a", ReadJson.COMMIT)).isEmpty();
    assertThat(reads.find("missing", ReadJson.COMMIT)).isEmpty();
  }
}
