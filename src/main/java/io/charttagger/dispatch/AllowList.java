package io.charttagger.dispatch;

import io.charttagger.chart.Quoted;
import io.charttagger.chart.RepositoryName;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The repositories that may be tagged. Names are compared ignoring case. They are ASCII, so no
 * look-alike letter matches.
 *
 * @param entries {@code owner/name} or {@code owner/*}, in lower case; at least one
 */
public record AllowList(Set<String> entries) {

  /** Accepts the entries that {@link #parse} makes. */
  public AllowList {
    if (entries.isEmpty()) {
      throw new IllegalArgumentException(
          "no repository is listed: write owner/name or owner/*, separated by commas");
    }
    entries = Set.copyOf(entries);
  }

  /**
   * Reads {@code owner/name} and {@code owner/*}, separated by commas.
   *
   * @throws IllegalArgumentException quoting the entry that is neither, or when the list is empty
   */
  public static AllowList parse(String text) {
    return new AllowList(
        Arrays.stream(text.split(",", -1))
            .map(String::strip)
            .map(AllowList::entry)
            .collect(Collectors.toSet()));
  }

  private static String entry(String text) {
    String probe = text.endsWith("/*") ? text.substring(0, text.length() - 1) + "any" : text;
    try {
      RepositoryName.parse(probe);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          Quoted.of(text)
              + " is not a repository: write owner/name, or owner/* for all repositories of an"
              + " owner",
          e);
    }
    return text.toLowerCase(Locale.ROOT);
  }

  /** True when a repository of this owner may be on the list. */
  public boolean namesOwner(String owner) {
    return entries.stream()
        .anyMatch(entry -> entry.startsWith(owner.toLowerCase(Locale.ROOT) + "/"));
  }

  /** True when the repository is listed, or all repositories of its owner are. */
  public boolean allows(RepositoryName repository) {
    return entries.contains(repository.key())
        || entries.contains(repository.owner().toLowerCase(Locale.ROOT) + "/*");
  }
}
