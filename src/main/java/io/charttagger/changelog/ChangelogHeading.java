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
 * @param lastLine the index of its last line; another one when it is underlined
 * @param title its text without markup, on one line
 */
record ChangelogHeading(int level, int firstLine, int lastLine, String title) {
  /** Longer lines are cut before Markdown is asked: no version stands that far right. */
  private static final int LONGEST_LINE = 2000;

  /** Blocks in blocks; what lies deeper is text, and no heading in it would count. */
  private static final int DEEPEST = 10;

  private static final String COMMENT_END = "-->";

  /** Finds blocks only: inline markup costs the most, and only that of headings matters. */
  private static final Parser BLOCKS =
      Parser.builder()
          .includeSourceSpans(IncludeSourceSpans.BLOCKS)
          .maxOpenBlockParsers(DEEPEST)
          .inlineParserFactory(context -> ChangelogHeading::keepRaw)
          .build();

  /** All headings of a document, in order. */
  static List<ChangelogHeading> allIn(List<String> lines) {
    String skeleton =
        lines.stream().map(ChangelogHeading::shortened).collect(Collectors.joining("\n"));
    List<ChangelogHeading> headings = new ArrayList<>();
    for (Node block = BLOCKS.parse(skeleton).getFirstChild();
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

  /** What is cut off may still end a comment. */
  private static String shortened(String line) {
    if (line.length() <= LONGEST_LINE) {
      return line;
    }
    String kept = line.substring(0, LONGEST_LINE);
    return line.indexOf(COMMENT_END, LONGEST_LINE) < 0 ? kept : kept + COMMENT_END;
  }

  private static void keepRaw(SourceLines lines, Node block) {
    if (block instanceof Heading) {
      block.appendChild(new Text(lines.getContent()));
    }
  }
}
