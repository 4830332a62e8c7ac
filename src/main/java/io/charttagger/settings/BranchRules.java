package io.charttagger.settings;

import java.util.List;

/**
 * Checks branch names, and whether two branches can exist together.
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
      throw new IllegalArgumentException("git does not accept this branch name; write another one");
    }
    return name;
  }

  /** The release branch, if it can exist together with the main branch. */
  static String compatible(String main, String release) {
    if (release.equals(main)) {
      throw new IllegalArgumentException("it is the main branch; write another one");
    }
    if (release.startsWith(main + "/") || main.startsWith(release + "/")) {
      throw new IllegalArgumentException(
          "git cannot have both the main branch %s and a branch %s; write another one"
              .formatted(main, release));
    }
    return release;
  }

  /**
   * The pattern, if it contains {@code {chart}} once and a slash besides, and can never match one
   * of these branches.
   */
  static String pattern(String text, List<String> branches) {
    int at = text.indexOf(CHART);
    if (at < 0 || text.indexOf(CHART, at + 1) >= 0) {
      throw new IllegalArgumentException(
          "write {chart} exactly once, as in integration/{chart}, or leave it empty to delete no"
              + " branches");
    }
    legal(text.replace(CHART, "chart"));
    if (!text.contains("/")) {
      throw new IllegalArgumentException(
          "a chart named develop would have the branch %s deleted; write a prefix, as in integration/{chart}"
              .formatted(text.replace(CHART, "develop")));
    }
    for (String protectedBranch : branches) {
      // For a chart with the right name, the pattern would match this branch and delete it.
      if (protectedBranch.length() > text.length() - CHART.length()
          && protectedBranch.startsWith(text.substring(0, at))
          && protectedBranch.endsWith(text.substring(at + CHART.length()))) {
        throw new IllegalArgumentException(
            "for some chart name this is the branch "
                + protectedBranch
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
