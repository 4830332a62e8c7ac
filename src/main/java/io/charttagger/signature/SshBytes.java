package io.charttagger.signature;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The encoding of the SSH protocols: numbers of four bytes, and strings with their length before
 * them.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4251#section-5">RFC 4251, section 5</a>
 */
final class SshBytes {
  private SshBytes() {}

  /** Builds such bytes. */
  static final class Writer {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Writer raw(String text) {
      bytes.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
      return this;
    }

    Writer number(int value) {
      bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
      return this;
    }

    Writer string(byte[] content) {
      number(content.length);
      bytes.writeBytes(content);
      return this;
    }

    Writer string(String content) {
      return string(content.getBytes(StandardCharsets.UTF_8));
    }

    byte[] bytes() {
      return bytes.toByteArray();
    }
  }

  /** Reads such bytes, which may be hostile. */
  static final class Reader {
    private final ByteBuffer bytes;

    Reader(byte[] bytes) {
      this.bytes = ByteBuffer.wrap(bytes);
    }

    /**
     * Reads a number.
     *
     * @throws MalformedBytes when there are too few bytes, as in every method
     */
    int number() throws MalformedBytes {
      require(bytes.remaining() >= Integer.BYTES);
      return bytes.getInt();
    }

    byte[] string() throws MalformedBytes {
      return array(number());
    }

    String text() throws MalformedBytes {
      return new String(string(), StandardCharsets.UTF_8);
    }

    /** Reads what is always there. */
    void expect(String raw) throws MalformedBytes {
      require(new String(array(raw.length()), StandardCharsets.US_ASCII).equals(raw));
    }

    void end() throws MalformedBytes {
      require(!bytes.hasRemaining());
    }

    private byte[] array(int length) throws MalformedBytes {
      require(length >= 0 && length <= bytes.remaining());
      byte[] array = new byte[length];
      bytes.get(array);
      return array;
    }
  }

  /** Continues only with well-formed bytes. */
  static void require(boolean wellFormed) throws MalformedBytes {
    if (!wellFormed) {
      throw new MalformedBytes();
    }
  }

  /** The bytes are not what they should be. */
  static final class MalformedBytes extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedBytes() {
      super("not the bytes of an SSH key or signature");
    }
  }
}
