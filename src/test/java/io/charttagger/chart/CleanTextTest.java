package io.charttagger.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class CleanTextTest {

  @ParameterizedTest
  @MethodSource("texts")
  void dropsCharactersThatCanDeceive(String given, String clean) {
    assertThat(CleanText.multiLine(given)).isEqualTo(clean);
  }

  static Stream<Arguments> texts() {
    return Stream.of(
        arguments("", ""),
        arguments("plain, ünïcödé, 日本, 🚀 ~ ? @ / 0", "plain, ünïcödé, 日本, 🚀 ~ ? @ / 0"),
        arguments("tab\tstays", "tab\tstays"),
        arguments("a\r\nb\rc\nd\r", "a\nb\nc\nd\n"),
        arguments("a\r\n\r\nb\n\rc", "a\n\nb\n\nc"),
        arguments("line\u2028paragraph\u2029end", "line\nparagraph\nend"),
        arguments("nul\0bell\u0007del\u007fnext\u0085", "nulbelldelnext"),
        arguments("\ufeffmark", "mark"),
        // Colours, cursor movements, titles, hyperlinks
        arguments("\u001b[31mred\u001b[0m", "red"),
        arguments("\u001b[?25l\u001b[2J\u001b[1;2Hx", "x"),
        arguments("\u001b[1 qx", "x"),
        arguments("\u009b31mred", "red"),
        arguments("\u001b]0;title\u0007text", "text"),
        arguments("\u001b]8;;https://example.com\u001b\\link\u001b]8;;\u001b\\", "link"),
        arguments("\u009d0;title\u009ctext", "text"),
        arguments("\u001bPdevice\u001b\\text", "text"),
        arguments("\u001bXstart\u001b\\a\u001b^private\u001b\\b\u001b_program\u001b\\c", "abc"),
        arguments("\u0090a\u009cb\u0098c\u009cd\u009ee\u009cf\u009fg\u009ch", "bdfh"),
        arguments("\u001bcreset \u001b(Bset \u001b=x", "reset set x"),
        // Sequences that are not ended remove nothing else
        arguments("\u001b]0;title\nnext", "0;title\nnext"),
        arguments("\u001b]0;title\rnext", "0;title\nnext"),
        arguments("\u001b]0;title", "0;title"),
        arguments("\u001b]0;a\u001b[31mb\u0007", "0;ab"),
        arguments("\u001b]0;a\u0080b\u0007", "0;ab"),
        arguments("\u001b]0;a\u009fb\u0007", "0;a"),
        arguments("\u001b]0;a\u00a0b\u0007c", "c"),
        arguments("\u001b[31", ""),
        arguments("\u001b[31é", "é"),
        arguments("\u001b", ""),
        arguments("\u001b\u001b[1mx", "x"),
        arguments("\u001b\nx", "\nx"),
        arguments("\u001b]a\u001b", "a"),
        // Characters that show text in another order
        arguments("a\u202a\u202b\u202c\u202d\u202eb", "ab"),
        arguments("a\u2066\u2067\u2068\u2069b", "ab"),
        arguments("a\u2029b\u202fc\u2065d\u206ae", "a\nb\u202fc\u2065d\u206ae"),
        arguments("half \ud83d pair \ude80", "half  pair "));
  }

  @Test
  void aSingleLineHasNoBreaksNoTabsAndNoBlanksAtItsEnds() {
    assertThat(CleanText.singleLine("\t one\r\nSource PR: #1\ttwo \n"))
        .isEqualTo("one Source PR: #1 two");
    assertThat(CleanText.singleLine("a  b")).isEqualTo("a  b");
  }

  @Test
  void cleaningAgainChangesNothing() {
    String clean = CleanText.multiLine("\u001b]0;\u0080\u001b[3\u001b[31mx\u009d\r\r\n\u001b");
    assertThat(CleanText.multiLine(clean)).isEqualTo(clean);
  }
}
