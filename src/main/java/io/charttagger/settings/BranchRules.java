package io.charttagger.settings;

/**
 * Which names can be branches, alone and beside each other.
 *
 * @see <a href="https://git-scm.com/docs/git-check-ref-format">git check-ref-format</a>
 */
final class BranchRules {
  private static final String CHART = "{chart}";

  private BranchRules() {}

  static String legal(String name) {
    if (name.startsWith("refs/")) {
      throw new IllegalArgumentException("write the branch without refs/heads/");
    }
    if (!isLegal(name)) {
      throw new IllegalArgumentException("git accepts no branch of that name; write another");
    }
    return name;
  }

  /** The release branch, when it can stand beside the main one. */
  static String beside(String main, String release) {
    if (release.equals(main)) {
      throw new IllegalArgumentException("MAIN_BRANCH is the same; write another branch");
    }
    if (release.startsWith(main + "/") || main.startsWith(release + "/")) {
      throw new IllegalArgumentException(
          "git keeps no branch x beside x/y, and MAIN_BRANCH is such a one; write another branch");
    }
    return release;
  }

  /** The pattern, when it names branches of charts and can never name the two branches. */
  static String pattern(String text, String main, String release) {
    int at = text.indexOf(CHART);
    if (at < 0 || text.indexOf(CHART, at + 1) >= 0) {
      throw new IllegalArgumentException(
          "write {chart} exactly once, as in integration/{chart}, or nothing to switch it off");
    }
    legal(text.replace(CHART, "chart"));
    for (String kept : new String[] {main, release}) {
      // A chart named like what fills the gap would have that branch deleted.
      if (kept.length() > text.length() - CHART.length()
          && kept.startsWith(text.substring(0, at))
          && kept.endsWith(text.substring(at + CHART.length()))) {
        throw new IllegalArgumentException(
            "a chart could be named so that this is the branch "
                + kept
                + "; write a prefix, as in integration/{chart}");
      }
    }
    return text;
  }

  private static boolean isLegal(String name) {
    for (String part : name.split("/", -1)) {
      if (part.isEmpty() || part.startsWith(".") || part.endsWith(".lock")) {
        return false;
      }
    }
    return !name.startsWith("-")
        && !name.endsWith(".")
        && !name.contains("..")
        && !name.contains("@{")
        && !name.equals("@")
        && !name.equals("HEAD")
        && name.length() <= 244
        && name.chars().noneMatch(c -> c <= ' ' || c == 0x7f || "~^:?*[\\{}".indexOf(c) >= 0);
  }
}
