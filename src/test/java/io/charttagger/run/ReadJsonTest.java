package io.charttagger.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.charttagger.chart.TagSignature;
import io.charttagger.port.GitObject;
import io.charttagger.port.TagContent;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is read is saved so that a later run knows it as it was. */
final class ReadJsonTest {
  private static final String ANNOTATION = "Release: a v1.0.0\n";

  static Stream<TagContent> tags() {
    return Stream.of(
            Optional.<TagSignature>empty(),
            Optional.of(new TagSignature("signature\n", Optional.empty())),
            Optional.of(new TagSignature("signature\n", Optional.of("header\n\n" + ANNOTATION))))
        .map(
            signature ->
                new TagContent(
                    ANNOTATION, signature, new GitObject("1".repeat(40), GitObject.Kind.COMMIT)));
  }

  @ParameterizedTest
  @MethodSource("tags")
  void aTag(TagContent tag) {
    JsonNode saved = ReadJson.TAG_CONTENT.write().apply(tag);

    assertThat(ReadJson.TAG_CONTENT.read().apply(saved)).isEqualTo(tag);
    assertThat(saved.toString().split("Release: a", -1)).as("the annotation once").hasSize(2);
  }
}
