package io.charttagger.changelog;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Heading;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.commonmark.parser.SourceLines;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.jspecify.annotations.Nullable;

/**
 * Some hundred lines of a Markdown document. The parser remembers all that it has read, hundreds of
 * bytes for each line, and a document may have millions of lines; so it reads a piece at a time.
 *
 * <p>A piece begins where the parser would find the same blocks if the lines before did not exist:
 * at a line that began a block of the document or of its quotations, or an item of its lists.
 */
final class MarkdownPiece {
  static final int USUAL = 500;

  /** A block of so many lines is none of a changelog: what is behind it is not looked at. */
  private static final int LONGEST = 50_000;

  /** Longer lines are cut before parsing: no version starts that far to the right. */
  private static final int MAX_LINE_LENGTH = 2000;

  /**
   * Nesting of blocks; a list's item is two levels deep. What is deeper is read as text, and so is
   * a heading right behind it.
   */
  private static final int MAX_DEPTH = 30;

  private static final String COMMENT_END = "-->";

  private final int first;
  private final int end;
  private final Node document;

  private MarkdownPiece(int first, int end, Node document) {
    this.first = first;
    this.end = end;
    this.document = document;
  }

  /** The piece that begins with that line, not much longer than that many lines if possible. */
  static MarkdownPiece of(List<String> lines, int first, int length) {
    Feed feed = new Feed(lines, first, length);
    try {
      // Parses blocks only: inline markup is the expensive part, and only headings need it.
      Node document =
          Parser.builder()
              .includeSourceSpans(IncludeSourceSpans.BLOCKS)
              .maxOpenBlockParsers(MAX_DEPTH)
              .inlineParserFactory(context -> MarkdownPiece::keepUnparsed)
              .customBlockParserFactory((state, matched) -> feed.sees(matched))
              .build()
              .parseReader(feed);
      return new MarkdownPiece(first, feed.end(), document);
    } catch (IOException e) {
      throw new UncheckedIOException("memory can be read", e);
    }
  }

  /** The line with which the next piece begins. */
  int end() {
    return end;
  }

  /** Its headings, in order. */
  List<Found> headings() {
    return Stream.iterate(document.getFirstChild(), Objects::nonNull, Node::getNext)
        .filter(Heading.class::isInstance)
        .map(block -> new Found((Heading) block, first))
        .filter(found -> found.line(found.heading().getSourceSpans().getFirst()) < end)
        .toList();
  }

  /**
   * A heading.
   *
   * @param first the document's line with which the piece begins
   */
  record Found(Heading heading, int first) {
    /** The document's line in which a part of the heading is. */
    int line(SourceSpan part) {
      return first + part.getLineIndex() - 1;
    }

    int length() {
      return heading.getSourceSpans().stream().mapToInt(SourceSpan::getLength).sum();
    }
  }

  private static void keepUnparsed(SourceLines lines, Node block) {
    if (block instanceof Heading) {
      block.appendChild(new Text(lines.getContent()));
    }
  }

  /** Hands the parser one line at a time, and looks at what it made of the line before. */
  private static final class Feed extends Reader {
    // Shows the document to `sees`, which is not told of lines that begin with a letter.
    private static final String RULE = "***\n";

    private final List<String> lines;
    private final int first;
    private final int usual;
    private int next;
    private int end;
    private String rest = RULE;
    private Optional<Node> document = Optional.empty();
    private @Nullable Node newest;

    Feed(List<String> lines, int first, int usual) {
      this.lines = lines;
      this.first = first;
      this.usual = usual;
      this.next = first;
      this.end = lines.size();
    }

    int end() {
      return end;
    }

    /** Told of most blocks that may begin. */
    @Nullable BlockStart sees(MatchedBlockParser matched) {
      if (document.isEmpty()) {
        document = Optional.of(matched.getMatchedBlockParser().getBlock());
      }
      return BlockStart.none();
    }

    @Override
    public int read(char[] buffer, int offset, int length) {
      if (rest.isEmpty() && !nextLine()) {
        return -1;
      }
      int count = Math.min(length, rest.length());
      rest.getChars(0, count, buffer, offset);
      rest = rest.substring(count);
      return count;
    }

    private boolean nextLine() {
      boolean begins = beganBlock();
      if (begins && next - 1 - first >= usual) {
        end = next - 1;
        return false;
      }
      if (next == lines.size() || next - first >= LONGEST) {
        return false;
      }
      rest = shortened(lines.get(next)) + "\n";
      next++;
      return true;
    }

    /** True when the line that was read last began a block that does not depend on those before. */
    private boolean beganBlock() {
      @Nullable Node last = newest();
      boolean changed = !Objects.equals(last, newest);
      newest = last;
      // The underline of a heading makes a heading of a block that had begun before.
      return changed && !(last instanceof Heading && !isNumberSign(lines.get(next - 1)));
    }

    private @Nullable Node newest() {
      Node node = document.orElseThrow().getLastChild();
      while (node instanceof BlockQuote quote && quote.getLastChild() != null) {
        node = quote.getLastChild();
      }
      return node instanceof ListBlock list ? list.getLastChild() : node;
    }

    private static boolean isNumberSign(String line) {
      return line.replaceFirst("^[ \t>]+", "").startsWith("#");
    }

    /** The part that is cut off may still close a comment. */
    private static String shortened(String line) {
      if (line.length() <= MAX_LINE_LENGTH) {
        return line;
      }
      String beginning = line.substring(0, MAX_LINE_LENGTH);
      return line.indexOf(COMMENT_END, MAX_LINE_LENGTH) < 0 ? beginning : beginning + COMMENT_END;
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
