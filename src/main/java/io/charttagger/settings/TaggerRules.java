package io.charttagger.settings;

import java.util.Locale;

/**
 * Accepts only identities that git does not change. Git drops {@code < >} and line ends anywhere
 * and some punctuation at both ends; a tag SHA that was computed in advance would then be wrong.
 *
 * @see <a href="https://github.com/git/git/blob/master/ident.c">git's ident.c</a>
 */
final class TaggerRules {
  private static final String STRIPPED_AT_EDGES = ".,:;<>\"\\'";

  private TaggerRules() {}

  static String name(String text) {
    return unchangedByGit(text);
  }

  static String email(String text) {
    unchangedByGit(text);
    if (text.chars().anyMatch(Character::isWhitespace) || !text.matches(".+@.+")) {
      throw new IllegalArgumentException("write an e-mail address, as in bot@example.org");
    }
    return text;
  }

  private static String unchangedByGit(String text) {
    text.codePoints()
        .filter(c -> c < ' ' || c == 0x7f || c == '<' || c == '>' || isSurrogate(c))
        .findFirst()
        .ifPresent(
            c -> {
              throw new IllegalArgumentException(
                  String.format(
                      Locale.ROOT, "git does not keep U+%04X in an identity; leave it out", c));
            });
    if (isStrippedAtEdges(text.charAt(0)) || isStrippedAtEdges(text.charAt(text.length() - 1))) {
      throw new IllegalArgumentException(
          "git strips spaces and . , : ; \" \\ ' from both ends of an identity; leave them out");
    }
    return text;
  }

  private static boolean isSurrogate(int point) {
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
  }

  private static boolean isStrippedAtEdges(char c) {
    return c <= ' ' || STRIPPED_AT_EDGES.indexOf(c) >= 0;
  }
}
