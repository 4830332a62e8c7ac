package io.charttagger.release;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.jspecify.annotations.Nullable;

/** Takes the HTML comments out of Markdown: nobody sees them on a rendered page. */
final class HiddenComments {
  /** One that is not closed hides the rest of its block. */
  private static final Pattern COMMENT =
      Pattern.compile("<!-->|<!--->|<!--.*?(?:-->|\\z)", Pattern.DOTALL);

  /** Deeper blocks are read as text. */
  private static final int MAX_DEPTH = 30;

  private HiddenComments() {}

  /** The Markdown without them. What looks like one in code is code, and stays. */
  static String removed(String markdown) {
    if (!markdown.contains("<!--")) {
      return markdown;
    }
    StringBuilder visible = new StringBuilder();
    int shown = 0;
    for (Part comment : comments(markdown)) {
      visible.append(markdown, shown, comment.begin());
      shown = comment.end();
    }
    return visible.append(markdown, shown, markdown.length()).toString();
  }

  /** From one character up to, not including, another. */
  private record Part(int begin, int end) {}

  private static List<Part> comments(String markdown) {
    List<Part> comments = new ArrayList<>();
    Node document =
        Parser.builder()
            .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
            .maxOpenBlockParsers(MAX_DEPTH)
            .build()
            .parse(markdown);
    for (@Nullable Node node = document; node != null; node = next(node)) {
      if (node instanceof HtmlBlock) {
        comments.addAll(inBlock(markdown, span(node)));
      } else if (node instanceof HtmlInline inline && inline.getLiteral().startsWith("<!--")) {
        comments.add(span(node));
      }
    }
    comments.sort(Comparator.comparingInt(Part::begin));
    return comments;
  }

  private static List<Part> inBlock(String markdown, Part block) {
    List<Part> comments = new ArrayList<>();
    Matcher comment = COMMENT.matcher(markdown).region(block.begin(), block.end());
    while (comment.find()) {
      comments.add(withItsLines(markdown, comment.start(), comment.end()));
    }
    return comments;
  }

  /** With the end of its last line, when nothing else is on its lines. */
  private static Part withItsLines(String markdown, int begin, int end) {
    boolean alone =
        (begin == 0 || markdown.charAt(begin - 1) == '\n')
            && end < markdown.length()
            && markdown.charAt(end) == '\n';
    return new Part(begin, alone ? end + 1 : end);
  }

  private static Part span(Node node) {
    List<SourceSpan> lines = node.getSourceSpans();
    SourceSpan last = lines.getLast();
    return new Part(lines.getFirst().getInputIndex(), last.getInputIndex() + last.getLength());
  }

  /** The next node in the order of the text, without recursion: inline markup nests at will. */
  private static @Nullable Node next(Node node) {
    if (node.getFirstChild() != null) {
      return node.getFirstChild();
    }
    @Nullable Node up = node;
    while (up != null && up.getNext() == null) {
      up = up.getParent();
    }
    return up == null ? null : up.getNext();
  }
}
