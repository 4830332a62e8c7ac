package io.charttagger.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody mentioned, no issue closed, nothing open beyond the quote. */
final class QuotedMarkdownTest {

  /** The text with the invisible space made visible, without the quote's mark. */
  private static String shown(String markdown) {
    return QuotedMarkdown.of(markdown).substring(2).replace('\u200B', '~');
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "- One.",
        "### Fixed",
        "- fixes a leak",
        "- a prefix 12",
        "- suffixes #1",
        "- encloses #1",
        "- 5 < 6 && a <- b",
        "- <https://example.com/x>",
        "- <mailto:ada>",
        "- AT&T, &amp;",
        "- 3 @ 4",
        "- [link](https://example.com)",
        "- `code`"
      })
  void harmlessTextIsQuotedAsItIs(String text) {
    assertThat(QuotedMarkdown.of(text)).isEqualTo("> " + text);
  }

  @ParameterizedTest
  @CsvSource({
    "by @ada, by @~ada",
    "@owner/team, @~owner/team",
    "a@b.example, a@~b.example",
    "@@ada, @~@~ada",
    "\\@ada, \\@~ada",
    "@&#97;da, @~&~#97;da",
    "&#64;ada, &~#64;ada",
    "&#x40;ada, &~#x40;ada",
    "&commat;ada, &~commat;ada"
  })
  void nobodyIsMentioned(String text, String harmless) {
    assertThat(shown(text)).isEqualTo(harmless);
  }

  @ParameterizedTest
  @CsvSource({
    "close #1, c~lose #1",
    "closes #1, c~loses #1",
    "Closed #1, C~losed #1",
    "fix #1, f~ix #1",
    "FIXES: #1, F~IXES: #1",
    "fixed GH-1, f~ixed GH-1",
    "resolve owner/repo#1, r~esolve owner/repo#1",
    "Resolves https://github.com/o/r/issues/1, R~esolves https://github.com/o/r/issues/1",
    "resolved [#1](https://x), r~esolved [#1](https://x)",
    "**fixes** **#1**, **f~ixes** **#1**",
    "_fixes_ #1, _f~ixes_ #1",
    "fixes &#35;1, f~ixes &~#35;1",
    "f&#105;xes #1, f&~#105;xes #1"
  })
  void noIssueIsClosed(String text, String harmless) {
    assertThat(shown(text)).isEqualTo(harmless);
  }

  @Test
  void noIssueIsClosedAcrossLines() {
    assertThat(QuotedMarkdown.of("- fixes\n  #1")).isEqualTo("> - f\u200Bixes\n>   #1");
  }

  @ParameterizedTest
  @CsvSource({
    "<details>, <~details>",
    "</details>, <~/details>",
    "</BLOCKQUOTE>, <~/BLOCKQUOTE>",
    "<!-- open, <~!-- open",
    "<?php, <~?php",
    "<![CDATA[, <~![CDATA[",
    "<b>, <~b>",
    "<httpx>, <~httpx>"
  })
  void htmlIsShownAsText(String text, String harmless) {
    assertThat(shown(text)).isEqualTo(harmless);
  }

  @Test
  void everyLineIsQuotedSoThatAnOpenFenceEndsWithTheQuote() {
    assertThat(QuotedMarkdown.of("```\nopen\r\n\r\n~~~ still\n"))
        .isEqualTo("> ```\n> open\n> \n> ~~~ still");
  }

  @Test
  void theIndentOfTheFirstLineIsKept() {
    assertThat(QuotedMarkdown.of("    code\n    more\n\n")).isEqualTo(">     code\n>     more");
  }

  @Test
  void noTextGivesNoQuote() {
    assertThat(QuotedMarkdown.of("")).isEmpty();
    assertThat(QuotedMarkdown.of(" \n ")).isEmpty();
  }

  @Test
  void hostileRepetitionTakesNoTime() {
    String hostile = "fixes ".repeat(100_000) + "@".repeat(100_000) + "<!--".repeat(100_000);

    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> assertThat(QuotedMarkdown.of(hostile)).isNotEmpty());
  }

  @Test
  void codeInACellStaysInItsCellAndOpensNoComment() {
    assertThat(QuotedMarkdown.code("a|b`c<!-- d -->")).isEqualTo("`a\\|b'c<\u200B!-- d -->`");
  }
}
