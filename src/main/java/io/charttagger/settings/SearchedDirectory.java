package io.charttagger.settings;

import io.charttagger.chart.Paths;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One directory on the way down to the charts: what is left of each pattern that leads into it.
 *
 * @param rest the names and wildcards that are left of each; an empty list is a charts directory
 *     itself, or one inside it
 */
public record SearchedDirectory(Set<List<String>> rest) {
  private static final String ONE = "*";
  private static final String ANY = "**";

  /** Copies the patterns. */
  public SearchedDirectory {
    rest = Set.copyOf(rest);
  }

  static boolean isWildcard(String part) {
    return part.equals(ONE) || isAny(part);
  }

  static boolean isAny(String part) {
    return part.equals(ANY);
  }

  /** The repository's root. */
  static SearchedDirectory of(List<String> patterns) {
    Set<List<String>> rest = new HashSet<>();
    for (String pattern : patterns) {
      add(pattern.equals(Paths.ROOT) ? List.of() : Arrays.asList(pattern.split("/", -1)), rest);
    }
    return new SearchedDirectory(rest);
  }

  /** A pattern that begins with any number of directories may begin with none. */
  private static void add(List<String> pattern, Set<List<String>> rest) {
    List<String> left = pattern;
    rest.add(left);
    while (!left.isEmpty() && left.getFirst().equals(ANY)) {
      left = left.subList(1, left.size());
      rest.add(left);
    }
  }

  /** True when a {@code Chart.yaml} in it makes it a chart that is tagged. */
  public boolean mayBeChart() {
    return rest.contains(List.<String>of());
  }

  /** True when there is nothing to look for. */
  public boolean isNothing() {
    return rest.isEmpty();
  }

  /** True when what is looked for in it has known names, and is never a chart in between. */
  public boolean isNamed() {
    return rest.stream().noneMatch(it -> it.isEmpty() || isWildcard(it.getFirst()));
  }

  /** True when nothing in it is looked at if it is a chart. */
  public boolean endsAtChart() {
    return rest.stream().allMatch(it -> it.isEmpty() || isWildcard(it.getFirst()));
  }

  /** A directory in this one, when this one is no chart. */
  public SearchedDirectory below(String name) {
    Set<List<String>> below = new HashSet<>();
    boolean hidden = name.startsWith(".");
    for (List<String> pattern : rest) {
      if (pattern.isEmpty()) {
        if (!hidden) {
          below.add(pattern);
        }
      } else if (pattern.getFirst().equals(ANY)) {
        if (!hidden) {
          add(pattern, below);
        }
      } else if (pattern.getFirst().equals(name) || (pattern.getFirst().equals(ONE) && !hidden)) {
        add(pattern.subList(1, pattern.size()), below);
      }
    }
    return new SearchedDirectory(below);
  }

  /**
   * A directory in this one, when this one is a chart: what is in it is vendored, unless a pattern
   * names it.
   */
  public SearchedDirectory belowChart(String name) {
    return new SearchedDirectory(
            rest.stream()
                .filter(pattern -> !pattern.isEmpty() && pattern.getFirst().equals(name))
                // Where any number of names may come before it, it names no chart's own directory.
                .filter(pattern -> !rest.contains(afterAny(pattern)))
                .collect(Collectors.toSet()))
        .below(name);
  }

  private static List<String> afterAny(List<String> pattern) {
    return Stream.concat(Stream.of(ANY), pattern.stream()).toList();
  }
}
