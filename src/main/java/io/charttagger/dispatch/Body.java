package io.charttagger.dispatch;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The bytes of a request body, exactly as they were signed and sent. */
final class Body {
  /** Four times GitHub's limit for {@code client_payload}, to leave space for the repository. */
  static final int MAX_BYTES = 256 * 1024;

  private Body() {}

  /**
   * The text's bytes in UTF-8.
   *
   * @throws Rejection when they are too many, or the text has an unpaired surrogate
   */
  static byte[] bytes(String text) {
    if (text.length() > MAX_BYTES) {
      throw tooLarge();
    }
    try {
      ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return checked(bytes);
    } catch (CharacterCodingException e) {
      throw new Rejection(Rule.UTF_8, "the body is not UTF-8");
    }
  }

  /**
   * The same bytes.
   *
   * @throws Rejection when they are too many
   */
  static byte[] checked(byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      throw tooLarge();
    }
    return bytes;
  }

  static Rejection tooLarge() {
    return new Rejection(Rule.TOO_LARGE, "the body is over " + MAX_BYTES + " bytes");
  }
}
