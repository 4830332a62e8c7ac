package io.charttagger.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A quoted text mentions nobody, closes no issue and cannot leave its quote. */
final class QuotedMarkdownTest {

  /** The text with the zero-width space made visible, without the quote's prefix. */
  private static String shown(String markdown) {
    return QuotedMarkdown.block(markdown).substring(2).replace('\u200B', '~');
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
    assertThat(QuotedMarkdown.block(text)).isEqualTo("> " + text);
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
    assertThat(QuotedMarkdown.block("- fixes\n  #1")).isEqualTo("> - f\u200Bixes\n>   #1");
  }

  @ParameterizedTest
  @CsvSource({
    "<details>, <~details>",
    "</details>, <~/details>",
    "</BLOCKQUOTE>, <~/BLOCKQUOTE>",
    "text <!-- open, text <~!-- open",
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
    assertThat(QuotedMarkdown.block("```\nopen\r\n\r\n~~~ still\n"))
        .isEqualTo("> ```\n> open\n> \n> ~~~ still");
  }

  @Test
  void theIndentOfTheFirstLineIsKept() {
    assertThat(QuotedMarkdown.block("    code\n    more\n\n")).isEqualTo(">     code\n>     more");
  }

  @Test
  void noTextGivesNoQuote() {
    assertThat(QuotedMarkdown.block("")).isEmpty();
    assertThat(QuotedMarkdown.block(" \n ")).isEmpty();
  }

  @Test
  void hostileRepetitionIsProcessedQuickly() {
    String hostile = "fixes ".repeat(100_000) + "@".repeat(100_000) + "<!--".repeat(100_000);

    Assertions.assertTimeoutPreemptively(
        Duration.ofMinutes(1), () -> assertThat(QuotedMarkdown.block(hostile)).isNotEmpty());
  }

  private static String rendered(String markdown) {
    return HtmlRenderer.builder().build().render(Parser.builder().build().parse(markdown)).strip();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "One sentence, with words; \"quoted\" (and more).",
        "charts/a/Chart.yaml at 1234567: 5 > 4 - 3",
        "1.2.3",
        "3 @ 4",
        "merge a fix!"
      })
  void harmlessTextIsACellAsItIs(String text) {
    assertThat(QuotedMarkdown.cell(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      value = {
        "a|b => a\\|b",
        "a\\|b => a\\\\\\|b",
        "`a` => \\`a\\`",
        "**a** __b__ ~~c~~ => \\*\\*a\\*\\* \\_\\_b\\_\\_ \\~\\~c\\~\\~",
        "$m$ => \\$m\\$",
        "[l](u) ![i](u) => \\[l](u) !\\[i](u)",
        "<b>&lt;&#64; => &lt;b>&amp;lt;&amp;#64;",
        "<!-- c --> => &lt;!-- c -->",
        "https://example.com => https:·//example.com",
        "www.example.com WWW.x => www·.example.com WWW·.x",
        "@ada a@b.example @@c => @·ada a@·b.example @·@·c",
        "fixes #1, Closes o/r#2 => f·ixes #1, C·loses o/r#2",
        "# heading => \\# heading",
        "> quote => \\> quote",
        "- item => \\- item",
        "+ item => \\+ item",
        "1. item => 1\\. item",
        "12) item => 12\\) item",
        "--- => \\---"
      })
  void aCellIsText(String text, String cell) {
    assertThat(QuotedMarkdown.cell(text).replace('\u200B', '·')).isEqualTo(cell);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# <b>x</b> **b** _i_ ![i](u) [l](u) https://u `code` &#64;",
        "    indented",
        "- [ ] item",
        "1) item",
        "> quote",
        "***",
        "a  \r\n\r\n# b",
        "<https://example.com>",
        "\\[l](u)",
        "\\\\`code`"
      })
  void aCellBetweenTwoParagraphsIsAParagraphOfText(String text) {
    assertThat(rendered("before\n\n" + QuotedMarkdown.cell(text) + "\n\nafter"))
        .matches("<p>before</p>\n<p>[^<]*</p>\n<p>after</p>");
  }

  @Test
  void codeInATableCellStaysInItsCellAndOpensNoComment() {
    assertThat(QuotedMarkdown.code("a|b`c<!-- d -->")).isEqualTo("`a\\|b'c<\u200B!-- d -->`");
    assertThat(QuotedMarkdown.code("a\r\n| b")).isEqualTo("`a \\| b`");
    assertThat(QuotedMarkdown.code(" \n")).isEmpty();
  }

  @Test
  void cellsAndCodeTakeNoTimeEither() {
    String hostile = "fixes ".repeat(100_000) + "@".repeat(100_000) + "9".repeat(100_000);

    Assertions.assertTimeoutPreemptively(
        Duration.ofMinutes(1),
        () -> {
          assertThat(QuotedMarkdown.cell(hostile)).isNotEmpty();
          assertThat(QuotedMarkdown.code(hostile)).isNotEmpty();
        });
  }
}
