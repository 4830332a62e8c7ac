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
      HeaderForm form = HeaderForm.ofHeader(first(in));
      int number = number(in, form);
      // A smaller table is not used for more than it holds.
      if (form != HeaderForm.TABLE_SIZE) {
        Header header = form == HeaderForm.NUMBERED ? table.at(number) : spelled(in, number);
        if (form == HeaderForm.KEPT) {
          table.add(header);
        }
        headers.put(header.name(), header.value());
      }
    }
    return headers;
  }

  private Header spelled(ByteBuffer in, int name) throws ProtocolException {
    return new Header(name == 0 ? string(in) : table.at(name).name(), string(in));
  }

  private static String string(ByteBuffer in) {
    HeaderForm form = HeaderForm.ofString(first(in));
    byte[] bytes = new byte[number(in, form)];
    in.get(bytes);
    return form == HeaderForm.STRING ? new String(bytes, ISO_8859_1) : Huffman.decode(bytes);
  }

  private static int first(ByteBuffer in) {
    return Byte.toUnsignedInt(in.duplicate().get());
  }

  private static int number(ByteBuffer in, HeaderForm form) {
    int number = in.get() & form.most();
    if (number < form.most()) {
      return number;
    }
    int shift = 0;
    int next;
    do {
      next = Byte.toUnsignedInt(in.get());
      number += (next % HeaderForm.MORE) << shift;
      shift += HeaderForm.MORE_BITS;
    } while (next >= HeaderForm.MORE);
    return number;
  }
}
