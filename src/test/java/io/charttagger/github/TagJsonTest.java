package io.charttagger.github;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.charttagger.chart.GitSha;
import io.charttagger.chart.TagObject;
import io.charttagger.chart.TagSignature;
import io.charttagger.port.GitObject;
import io.charttagger.port.TagContent;
import io.charttagger.signature.SignedTags;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A signed tag as GitHub may show it. */
final class TagJsonTest {
  private static final TagObject TAG = SignedTags.tag("Release: a v1.0.0\n");
  private static final TagObject SIGNED = SignedTags.newKey().sign(TAG);
  private static final String SIGNATURE = SIGNED.signature().orElseThrow();

  private static ObjectNode answer(TagObject tag) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("sha", tag.sha()).put("tag", tag.name().value()).put("message", tag.message());
    json.putObject("tagger")
        .put("name", tag.tagger().name())
        .put("email", tag.tagger().email())
        .put("date", tag.date().toString());
    json.putObject("object").put("sha", tag.commit().value()).put("type", "commit");
    return json;
  }

  private static ObjectNode verified(ObjectNode answer, String signature, String payload) {
    answer.putObject("verification").put("signature", signature).put("payload", payload);
    return answer;
  }

  private static TagContent read(ObjectNode json) {
    return TagJson.content(new CheckedJson(json, "GitHub's answer"), json.path("sha").asText());
  }

  private static TagContent expected(Optional<TagSignature> signature) {
    return new TagContent(
        TAG.annotation(), signature, new GitObject(TAG.commit().value(), GitObject.Kind.COMMIT));
  }

  private static Optional<TagSignature> proven() {
    return Optional.of(new TagSignature(SIGNATURE, Optional.of(TAG.content())));
  }

  @Test
  void aTagWithoutASignatureHasNone() {
    assertThat(read(answer(TAG))).isEqualTo(expected(Optional.empty()));
  }

  @Test
  void aSignatureInTheMessageIsNoPartOfTheAnnotation() {
    assertThat(read(answer(SIGNED))).isEqualTo(expected(proven()));
    assertThat(read(verified(answer(SIGNED), SIGNATURE, TAG.content())))
        .isEqualTo(expected(proven()));
  }

  @Test
  void aSignatureBesideTheMessageCountsAsWell() {
    ObjectNode beside =
        verified(answer(SIGNED).put("message", TAG.annotation()), SIGNATURE, TAG.content());

    assertThat(read(beside)).isEqualTo(expected(proven()));
  }

  @Test
  void anAnswerMayLackTheLastLineEnd() {
    ObjectNode stripped = answer(SIGNED).put("message", SIGNED.message().stripTrailing());

    assertThat(read(stripped)).isEqualTo(expected(proven()));
    assertThat(read(verified(stripped, SIGNATURE.stripTrailing(), TAG.content())))
        .isEqualTo(expected(proven()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"name", "email", "date"})
  void anOddTaggerIsNoFailure(String field) {
    ObjectNode answer = answer(SIGNED);
    ((ObjectNode) answer.path("tagger")).put(field, 7);

    assertThat(read(answer))
        .isEqualTo(expected(Optional.of(new TagSignature(SIGNATURE, Optional.empty()))));
    assertThat(read(verified(answer, SIGNATURE, TAG.content()))).isEqualTo(expected(proven()));
  }

  @Test
  void anotherTimeZoneIsKnownFromWhatWasSigned() {
    String payload = TAG.content().replace(" +0000\n", " +0200\n");
    ObjectNode answer = verified(answer(SIGNED), SIGNATURE, payload);
    answer.put("sha", GitSha.ofTag(payload, SIGNATURE));

    assertThat(read(answer))
        .isEqualTo(expected(Optional.of(new TagSignature(SIGNATURE, Optional.of(payload)))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tag", "date", "name", "payload"})
  void whatDoesNotGiveTheObjectsShaIsNotBelieved(String changed) {
    ObjectNode answer = answer(SIGNED);
    switch (changed) {
      case "tag" -> answer.put("tag", "a-v1.0.1");
      case "date" -> ((ObjectNode) answer.path("tagger")).put("date", "2020-01-01T00:00:00Z");
      case "name" -> ((ObjectNode) answer.path("tagger")).put("name", "Eve");
      default -> {
        answer.remove("tagger");
        verified(answer, SIGNATURE, TAG.content().replace("1.0.0", "1.0.1"));
      }
    }

    assertThat(read(answer))
        .isEqualTo(expected(Optional.of(new TagSignature(SIGNATURE, Optional.empty()))));
  }
}
