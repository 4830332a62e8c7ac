package io.charttagger.changelog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class MarkdownPieceTest {
  private static final int WHOLE = Integer.MAX_VALUE;

  private static final String[] PIECES = {
    "# ",
    "## 1.2.3",
    "## ",
    "\n",
    "\n",
    "\n\n",
    "\n\n",
    "```\n",
    "~~~\n",
    "<!--",
    "-->\n",
    "<div>\n",
    "</pre>\n",
    "<pre>\n",
    "<a>\n",
    "[",
    "]: /u",
    "[a]: b\n",
    " 'x",
    "'\n",
    "===\n",
    "---\n",
    "***\n",
    "-\n",
    "> ",
    ">",
    "- ",
    "- ",
    "+ ",
    "1. ",
    "2) ",
    "    ",
    "  ",
    " ",
    "\t",
    "text",
    "1.2.2",
    "*"
  };

  @Test
  void aDocumentReadInPiecesHasTheSameHeadings() {
    checkPieces(2_000);
  }

  @Test
  @Tag("exhaustive")
  void everyDocumentReadInPiecesHasTheSameHeadings() {
    checkPieces(100_000);
  }

  private static void checkPieces(int documents) {
    Random random = new Random(8);
    int headings = 0;
    for (int document = 0; document < documents; document++) {
      String markdown =
          random
              .ints(random.nextInt(60), 0, PIECES.length)
              .mapToObj(index -> PIECES[index])
              .collect(Collectors.joining());
      Lines lines = new Lines(markdown);
      List<ChangelogHeading> whole = ChangelogHeading.allIn(lines, WHOLE);
      headings += whole.size();
      assertThat(ChangelogHeading.allIn(lines, 1)).as(markdown).isEqualTo(whole);
      assertThat(ChangelogHeading.allIn(lines, 4)).as(markdown).isEqualTo(whole);
    }
    assertThat(headings).isGreaterThan(documents / 2);
  }

  @Test
  void aPieceEndsWhereABlockOfTheDocumentBegins() {
    Lines lines = new Lines("a\nb\n\n- c\n  d\n- e\n\n> f\n> g\n> - h\nlazy\n> - i\n\n# j");

    assertThat(ends(lines)).containsExactly(3, 5, 7, 9, 11, 13, 14);
  }

  @Test
  void behindABlockOfVeryManyLinesNothingIsLookedAt() {
    String block = "a\n".repeat(60_000);

    assertThat(ChangelogHeading.allIn(new Lines("# b\n\n" + block + "\n# c\n"))).hasSize(1);
    assertThat(ChangelogHeading.allIn(new Lines("# b\n\n" + block.substring(60_000) + "\n# c\n")))
        .hasSize(2);
  }

  @Test
  void moreHeadingsThanAnyChangelogHasAreNotLookedAt() {
    assertThat(ChangelogHeading.allIn(new Lines("# a\n".repeat(60_000)))).hasSize(50_000);
    assertThat(ChangelogHeading.allIn(new Lines(("# " + "a".repeat(998) + "\n").repeat(3_000))))
        .hasSize(2_000);
  }

  private static List<Integer> ends(Lines lines) {
    List<Integer> ends = new ArrayList<>();
    int first = 0;
    while (first < lines.size()) {
      first = MarkdownPiece.of(lines, first, 1).end();
      ends.add(first);
    }
    return ends;
  }
}
