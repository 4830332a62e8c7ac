package io.charttagger.warmup;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * The few values of DER that {@link LoopbackCertificates} are made of.
 *
 * @see <a href="https://www.itu.int/rec/T-REC-X.690">X.690, chapter 10</a>
 */
final class Der {
  private static final int ONE_BYTE = 0x7f;

  private Der() {}

  /** The value with that tag whose content is all of these. */
  static byte[] value(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    ByteArrayOutputStream value = new ByteArrayOutputStream();
    value.write(tag);
    value.writeBytes(length(content.size()));
    value.writeBytes(content.toByteArray());
    return value.toByteArray();
  }

  static byte[] sequence(byte[]... parts) {
    return value(0x30, parts);
  }

  /** Whole bytes, so no bit is unused. */
  static byte[] bits(byte[] content) {
    return value(0x03, new byte[1], content);
  }

  static byte[] bytes(byte[] content) {
    return value(0x04, content);
  }

  /** Values that are always the same, spelled out. */
  static byte[] hex(String spelled) {
    return HexFormat.of().parseHex(spelled.replace(" ", ""));
  }

  /** As short as it can be: one byte below 128, else as many as it takes after their number. */
  private static byte[] length(int length) {
    if (length <= ONE_BYTE) {
      return new byte[] {(byte) length};
    }
    byte[] bytes = BigInteger.valueOf(length).toByteArray();
    int sign = bytes[0] == 0 ? 1 : 0;
    ByteBuffer buffer = ByteBuffer.allocate(1 + bytes.length - sign);
    return buffer
        .put((byte) (0x80 | (bytes.length - sign)))
        .put(bytes, sign, bytes.length - sign)
        .array();
  }
}
