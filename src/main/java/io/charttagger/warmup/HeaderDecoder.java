package io.charttagger.warmup;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.charttagger.warmup.HeaderTable.Header;
import java.net.ProtocolException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads the headers of one side of an HTTP/2 connection, one request after the other.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7541#section-6">RFC 7541, 6</a>
 */
final class HeaderDecoder {
  private static final int NUMBERED = 0x80;
  private static final int KEPT = 0x40;
  private static final int TABLE_SIZE = 0x20;
  private static final int CODED = 0x80;
  private static final int MORE = 0x80;
  private static final int GROUP = 7;

  private final HeaderTable table = new HeaderTable();

  /** By name; the last one of a name. */
  Map<String, String> decode(byte[] block) throws ProtocolException {
    try {
      return headers(ByteBuffer.wrap(block));
    } catch (BufferUnderflowException cut) {
      throw new ProtocolException("the headers end within one of them");
    }
  }

  private Map<String, String> headers(ByteBuffer in) throws ProtocolException {
    Map<String, String> headers = new TreeMap<>();
    while (in.hasRemaining()) {
      int first = Byte.toUnsignedInt(in.get(in.position()));
      if (first >= NUMBERED) {
        Header header = table.at(number(in, 7));
        headers.put(header.name(), header.value());
      } else if (first >= KEPT) {
        Header header = spelled(in, 6);
        table.add(header);
        headers.put(header.name(), header.value());
      } else if (first >= TABLE_SIZE) {
        // A smaller table is not used for more than it holds.
        number(in, 5);
      } else {
        Header header = spelled(in, 4);
        headers.put(header.name(), header.value());
      }
    }
    return headers;
  }

  private Header spelled(ByteBuffer in, int bits) throws ProtocolException {
    int name = number(in, bits);
    return new Header(name == 0 ? string(in) : table.at(name).name(), string(in));
  }

  private static String string(ByteBuffer in) {
    boolean coded = Byte.toUnsignedInt(in.get(in.position())) >= CODED;
    byte[] bytes = new byte[number(in, GROUP)];
    in.get(bytes);
    return coded ? Huffman.decode(bytes) : new String(bytes, ISO_8859_1);
  }

  /** In the last bits of a byte, and where it does not fit in the next ones. */
  private static int number(ByteBuffer in, int bits) {
    int most = (1 << bits) - 1;
    int number = in.get() & most;
    if (number < most) {
      return number;
    }
    int shift = 0;
    int next;
    do {
      next = Byte.toUnsignedInt(in.get());
      number += (next & MORE - 1) << shift;
      shift += GROUP;
    } while (next >= MORE);
    return number;
  }
}
