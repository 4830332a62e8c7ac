package io.charttagger.warmup;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The code in which HTTP/2 writes strings of headers.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7541#appendix-B">RFC 7541, appendix B</a>
 */
final class Huffman {
  // How many bits the code of each byte has, as a digit to the base of 36. The codes follow from
  // that: those of one length count upwards, and the next length goes on after the last one.
  private static final String LENGTHS =
      "dnsssssssoussussssssssusssssssss6aacd68baa8b8666555666666678f6ca"
          + "d67777777777777777777777878djde6f56565666577666567655677777fbeds"
          + "kmkkmmmnmnnnnnonoomnonnnnlmnmnnomlkmmnnlnmmolmnnllmnlmnnkmmmnmmn"
          + "qqkjmnmpqqqrrqopjlqrrqrollqqsrrrkoklmllnmmppooqnqrqqrrrrrsrrrrrq";

  // A code is kept with a one before it, or the zeros that it begins with would be lost.
  private static final Map<Integer, Integer> SYMBOLS = symbols();
  private static final int[] CODES = new int[LENGTHS.length()];

  static {
    SYMBOLS.forEach((code, symbol) -> CODES[symbol] = code);
  }

  private Huffman() {}

  /** Filled up with ones to whole bytes. */
  static byte[] encode(String text) {
    BigInteger bits = BigInteger.ONE;
    for (byte each : text.getBytes(ISO_8859_1)) {
      int symbol = Byte.toUnsignedInt(each);
      bits =
          bits.shiftLeft(length(symbol))
              .or(BigInteger.valueOf(CODES[symbol]).clearBit(length(symbol)));
    }
    while (bits.bitLength() % Byte.SIZE != 1) {
      bits = bits.shiftLeft(1).setBit(0);
    }
    byte[] bytes = bits.toByteArray();
    return Arrays.copyOfRange(bytes, 1, bytes.length);
  }

  static String decode(byte[] coded) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    int code = 1;
    for (byte each : coded) {
      for (int bit = Byte.SIZE - 1; bit >= 0; bit--) {
        code = code << 1 | (each >> bit & 1);
        Integer symbol = SYMBOLS.get(code);
        if (symbol != null) {
          text.write(symbol);
          code = 1;
        }
      }
    }
    return text.toString(ISO_8859_1);
  }

  private static Map<Integer, Integer> symbols() {
    int[] byLength =
        IntStream.range(0, LENGTHS.length())
            .boxed()
            .sorted(Comparator.comparingInt(Huffman::length))
            .mapToInt(Integer::intValue)
            .toArray();
    Map<Integer, Integer> symbols = new HashMap<>();
    int next = 0;
    int length = 0;
    for (int symbol : byLength) {
      next <<= length(symbol) - length;
      length = length(symbol);
      symbols.put(1 << length | next, symbol);
      next++;
    }
    return symbols;
  }

  private static int length(int symbol) {
    return Character.digit(LENGTHS.charAt(symbol), Character.MAX_RADIX);
  }
}
