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
  /** Not worth a place in the table. */
  private static final Set<String> OFTEN_OTHERS = Set.of("content-length", "etag");

  private boolean isFirst = true;
  private final HeaderTable table = new HeaderTable();

  byte[] encode(List<Header> headers) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (isFirst) {
      // Java's client offers four times as much.
      number(out, HeaderForm.TABLE_SIZE, HeaderTable.LARGEST);
      isFirst = false;
    }
    for (Header header : headers) {
      int same = table.number(header);
      if (same > 0) {
        number(out, HeaderForm.NUMBERED, same);
      } else if (OFTEN_OTHERS.contains(header.name())) {
        spell(out, HeaderForm.SPELLED, header);
      } else {
        spell(out, HeaderForm.KEPT, header);
        table.add(header);
      }
    }
    return out.toByteArray();
  }

  private void spell(ByteArrayOutputStream out, HeaderForm form, Header header) {
    int name = table.number(header.name());
    number(out, form, name);
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
    number(out, isShorter ? HeaderForm.CODED_STRING : HeaderForm.STRING, chosen.length);
    out.writeBytes(chosen);
  }

  private static void number(ByteArrayOutputStream out, HeaderForm form, int number) {
    if (number < form.most()) {
      out.write(form.mark() | number);
      return;
    }
    out.write(form.mark() | form.most());
    int rest = number - form.most();
    while (rest >= HeaderForm.MORE) {
      out.write(rest % HeaderForm.MORE + HeaderForm.MORE);
      rest /= HeaderForm.MORE;
    }
    out.write(rest);
  }
}
