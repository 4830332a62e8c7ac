package io.charttagger.port;

import java.util.List;

/**
 * An active ruleset on tags.
 *
 * @param name its name
 * @param page where it is edited; empty when the forge does not say
 * @param ofOrganization whether it is the organisation's, and not the repository's
 * @param include the patterns of the refs that it is for, such as {@code refs/tags/*-v*}, or {@code
 *     ~ALL}
 * @param exclude the patterns of those among them that it is not for
 * @param rules the types of its rules, as the forge names them
 * @param patterns what names must match
 * @param bypass whether the App is free of it
 * @see <a
 *     href="https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets/available-rules-for-rulesets">Available
 *     rules for rulesets</a>
 */
public record TagRuleset(
    String name,
    String page,
    boolean ofOrganization,
    List<String> include,
    List<String> exclude,
    List<String> rules,
    List<NamePattern> patterns,
    Bypass bypass) {

  /** Copies the lists. */
  public TagRuleset {
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
    rules = List.copyOf(rules);
    patterns = List.copyOf(patterns);
  }

  /** Whether the App is free of a ruleset. */
  public enum Bypass {
    /** It is on the bypass list. */
    ALLOWED,
    /** It is not. */
    DENIED,
    /** The forge shows the bypass list to administrators only, and says nothing else. */
    UNKNOWN
  }

  /**
   * A rule about names.
   *
   * @param operator {@code starts_with}, {@code ends_with}, {@code contains} or {@code regex}
   * @param pattern what the operator compares with
   * @param negate whether a name must not match
   */
  public record NamePattern(String operator, String pattern, boolean negate) {}
}
