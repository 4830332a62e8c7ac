package io.charttagger.warmup;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.charttagger.warmup.HeaderTable.Header;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Set;

/**
 * Writes the headers of one side of an HTTP/2 connection, one answer after the other: what was sent
 * before is a number.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7541#section-6">RFC 7541, 6</a>
 */
final class HeaderEncoder {
  private static final int NUMBERED = 0x80;
  private static final int KEPT = 0x40;
  private static final int TABLE_SIZE = 0x20;
  private static final int CODED = 0x80;
  private static final int MORE = 0x80;
  private static final int GROUP = 7;

  /** Not worth a place in the table. */
  private static final Set<String> OFTEN_OTHERS = Set.of("content-length", "etag");

  private boolean isFirst = true;
  private final HeaderTable table = new HeaderTable();

  byte[] encode(List<Header> headers) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (isFirst) {
      // Java's client offers four times as much.
      number(out, TABLE_SIZE, 5, HeaderTable.LARGEST);
      isFirst = false;
    }
    for (Header header : headers) {
      int same = table.number(header);
      if (same > 0) {
        number(out, NUMBERED, 7, same);
      } else if (OFTEN_OTHERS.contains(header.name())) {
        spell(out, 0, 4, header);
      } else {
        spell(out, KEPT, 6, header);
        table.add(header);
      }
    }
    return out.toByteArray();
  }

  private void spell(ByteArrayOutputStream out, int kind, int bits, Header header) {
    int name = table.number(header.name());
    number(out, kind, bits, name);
    if (name == 0) {
      string(out, header.name());
    }
    string(out, header.value());
  }

  /** Coded where that is shorter, as servers do. */
  private static void string(ByteArrayOutputStream out, String text) {
    byte[] plain = text.getBytes(ISO_8859_1);
    byte[] coded = Huffman.encode(text);
    boolean isShorter = coded.length < plain.length;
    byte[] chosen = isShorter ? coded : plain;
    number(out, isShorter ? CODED : 0, GROUP, chosen.length);
    out.writeBytes(chosen);
  }

  private static void number(ByteArrayOutputStream out, int kind, int bits, int number) {
    int most = (1 << bits) - 1;
    if (number < most) {
      out.write(kind | number);
      return;
    }
    out.write(kind | most);
    int rest = number - most;
    while (rest >= MORE) {
      out.write(rest % MORE + MORE);
      rest /= MORE;
    }
    out.write(rest);
  }
}
