package io.charttagger.local.page;

/**
 * A word of the report, explained.
 *
 * @param remedy what to do, empty when nothing is to be done
 */
record Term(String word, Tone tone, String meaning, String remedy) {

  /** How it is shown: never by colour alone. */
  enum Tone {
    GOOD("✓"),
    QUIET("–"),
    WARNING("!"),
    BAD("✕");

    private final String sign;

    Tone(String sign) {
      this.sign = sign;
    }

    String sign() {
      return sign;
    }
  }

  /** The word as it is shown, with its sign. */
  Element badge() {
    return Element.of(
        "span",
        Element.of("span", tone.sign()).as("sign").with("aria-hidden", "true"),
        Element.of("span", word.replace('-', ' ')));
  }
}
