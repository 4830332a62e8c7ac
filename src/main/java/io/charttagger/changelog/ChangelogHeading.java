package io.charttagger.changelog;

import java.util.ArrayList;
import java.util.List;

/**
 * A heading at the top level of a Markdown document, or what stands for one.
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
        characters += found.level() + 1 + found.markdown().length();
      }
      first = piece.end();
    }
    return headings;
  }

  private static ChangelogHeading of(MarkdownPiece.Found found) {
    return new ChangelogHeading(
        found.level(), found.firstLine(), found.lastLine(), HeadingTitle.of(found.markdown()));
  }
}
