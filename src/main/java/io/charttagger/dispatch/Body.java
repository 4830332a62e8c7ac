package io.charttagger.dispatch;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The bytes of a request body, exactly as they were signed and sent. */
final class Body {
  /** Four times GitHub's limit for {@code client_payload}, to leave space for the repository. */
  static final int MAX_BYTES = 256 * 1024;

  /**
   * As much as SQS accepts. GitHub's {@code push} webhook lists up to 2,048 commits with their
   * files.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html">Message
   *     quotas</a>
   */
  static final int MAX_MESSAGE_BYTES = 1024 * 1024;

  private Body() {}

  /**
   * The text's bytes in UTF-8.
   *
   * @throws Rejection when they are more than {@code most}, or the text has an unpaired surrogate
   */
  static byte[] bytes(String text, int most) {
    if (text.length() > most) {
      throw tooLarge(most);
    }
    try {
      ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return checked(bytes, most);
    } catch (CharacterCodingException e) {
      throw new Rejection(Rule.UTF_8, "the body is not UTF-8");
    }
  }

  /**
   * The same bytes.
   *
   * @throws Rejection when they are more than {@code most}
   */
  static byte[] checked(byte[] bytes, int most) {
    if (bytes.length > most) {
      throw tooLarge(most);
    }
    return bytes;
  }

  static Rejection tooLarge(int most) {
    return new Rejection(Rule.TOO_LARGE, "the body is over " + most + " bytes");
  }
}
