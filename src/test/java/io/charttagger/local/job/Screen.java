package io.charttagger.local.job;

import java.io.Console;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where the main job writes for people: plain text, in colour on a terminal only. */
final class Screen {
  static final int WIDTH = 100;

  // Escapes, bells, and what turns the direction of writing.
  private static final Pattern OBEYED =
      Pattern.compile(
          "[\\p{Cntrl}\\x80-\\x9F\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069&&[^\n\t]]");

  private static final String BOLD = "1";
  private static final String RED = "31";
  private static final String GREEN = "32";
  private static final String FAINT = "2";

  private final PrintStream out;
  private final boolean colour;

  Screen(PrintStream out, boolean colour) {
    this.out = out;
    this.colour = colour;
  }

  /** Standard output. */
  static Screen standard() {
    // Whether there is a console when output is piped depends on the JDK's release.
    boolean terminal =
        Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    return new Screen(System.out, terminal && System.getenv("NO_COLOR") == null);
  }

  /** Begins a part. */
  void heading(String text) {
    out.println();
    out.println(in(BOLD, "== " + text + " " + "=".repeat(Math.max(3, WIDTH - 4 - text.length()))));
    out.println();
  }

  /** A line. */
  void line(String text) {
    out.println(seen(text));
  }

  /** A line whose text goes on below, indented so far, where it does not fit. */
  void wrapped(int indent, String text) {
    String words = text.stripLeading();
    StringBuilder line = new StringBuilder(text.substring(0, text.length() - words.length()));
    for (String word : words.split(" ", -1)) {
      if (!line.toString().isBlank() && line.length() + 1 + word.length() > WIDTH) {
        out.println(seen(line.toString().stripTrailing()));
        line = new StringBuilder(" ".repeat(indent)).append(word);
      } else {
        line.append(line.toString().isBlank() ? "" : " ").append(word);
      }
    }
    out.println(seen(line.toString()));
  }

  /** Text as it is, without a line end added when it has one. */
  void text(String text) {
    out.print(seen(text));
    if (!text.endsWith("\n")) {
      out.println();
    }
    out.flush();
  }

  /** A command whose output follows. */
  void command(String text) {
    out.println(in(FAINT, "$ " + text));
  }

  /** A line that says that all is well. */
  void good(String text) {
    out.println(in(GREEN, text));
  }

  /** A line that says what is wrong. */
  void bad(String text) {
    out.println(in(RED, text));
  }

  /** The last words of a job that failed: Maven's own come below them, and say nothing more. */
  void failure(String sentence) {
    heading("The main job failed; Maven only repeats that below");
    // Not wrapped: there may be a command in it that people copy.
    out.println(in(RED, sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1)));
    out.println();
    out.flush();
  }

  /** A line that the next one may replace, where that is possible. */
  void progress(String text) {
    out.println(in(FAINT, cut(text, WIDTH)));
  }

  /** Shortened to a width, which an ellipsis shows. */
  static String cut(String text, int width) {
    return text.length() <= width ? text : text.substring(0, width - 1) + "…";
  }

  /** In a colour, and without what a terminal obeys: much of it comes from a repository. */
  private String in(String code, String text) {
    return colour ? "\u001B[" + code + "m" + seen(text) + "\u001B[0m" : seen(text);
  }

  private static String seen(String text) {
    return OBEYED.matcher(text).replaceAll("?");
  }
}
