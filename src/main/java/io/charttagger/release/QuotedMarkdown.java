package io.charttagger.release;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A changelog made harmless for a pull request's body: in a block quote, which ends an open code
 * fence with itself; HTML shown as text, so that no element or comment reaches beyond; nobody
 * mentioned and no issue closed. It looks as before: what takes the harm is a space of no width.
 *
 * @see <a
 *     href="https://docs.github.com/en/issues/tracking-your-work-with-issues/linking-a-pull-request-to-an-issue">
 *     Linking a pull request to an issue</a>
 */
final class QuotedMarkdown {
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

  private QuotedMarkdown() {}

  static String of(String markdown) {
    String harmless = markdown.stripTrailing();
    for (Pattern pattern : List.of(REFERENCE, HTML, MENTION)) {
      harmless = pattern.matcher(harmless).replaceAll("$0" + INVISIBLE);
    }
    return CLOSING
        .matcher(harmless)
        .replaceAll("$1" + INVISIBLE)
        .lines()
        .map(line -> "> " + line)
        .collect(Collectors.joining("\n"));
  }

  /** Untrusted text on one line of a table: code mentions nobody and is no Markdown. */
  static String code(String text) {
    return "`"
        + text.replace('`', '\'').replace("|", "\\|").replace("<!--", "<" + INVISIBLE + "!--")
        + "`";
  }
}
