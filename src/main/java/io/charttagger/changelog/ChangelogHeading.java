package io.charttagger.changelog;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.Heading;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.Text;

/**
 * A heading at the top level of a Markdown document.
 *
 * @param level 1 to 6
 * @param firstLine the index of its first line
 * @param lastLine the index of its last line; differs from the first when the heading is underlined
 * @param title its text without markup, on one line
 */
record ChangelogHeading(int level, int firstLine, int lastLine, String title) {
  /** More headings than any changelog has; what follows them is not looked at. */
  private static final int MOST = 50_000;

  /** The same of the characters in them, because to read a title takes long. */
  private static final int MOST_CHARACTERS = 2_000_000;

  /** All headings of a document, in order. */
  static List<ChangelogHeading> allIn(List<String> lines) {
    return allIn(lines, MarkdownPiece.USUAL);
  }

  /** The same, whatever the length of the pieces that are parsed by themselves. */
  static List<ChangelogHeading> allIn(List<String> lines, int pieceLength) {
    List<ChangelogHeading> headings = new ArrayList<>();
    int characters = 0;
    int first = 0;
    while (first < lines.size()) {
      MarkdownPiece piece = MarkdownPiece.of(lines, first, pieceLength);
      for (MarkdownPiece.Found found : piece.headings()) {
        if (headings.size() == MOST || characters >= MOST_CHARACTERS) {
          return headings;
        }
        headings.add(of(found));
        characters += found.length();
      }
      first = piece.end();
    }
    return headings;
  }

  private static ChangelogHeading of(MarkdownPiece.Found found) {
    Heading heading = found.heading();
    List<SourceSpan> spans = heading.getSourceSpans();
    return new ChangelogHeading(
        heading.getLevel(),
        found.line(spans.getFirst()),
        found.line(spans.getLast()),
        heading.getFirstChild() instanceof Text raw ? HeadingTitle.of(raw.getLiteral()) : "");
  }
}
