package io.charttagger.local.page;

/** A word of a command that people copy into a shell, whatever it holds. */
public final class ShellWord {
  private ShellWord() {}

  /** In quotes where it needs them. */
  public static String of(String word) {
    return word.matches("[A-Za-z0-9_@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
