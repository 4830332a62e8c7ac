package io.charttagger.warmup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The server's side of an HTTP/2 connection.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9113#section-4">RFC 9113, frames</a>
 */
final class Http2Answers {
  private static final int PREFACE = 24;
  private static final int FRAME_HEAD = 9;
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int SETTINGS = 4;
  private static final int PING = 6;
  private static final int WINDOW_UPDATE = 8;
  private static final int ACKNOWLEDGED = 1;
  private static final int END_OF_STREAM = 1;
  private static final int END_OF_HEADERS = 4;
  private static final int HAS_PRIORITY = 0x20;
  // Depends on no other stream, and has the usual weight.
  private static final byte[] PRIORITY = Der.hex("00000000 0f");

  private final DataInputStream in;
  private final OutputStream out;
  private final Function<HttpRequest, CannedAnswer> answers;
  private final HeaderDecoder decoder = new HeaderDecoder();
  private final HeaderEncoder encoder = new HeaderEncoder();
  private int answered;
  private final Map<Integer, Asked> begun = new HashMap<>();

  Http2Answers(InputStream in, OutputStream out, Function<HttpRequest, CannedAnswer> answers) {
    this.in = new DataInputStream(in);
    this.out = out;
    this.answers = answers;
  }

  /** What came of a request so far. */
  private record Asked(Map<String, String> headers, ByteArrayOutputStream body) {
    private HttpRequest whole() {
      return new HttpRequest(
          headers.get(":method") + " " + headers.get(":path") + " HTTP/2",
          headers,
          body.toString(UTF_8));
    }
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
      take(type, flags, stream, payload);
    }
  }

  private void take(int type, int flags, int stream, byte[] payload) throws IOException {
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
      case HEADERS -> {
        // In one frame: this function's requests are far from the 16 KB that it may have.
        Asked asked = new Asked(decoder.decode(payload), new ByteArrayOutputStream());
        begun.put(stream, asked);
        answer(asked, flags, stream);
      }
      case DATA -> {
        Asked asked = begun.get(stream);
        if (asked == null) {
          throw new ProtocolException("a body without headers before it");
        }
        asked.body().writeBytes(payload);
        if (payload.length > 0) {
          byte[] taken = ByteBuffer.allocate(Integer.BYTES).putInt(payload.length).array();
          write(WINDOW_UPDATE, 0, 0, taken);
        }
        answer(asked, flags, stream);
      }
      default -> {
        // Windows that no answer fills, priorities of no matter, and goodbyes.
      }
    }
  }

  private void answer(Asked asked, int flags, int stream) throws IOException {
    if ((flags & END_OF_STREAM) != 0) {
      begun.remove(stream);
      HttpRequest request = asked.whole();
      CannedAnswer answer = answers.apply(request);
      byte[] content = answer.content(request);
      byte[] head = head(stream, encoder.encode(answer.head(request, content.length)));
      byte[] body = frame(DATA, END_OF_STREAM, stream, content);
      send(head, body);
      answered++;
    }
  }

  /** With a priority in some of them, as in those of servers that still send it. */
  private byte[] head(int stream, byte[] block) {
    return answered % 2 == 0
        ? frame(HEADERS, END_OF_HEADERS, stream, block)
        : frame(HEADERS, END_OF_HEADERS | HAS_PRIORITY, stream, joined(PRIORITY, block));
  }

  /** In one piece, or in pieces that end within a frame: both occur. */
  private void send(byte[] head, byte[] body) throws IOException {
    byte[] both = joined(head, body);
    int first = answered % 3 == 0 ? both.length : head.length + body.length / 2;
    out.write(both, 0, first);
    out.flush();
    out.write(both, first, both.length - first);
    out.flush();
  }

  private void write(int type, int flags, int stream, byte... payload) throws IOException {
    out.write(frame(type, flags, stream, payload));
    out.flush();
  }

  private static byte[] frame(int type, int flags, int stream, byte... payload) {
    return ByteBuffer.allocate(FRAME_HEAD + payload.length)
        .putInt(payload.length << Byte.SIZE | type)
        .put((byte) flags)
        .putInt(stream)
        .put(payload)
        .array();
  }

  private static byte[] joined(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }
}
