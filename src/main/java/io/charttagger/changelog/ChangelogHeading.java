package io.charttagger.changelog;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.commonmark.parser.SourceLines;

/**
 * A heading at the top level of a Markdown document.
 *
 * @param level 1 to 6
 * @param firstLine the index of its first line
 * @param lastLine the index of its last line; differs from the first when the heading is underlined
 * @param title its text without markup, on one line
 */
record ChangelogHeading(int level, int firstLine, int lastLine, String title) {
  /** Longer lines are cut before parsing: no version starts that far to the right. */
  private static final int MAX_LINE_LENGTH = 2000;

  /** Nesting of blocks. Anything deeper is read as text; headings in it would not count anyway. */
  private static final int MAX_DEPTH = 10;

  private static final String COMMENT_END = "-->";

  /** Parses blocks only: inline markup is the expensive part, and only headings need it. */
  private static final Parser BLOCKS =
      Parser.builder()
          .includeSourceSpans(IncludeSourceSpans.BLOCKS)
          .maxOpenBlockParsers(MAX_DEPTH)
          .inlineParserFactory(context -> ChangelogHeading::keepUnparsed)
          .build();

  /** All headings of a document, in order. */
  static List<ChangelogHeading> allIn(List<String> lines) {
    String shortened =
        lines.stream().map(ChangelogHeading::shortened).collect(Collectors.joining("\n"));
    List<ChangelogHeading> headings = new ArrayList<>();
    for (Node block = BLOCKS.parse(shortened).getFirstChild();
        block != null;
        block = block.getNext()) {
      if (block instanceof Heading heading) {
        headings.add(of(heading));
      }
    }
    return headings;
  }

  private static ChangelogHeading of(Heading heading) {
    List<SourceSpan> spans = heading.getSourceSpans();
    return new ChangelogHeading(
        heading.getLevel(),
        spans.getFirst().getLineIndex(),
        spans.getLast().getLineIndex(),
        heading.getFirstChild() instanceof Text raw ? HeadingTitle.of(raw.getLiteral()) : "");
  }

  /** The part that is cut off may still close a comment. */
  private static String shortened(String line) {
    if (line.length() <= MAX_LINE_LENGTH) {
      return line;
    }
    String beginning = line.substring(0, MAX_LINE_LENGTH);
    return line.indexOf(COMMENT_END, MAX_LINE_LENGTH) < 0 ? beginning : beginning + COMMENT_END;
  }

  private static void keepUnparsed(SourceLines lines, Node block) {
    if (block instanceof Heading) {
      block.appendChild(new Text(lines.getContent()));
    }
  }
}
