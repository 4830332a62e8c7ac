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

/** What a page that shows the Markdown would hide is taken out, and nothing else. */
final class HiddenCommentsTest {

  private static String removed(String markdown) {
    return HiddenComments.removed(markdown.replace("¶", "\n")).replace("\n", "¶");
  }

  @ParameterizedTest
  @CsvSource({
    "- One. <!-- hidden -->, '- One. '",
    "- <!-- a -->One<!-- b -->., - One.",
    "- One.¶<!-- hidden -->¶- Two., - One.¶- Two.",
    "<!-- hidden -->¶- Two., - Two.",
    "- One.¶¶<!-- hidden¶over¶¶lines -->¶¶- Two., - One.¶¶¶- Two.",
    "- One.¶  <!-- hidden -->¶- Two., - One.¶  ¶- Two.",
    "text <!-- over¶lines --> text, text  text",
    "<!-- a --> text, ' text'",
    "<!-- a --> <!-- b -->¶x, ' ¶x'",
    "<div><!-- a --></div>, <div></div>",
    "<!---->x, x",
    "<!--->x, x",
    "<!-->x, x",
    "- One.¶¶<!-- open¶¶- Two., - One.¶¶",
    "> <!-- quoted -->¶> text, > ¶> text",
    "<!-- last -->, ''"
  })
  void commentsAreTakenOut(String markdown, String visible) {
    assertThat(removed(markdown)).isEqualTo(visible);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "- One.",
        "`<!-- code -->`",
        "```¶<!-- code -->¶```",
        "    <!-- code -->",
        "text <!-- open",
        "\\<!-- text -->",
        "&lt;!-- text -->",
        "- One. <b>bold</b>",
        "<details>¶¶text¶¶</details>",
        "~~~html¶<p>¶<!-- code -->¶~~~¶¶- One."
      })
  void whatIsShownStays(String markdown) {
    assertThat(removed(markdown)).isEqualTo(markdown);
  }

  @Test
  void nothingIsHiddenThatAPageWouldShow() {
    String markdown =
        "# A\n\n<!-- 1 -->\n- x <!-- 2 --> y\n\n  <!-- 3\n  -->\n\n<p>\n<!-- 4 -->\nz</p>\n\n`<!-- 5 -->`\n";

    assertThat(rendered(HiddenComments.removed(markdown)))
        .contains("x", "y", "z", "<code>&lt;!--5--&gt;</code>")
        .isEqualTo(rendered(markdown));
  }

  /** Without what nobody sees: comments, and the space between blocks. */
  private static String rendered(String markdown) {
    return HtmlRenderer.builder()
        .build()
        .render(Parser.builder().build().parse(markdown))
        .replaceAll("(?s)<!--.*?-->", "")
        .replaceAll("</?p>", "")
        .replaceAll("\\s+", "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!--",
        "<!-- a -->",
        "> <!--",
        "- <!--\n",
        "`<!--",
        "[<!--](",
        "*<!-- a --> ",
        "<!-- a --> <b "
      })
  void hostileTextTakesNoLongTime(String part) {
    Assertions.assertTimeoutPreemptively(
        Duration.ofMinutes(1), () -> HiddenComments.removed(part.repeat(262_144 / part.length())));
  }
}
