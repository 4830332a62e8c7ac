package io.charttagger.release;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Untrusted text made harmless in GitHub's Markdown: nobody is mentioned, no issue closed, no
 * element or comment opened. It looks as before: what takes the harm is a backslash, a character
 * reference or a space of no width.
 *
 * @see <a
 *     href="https://docs.github.com/en/issues/tracking-your-work-with-issues/linking-a-pull-request-to-an-issue">
 *     Linking a pull request to an issue</a>
 */
public final class QuotedMarkdown {
  private static final String INVISIBLE = "\u200B";
  // A character reference is a way to write any of the others.
  private static final Pattern REFERENCE = Pattern.compile("&(?=#|commat;)");
  private static final Pattern HTML = Pattern.compile("<(?=[A-Za-z/!?])(?!https?://|mailto:)");
  private static final Pattern MENTION = Pattern.compile("@(?=\\S)");
  private static final Pattern CLOSING =
      Pattern.compile(
          "(?<![a-z0-9])([cfr])(?=(?:lose[sd]?|ix(?:e[sd])?|esolve[sd]?)[^a-z0-9]{1,20}"
              + "(?:[0-9]|GH-|https?://|[\\w.-]{1,100}/[\\w.-]{1,100}#))",
          Pattern.CASE_INSENSITIVE);
  // GitHub makes links of bare addresses.
  private static final Pattern ADDRESS =
      Pattern.compile("(?<=:)(?=//)|(?<=www)(?=\\.)", Pattern.CASE_INSENSITIVE);
  private static final Pattern SPACES = Pattern.compile("\\s+");
  private static final Pattern MARKUP = Pattern.compile("[\\\\|\\[*`_~$]");
  // A heading, a quote, a list: at the beginning of a line only.
  private static final Pattern OPENING =
      Pattern.compile("^(?=[#>+-])|(?<=^[0-9]{1,9})(?=[.)](?: |$))");

  private QuotedMarkdown() {}

  /** Text on one line, as in a table's cell, a heading or a list: no markup, no link, no HTML. */
  public static String cell(String text) {
    String line = MENTION.matcher(oneLine(text)).replaceAll("$0" + INVISIBLE);
    line = ADDRESS.matcher(withoutClosing(line)).replaceAll(INVISIBLE);
    line = MARKUP.matcher(line).replaceAll("\\\\$0");
    line = OPENING.matcher(line).replaceAll("\\\\");
    return line.replace("&", "&amp;").replace("<", "&lt;");
  }

  /** Text on one line as code, in a table's cell too: code mentions nobody and is no Markdown. */
  public static String code(String text) {
    String line = oneLine(text);
    return line.isEmpty()
        ? ""
        : "`"
            + line.replace('`', '\'').replace("|", "\\|").replace("<!--", "<" + INVISIBLE + "!--")
            + "`";
  }

  /**
   * Markdown as a block quote, which ends an open code fence with itself. Its markup and its links
   * work; its comments are left out, and other HTML is shown as text, so that no element reaches
   * beyond.
   */
  public static String block(String markdown) {
    String harmless = HiddenComments.removed(markdown.stripTrailing()).stripTrailing();
    for (Pattern pattern : List.of(REFERENCE, HTML, MENTION)) {
      harmless = pattern.matcher(harmless).replaceAll("$0" + INVISIBLE);
    }
    return withoutClosing(harmless)
        .lines()
        .map(line -> "> " + line)
        .collect(Collectors.joining("\n"));
  }

  private static String oneLine(String text) {
    return SPACES.matcher(text).replaceAll(" ").strip();
  }

  private static String withoutClosing(String text) {
    return CLOSING.matcher(text).replaceAll("$1" + INVISIBLE);
  }
}
