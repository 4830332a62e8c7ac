package io.charttagger.warmup;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HuffmanTest {

  @ParameterizedTest
  @CsvSource({
    "www.example.com, f1e3c2e5f23a6ba0ab90f4ff",
    "no-cache, a8eb10649cbf",
    "custom-key, 25a849e95ba97d7f",
    "custom-value, 25a849e95bb8e8b4bf",
    "'Mon, 21 Oct 2013 20:13:21 GMT', d07abe941054d444a8200595040b8166e082a62d1bff"
  })
  void examplesOfTheStandardAreReadAndWritten(String text, String coded) {
    assertThat(Huffman.encode(text)).isEqualTo(Der.hex(coded));
    assertThat(Huffman.decode(Der.hex(coded))).isEqualTo(text);
  }

  @Test
  void everyByteComesBack() {
    byte[] all = new byte[256];
    for (int each = 0; each < all.length; each++) {
      all[each] = (byte) each;
    }
    String text = new String(all, ISO_8859_1);

    assertThat(Huffman.decode(Huffman.encode(text))).isEqualTo(text);
    assertThat(Huffman.encode("")).isEmpty();
  }
}
