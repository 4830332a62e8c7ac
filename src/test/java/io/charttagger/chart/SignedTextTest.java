package io.charttagger.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a signature begins. */
final class SignedTextTest {
  private static final String SSH =
      "-----BEGIN SSH SIGNATURE-----\nx\n-----END SSH SIGNATURE-----\n";

  @ParameterizedTest
  @ValueSource(strings = {"PGP SIGNATURE", "PGP MESSAGE", "SIGNED MESSAGE", "SSH SIGNATURE"})
  void aSignatureBeginsWithOneOfFourLinesAndReachesToTheEnd(String kind) {
    String signature = "-----BEGIN " + kind + "-----\nx\n-----END " + kind + "-----\n\nmore\n";

    assertThat(SignedText.of("words\n" + signature)).contains(new SignedText("words\n", signature));
  }

  @Test
  void theLastSuchLineCounts() {
    assertThat(SignedText.of("words\n" + SSH + "more\n" + SSH))
        .contains(new SignedText("words\n" + SSH + "more\n", SSH));
  }

  @Test
  void aTextMayBeNothingButASignature() {
    assertThat(SignedText.of(SSH)).contains(new SignedText("", SSH));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "words\n",
        " -----BEGIN SSH SIGNATURE-----\n",
        "a -----BEGIN SSH SIGNATURE-----\n",
        "-----BEGIN SSH PUBLIC KEY-----\n",
        "-----END SSH SIGNATURE-----\n",
        "words\r-----BEGIN SSH SIGNATURE-----\n",
        "words\u2028-----BEGIN SSH SIGNATURE-----\n"
      })
  void otherLinesBeginNone(String text) {
    assertThat(SignedText.of(text)).isEmpty();
    assertThat(SignedText.payload(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        SSH,
        "words\n" + SSH,
        SSH + SSH,
        "\n\n-----BEGIN PGP SIGNATURE-----",
        "-----BEGIN PGP MESSAGE-----trailing"
      })
  void foreignTextIsIndentedSoThatNoneBegins(String text) {
    assertThat(SignedText.of(SignedText.indented(text))).isEmpty();
    assertThat(SignedText.indented(text).replaceAll("(?m)^ (?=-----BEGIN)", "")).isEqualTo(text);
  }
}
