package io.charttagger.warmup;

/**
 * How a header, or a string of one, begins: with some bits that tell which form it has, and a
 * number in the rest of the byte.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7541#section-6">RFC 7541, 5.2 and 6</a>
 */
enum HeaderForm {
  /** The number of a header in the table. */
  NUMBERED(0x80, 7),
  /** Spelled out, after the number of one with its name, and kept in the table. */
  KEPT(0x40, 6),
  TABLE_SIZE(0x20, 5),
  /** Spelled out and not kept; whether it may never be kept is all the same here. */
  SPELLED(0, 4),
  /** A string in Huffman's code, after its length. */
  CODED_STRING(0x80, 7),
  STRING(0, 7);

  /** With this bit, more of a number comes in the next byte, which has so many bits of it. */
  static final int MORE = 0x80;

  static final int MORE_BITS = 7;

  private final int mark;
  private final int bits;

  HeaderForm(int mark, int bits) {
    this.mark = mark;
    this.bits = bits;
  }

  /** The form of a header that begins with this byte. */
  static HeaderForm ofHeader(int first) {
    if (first >= NUMBERED.mark) {
      return NUMBERED;
    }
    if (first >= KEPT.mark) {
      return KEPT;
    }
    return first >= TABLE_SIZE.mark ? TABLE_SIZE : SPELLED;
  }

  static HeaderForm ofString(int first) {
    return first >= CODED_STRING.mark ? CODED_STRING : STRING;
  }

  int mark() {
    return mark;
  }

  /** The largest number of the first byte, which says that the rest follows. */
  int most() {
    return (1 << bits) - 1;
  }
}
