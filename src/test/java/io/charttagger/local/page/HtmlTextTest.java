package io.charttagger.local.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Text from outside on the page. */
final class HtmlTextTest {

  @Test
  void isNeverMarkup() {
    assertThat(HtmlText.escape("<img src=x onerror='a()'> & \"b\""))
        .isEqualTo("&lt;img src=x onerror=&#39;a()&#39;&gt; &amp; &quot;b&quot;");
  }

  @Test
  void showsWhatNobodySeesByItsNumber() {
    assertThat(
            HtmlText.escape("a\u202Eb\u2066c\u200Fd\u0000e\u001B[31m\u007F\u0085\uFEFFf\u2028\r"))
        .isEqualTo(
            "a[U+202E]b[U+2066]c[U+200F]d[U+0000]e[U+001B][31m[U+007F][U+0085][U+FEFF]f[U+2028]"
                + "[U+000D]");
  }

  @Test
  void showsHalfACharacterAndWhatIsNoneByItsNumber() {
    assertThat(HtmlText.escape("\uD83D|\uDE00|\uFFFE")).isEqualTo("[U+D83D]|[U+DE00]|[U+FFFE]");
  }

  @Test
  void keepsEveryLanguageAndItsLines() {
    String text = "é 漢字 עברית 👩\u200D🚀\n\tend";

    assertThat(HtmlText.escape(text)).isEqualTo(text);
  }

  @Test
  void isCutWithoutHalvingACharacter() {
    assertThat(HtmlText.cut("abcd", 4)).isEqualTo("abcd");
    assertThat(HtmlText.cut("abcde", 4)).isEqualTo("abcd…");
    assertThat(HtmlText.cut("abc😀e", 4)).isEqualTo("abc…");
  }

  @Test
  void hasSevenDigitsOfEachShaInAMessage() {
    String sha = "0123456789abcdef0123456789abcdef01234567";

    assertThat(HtmlText.message("on " + sha + ", not " + sha + "8", 100))
        .isEqualTo("on 0123456, not " + sha + "8");
  }
}
