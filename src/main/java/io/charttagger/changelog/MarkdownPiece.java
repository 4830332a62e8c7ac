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
import org.commonmark.node.Paragraph;
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

  /**
   * Nesting of blocks. Behind deeper ones a heading would be read as text, so {@link ParsedLine}
   * sees to it that there are none.
   */
  private static final int MAX_DEPTH = 30;

  /** The level of a line that counts as a heading: below the document's title. */
  private static final int VERSION_LINE = 2;

  private final List<String> lines;
  private final int first;
  private final int end;
  private final Node document;

  private MarkdownPiece(List<String> lines, int first, int end, Node document) {
    this.lines = lines;
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
      return new MarkdownPiece(lines, first, feed.end(), document);
    } catch (IOException e) {
      throw new UncheckedIOException("memory can be read", e);
    }
  }

  /** The line with which the next piece begins. */
  int end() {
    return end;
  }

  /** Its headings, and the lines that count as one, in order. */
  List<Found> headings() {
    return Stream.iterate(document.getFirstChild(), Objects::nonNull, Node::getNext)
        .flatMap(block -> found(block).stream())
        .filter(found -> found.firstLine() < end)
        .toList();
  }

  private Optional<Found> found(Node block) {
    return switch (block) {
      case Heading heading ->
          Optional.of(
              new Found(
                  heading.getLevel(),
                  line(heading.getSourceSpans().getFirst()),
                  line(heading.getSourceSpans().getLast()),
                  heading.getFirstChild() instanceof Text raw ? raw.getLiteral() : ""));
      case Paragraph paragraph -> versionLine(line(paragraph.getSourceSpans().getFirst()));
      default -> Optional.empty();
    };
  }

  private Optional<Found> versionLine(int line) {
    boolean afterBlank = line == 0 || lines.get(line - 1).isBlank();
    return afterBlank
        ? VersionLine.read(lines.get(line)).map(title -> new Found(VERSION_LINE, line, line, title))
        : Optional.empty();
  }

  /** The document's line in which a part of a block is. */
  private int line(SourceSpan part) {
    return first + part.getLineIndex() - 1;
  }

  /**
   * A heading.
   *
   * @param firstLine the document's line with which it begins
   * @param markdown its title, with its markup
   */
  record Found(int level, int firstLine, int lastLine, String markdown) {}

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
      rest = ParsedLine.of(lines.get(next)) + "\n";
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

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
