package io.charttagger.setup;

import java.util.List;

/**
 * A pattern of refs as rulesets have it, by the rules of Ruby's {@code File.fnmatch} with {@code
 * FNM_PATHNAME}: {@code *} and {@code ?} match no slash, <code>**</code> before a slash any number
 * of directories, {@code [a-z]} one of these. Takes time in proportion to both texts, whatever
 * somebody wrote.
 *
 * @param text such as {@code refs/tags/*-v*}, or {@code ~ALL}
 * @see <a
 *     href="https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets/creating-rulesets-for-a-repository#using-fnmatch-syntax">Using
 *     fnmatch syntax</a>
 */
record RefPattern(String text) {

  /** True when one of the first and none of the second match. */
  static boolean match(List<String> include, List<String> exclude, String ref) {
    return include.stream().anyMatch(it -> new RefPattern(it).matches(ref))
        && exclude.stream().noneMatch(it -> new RefPattern(it).matches(ref));
  }

  boolean matches(String ref) {
    if (text.equals("~ALL")) {
      return true;
    }
    // reachable[i]: what was read of the pattern matches the first i characters.
    boolean[] reachable = new boolean[ref.length() + 1];
    reachable[0] = true;
    int at = 0;
    while (at < text.length()) {
      Piece piece = Piece.at(text, at);
      reachable = piece.from(reachable, ref);
      at = piece.end();
    }
    return reachable[ref.length()];
  }

  private enum Kind {
    DIRECTORIES,
    STAR,
    ONE
  }

  /**
   * A part of the pattern.
   *
   * @param set for one character, those that it may be; the text for itself
   * @param end where the next part begins
   */
  private record Piece(Kind kind, String set, int end) {
    static Piece at(String text, int at) {
      if (text.startsWith("**/", at)) {
        return new Piece(Kind.DIRECTORIES, "", at + 3);
      }
      char c = text.charAt(at);
      if (c == '*') {
        return new Piece(Kind.STAR, "", at + 1);
      }
      int close = c == '[' ? text.indexOf(']', at + 2) : -1;
      return close < 0
          ? new Piece(Kind.ONE, text.substring(at, at + 1), at + 1)
          : new Piece(Kind.ONE, text.substring(at, close + 1), close + 1);
    }

    boolean[] from(boolean[] before, String ref) {
      boolean[] after = new boolean[before.length];
      boolean open = false;
      for (int i = 0; i < before.length; i++) {
        char last = i == 0 ? '/' : ref.charAt(i - 1);
        open =
            switch (kind) {
              case ONE -> false;
              case STAR -> before[i] || (open && last != '/');
              case DIRECTORIES -> open || before[i];
            };
        after[i] =
            switch (kind) {
              case ONE -> i > 0 && before[i - 1] && isIn(last);
              case STAR -> open;
              case DIRECTORIES -> before[i] || (open && last == '/');
            };
      }
      return after;
    }

    private boolean isIn(char c) {
      if (set.equals("?")) {
        return c != '/';
      }
      if (set.length() == 1) {
        return set.charAt(0) == c;
      }
      boolean negated = set.charAt(1) == '!' || set.charAt(1) == '^';
      return c != '/' && negated != isListed(c, negated ? 2 : 1);
    }

    private boolean isListed(char c, int from) {
      for (int i = from; i < set.length() - 1; i++) {
        boolean range = i + 2 < set.length() - 1 && set.charAt(i + 1) == '-';
        if (range ? c >= set.charAt(i) && c <= set.charAt(i + 2) : c == set.charAt(i)) {
          return true;
        }
        i += range ? 2 : 0;
      }
      return false;
    }
  }
}
