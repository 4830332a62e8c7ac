package io.charttagger.plan;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A changelog made harmless for a pull request's body: in a block quote (an open code fence or tag
 * in it ends with the quote), with nobody mentioned, no issue closed and no HTML comment opened.
 *
 * @see <a
 *     href="https://docs.github.com/en/issues/tracking-your-work-with-issues/linking-a-pull-request-to-an-issue">
 *     Linking a pull request to an issue</a>
 */
final class QuotedMarkdown {
  private static final String INVISIBLE = "\u200B";
  private static final Pattern MENTION = Pattern.compile("@(?=[A-Za-z0-9])");
  private static final Pattern CLOSING =
      Pattern.compile(
          "\\b([cfr])(?=(?:lose[sd]?|ix(?:e[sd])?|esolve[sd]?)\\b[\\s:]{1,20}(?:#|GH-|https?://|[\\w.-]{1,100}/))",
          Pattern.CASE_INSENSITIVE);

  private QuotedMarkdown() {}

  static String of(String markdown) {
    String harmless =
        CLOSING
            .matcher(MENTION.matcher(markdown.strip()).replaceAll("@" + INVISIBLE))
            .replaceAll("$1" + INVISIBLE)
            .replace("<!--", "&lt;!--");
    return harmless.lines().map(line -> "> " + line).collect(Collectors.joining("\n"));
  }
}
