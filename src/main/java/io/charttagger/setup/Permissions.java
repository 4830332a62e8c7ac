package io.charttagger.setup;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The App's permissions that the product uses, as {@code name: level}.
 *
 * @see <a
 *     href="https://docs.github.com/en/rest/authentication/permissions-required-for-github-apps">Permissions
 *     required for GitHub Apps</a>
 */
final class Permissions {
  /** Without these no run can do its work. */
  static final Map<String, String> NEEDED =
      Map.of("contents", "write", "metadata", "read", "pull_requests", "write");

  /** Runs do without these, and leave something out. */
  static final Map<String, String> USEFUL = Map.of("checks", "write", "workflows", "write");

  private Permissions() {}

  /** Those wanted that the others do not include. */
  static List<String> missing(Map<String, String> wanted, Map<String, String> granted) {
    return wanted.keySet().stream()
        .filter(name -> rank(granted.get(name)) < rank(wanted.get(name)))
        .sorted()
        .toList();
  }

  /** As the App's settings show them: {@code Contents: write and Pull requests: write}. */
  static String named(List<String> names, Map<String, String> levels) {
    return names.stream()
        .map(name -> "%s: %s".formatted(title(name), levels.get(name)))
        .collect(Collectors.joining(" and "));
  }

  /** What runs leave out without a useful one. */
  static String withoutIt(String name) {
    return name.equals("checks")
        ? "no check run shows the result on the commit"
        : "GitHub may refuse tags on commits that change workflow files";
  }

  private static String title(String name) {
    String words = name.replace('_', ' ');
    return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  private static int rank(@Nullable String level) {
    return switch (level) {
      case "read" -> 1;
      case "write" -> 2;
      case "admin" -> 3;
      case null, default -> 0;
    };
  }
}
