package io.charttagger.changelog;

import org.commonmark.node.Code;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/**
 * Reads the text of a heading without its markup: links keep their text, images and HTML tags are
 * dropped.
 */
final class HeadingTitle {
  /** Longer titles are ignored. */
  private static final int MAX_LENGTH = 2000;

  private static final String MARKUP = "[*_<`&\\!";
  private static final Parser INLINES = Parser.builder().maxInlineNesting(50).build();

  private HeadingTitle() {}

  /** The title of a heading, given as the Markdown after its {@code #} or above its underline. */
  static String of(String markdown) {
    String line = markdown.replace('\n', ' ').strip();
    if (line.length() > MAX_LENGTH) {
      return "";
    }
    if (line.chars().noneMatch(c -> MARKUP.indexOf(c) >= 0)) {
      return line;
    }
    StringBuilder title = new StringBuilder();
    // After a `#` nothing else can start a block.
    appendChildren(INLINES.parse("# " + line).getFirstChild(), title);
    return title.toString().strip();
  }

  private static void appendChildren(Node parent, StringBuilder title) {
    for (Node child = parent.getFirstChild(); child != null; child = child.getNext()) {
      switch (child) {
        case Text text -> title.append(text.getLiteral());
        case Code code -> title.append(code.getLiteral());
        case HtmlInline ignored -> {}
        case Image ignored -> {}
        default -> appendChildren(child, title);
      }
    }
  }
}
