package io.charttagger.dispatch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads JSON that has only one interpretation: UTF-8, no repeated keys, nothing after the end. */
final class StrictJson {
  private static final int MAX_DEPTH = 50;
  private static final int MAX_NUMBER = 100;
  private static final int MAX_KEY = 1_000;
  private static final int MAX_TEXT = 7_000_000;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxNumberLength(MAX_NUMBER)
                          .maxNameLength(MAX_KEY)
                          .maxStringLength(MAX_TEXT)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private StrictJson() {}

  /**
   * Reads one JSON value.
   *
   * @param what how messages call the bytes
   * @throws Rejection when it is not UTF-8 or not strict JSON; the message never quotes the bytes
   */
  static JsonNode parse(byte[] bytes, String what) {
    // Decoded here, because Jackson detects UTF-16 and UTF-32 and accepts some invalid sequences.
    String text = decode(bytes, what);
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      String place =
          e.getLocation() == null
              ? ""
              : " at line "
                  + e.getLocation().getLineNr()
                  + ", column "
                  + e.getLocation().getColumnNr();
      throw new Rejection(
          Rule.JSON, "%s is not strict JSON: it %s%s".formatted(what, fault(e), place));
    }
  }

  /** In our words; the parser's may quote the bytes. */
  private static String fault(JsonProcessingException e) {
    String words = String.valueOf(e.getOriginalMessage());
    return switch (e) {
      case StreamConstraintsException _ when words.contains("depth") ->
          "is nested deeper than %d levels".formatted(MAX_DEPTH);
      case StreamConstraintsException _ when words.contains("Number") ->
          "has a number of more than %d digits".formatted(MAX_NUMBER);
      case StreamConstraintsException _ when words.contains("Name") ->
          "has a key of more than %d characters".formatted(MAX_KEY);
      case StreamConstraintsException _ ->
          "has a text of more than %d characters".formatted(MAX_TEXT);
      case JsonEOFException _ -> "ends too early";
      case JsonParseException _ when words.startsWith("Duplicate") -> "has the same key twice";
      case MismatchedInputException _ when words.startsWith("Trailing") -> "goes on after its end";
      default -> "has a syntax error";
    };
  }

  private static String decode(byte[] bytes, String what) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new Rejection(Rule.UTF_8, what + " is not UTF-8");
    }
  }
}
