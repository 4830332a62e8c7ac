package io.charttagger.chart;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A tag's text, or its message alone, split where git splits it: a signature begins with the last
 * line that starts like one, and reaches to the end.
 *
 * @param payload what is signed, with its last line end
 * @param signature the signature with its first and last line
 * @see <a href="https://git-scm.com/docs/gitformat-signature">Signature formats of git</a>
 */
public record SignedText(String payload, String signature) {
  // Only LF begins a line for git. Other readers are less exact, so indented() is, too.
  private static final Pattern START =
      Pattern.compile(
          "(?m)^(?=-----BEGIN (?:PGP SIGNATURE|PGP MESSAGE|SIGNED MESSAGE|SSH SIGNATURE)-----)");
  private static final Pattern START_FOR_GIT = Pattern.compile(START.pattern(), Pattern.UNIX_LINES);

  /** Splits a text; empty when it has no signature. */
  public static Optional<SignedText> of(String text) {
    Matcher matcher = START_FOR_GIT.matcher(text);
    int start = -1;
    while (matcher.find()) {
      start = matcher.start();
    }
    return start < 0
        ? Optional.empty()
        : Optional.of(new SignedText(text.substring(0, start), text.substring(start)));
  }

  /** The text without its signature. */
  public static String payload(String text) {
    return of(text).map(SignedText::payload).orElse(text);
  }

  /** Foreign text, in which no line can be taken for the start of a signature. */
  public static String indented(String text) {
    return START.matcher(text).replaceAll(" ");
  }
}
