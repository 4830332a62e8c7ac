package io.charttagger.settings;

import java.util.Locale;

/**
 * What git keeps of an identity as it is. It drops {@code < >} and line ends anywhere and some
 * punctuation at the edges; the SHA of a tag computed beforehand would then be wrong.
 *
 * @see <a href="https://github.com/git/git/blob/master/ident.c">git's ident.c</a>
 */
final class TaggerRules {
  private static final String STRIPPED_AT_EDGES = ".,:;<>\"\\'";

  private TaggerRules() {}

  static String name(String text) {
    return kept(text);
  }

  static String email(String text) {
    kept(text);
    if (text.chars().anyMatch(Character::isWhitespace) || !text.matches(".+@.+")) {
      throw new IllegalArgumentException("write an e-mail address, as in bot@example.org");
    }
    return text;
  }

  private static String kept(String text) {
    text.codePoints()
        .filter(c -> c < ' ' || c == 0x7f || c == '<' || c == '>' || isHalfAPair(c))
        .findFirst()
        .ifPresent(
            c -> {
              throw new IllegalArgumentException(
                  String.format(
                      Locale.ROOT, "git keeps no U+%04X in an identity; leave it out", c));
            });
    if (isStrippedAtEdges(text.charAt(0)) || isStrippedAtEdges(text.charAt(text.length() - 1))) {
      throw new IllegalArgumentException(
          "git strips spaces and . , : ; \" \\ ' from both ends of an identity; leave them out");
    }
    return text;
  }

  private static boolean isHalfAPair(int point) {
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
  }

  private static boolean isStrippedAtEdges(char c) {
    return c <= ' ' || STRIPPED_AT_EDGES.indexOf(c) >= 0;
  }
}
