package io.charttagger.warmup;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/**
 * The server's side of an HTTP/2 connection that gives every request the same answer, so it need
 * not read what is asked.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9113#section-4">RFC 9113, frames</a>
 */
final class Http2Answers {
  static final byte[] BODY = "{\"message\":\"the same for all\"}".getBytes(US_ASCII);

  private static final int PREFACE = 24;
  private static final int FRAME_HEAD = 9;
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int SETTINGS = 4;
  private static final int PING = 6;
  private static final int ACKNOWLEDGED = 1;
  private static final int END_OF_STREAM = 1;
  private static final int END_OF_HEADERS = 4;
  // Status 200, and as in RFC 7541, C.6.1, a date in Huffman code that goes to the dynamic table.
  private static final byte[] HEAD =
      Der.hex("88 58 85 aec3771a4b 61 96 d07abe941054d444a8200595040b8166e082a62d1bff");

  private final DataInputStream in;
  private final OutputStream out;

  Http2Answers(InputStream in, OutputStream out) {
    this.in = new DataInputStream(in);
    this.out = out;
  }

  /** Returns when the client closes the connection. */
  void serve() throws IOException {
    in.readFully(new byte[PREFACE]);
    write(SETTINGS, 0, 0);
    for (int first = in.read(); first >= 0; first = in.read()) {
      int length = first << 16 | in.readUnsignedShort();
      int type = in.readUnsignedByte();
      int flags = in.readUnsignedByte();
      int stream = in.readInt();
      byte[] payload = in.readNBytes(length);
      if (payload.length < length) {
        throw new EOFException("the connection ended within a frame");
      }
      answer(type, flags, stream, payload);
    }
  }

  private void answer(int type, int flags, int stream, byte[] payload) throws IOException {
    switch (type) {
      case SETTINGS -> {
        if ((flags & ACKNOWLEDGED) == 0) {
          write(SETTINGS, ACKNOWLEDGED, 0);
        }
      }
      case PING -> {
        if ((flags & ACKNOWLEDGED) == 0) {
          write(PING, ACKNOWLEDGED, 0, payload);
        }
      }
      case HEADERS, DATA -> {
        if ((flags & END_OF_STREAM) != 0) {
          write(HEADERS, END_OF_HEADERS, stream, HEAD);
          write(DATA, END_OF_STREAM, stream, BODY);
        }
      }
      default -> {
        // Windows that are never filled, priorities of no matter, and goodbyes.
      }
    }
  }

  private void write(int type, int flags, int stream, byte... payload) throws IOException {
    out.write(
        ByteBuffer.allocate(FRAME_HEAD + payload.length)
            .putInt(payload.length << Byte.SIZE | type)
            .put((byte) flags)
            .putInt(stream)
            .put(payload)
            .array());
    out.flush();
  }
}
