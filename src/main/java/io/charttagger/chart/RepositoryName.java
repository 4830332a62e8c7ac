package io.charttagger.chart;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A GitHub repository, {@code owner/name}. GitHub ignores case in names: two names that differ only
 * in case are equal. The given spelling is kept for display.
 *
 * @param owner the account, at most 39 letters, digits and inner hyphens (an underscore for
 *     enterprise-managed users)
 * @param name the repository, at most 100 letters, digits, {@code . _ -}
 */
public record RepositoryName(String owner, String name) {
  private static final Pattern SHAPE =
      Pattern.compile("([A-Za-z0-9](?:[A-Za-z0-9_-]{0,38}))/([A-Za-z0-9._-]{1,100})");

  /** Accepts what {@link #parse} accepts. */
  public RepositoryName {
    String full = owner + "/" + name;
    if (!SHAPE.matcher(full).matches() || name.equals(".") || name.equals("..")) {
      throw new IllegalArgumentException(
          Quoted.of(full) + " is not a repository: write owner/name");
    }
  }

  /**
   * Reads {@code owner/name}.
   *
   * @throws IllegalArgumentException quoting the value, when it is not one
   */
  public static RepositoryName parse(String text) {
    Matcher matcher = SHAPE.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          Quoted.of(text) + " is not a repository: write owner/name");
    }
    return new RepositoryName(matcher.group(1), matcher.group(2));
  }

  /** The name in lower case, for keys and comparisons. */
  public String key() {
    return toString().toLowerCase(Locale.ROOT);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RepositoryName that && key().equals(that.key());
  }

  @Override
  public int hashCode() {
    return key().hashCode();
  }

  @Override
  public String toString() {
    return owner + "/" + name;
  }
}
