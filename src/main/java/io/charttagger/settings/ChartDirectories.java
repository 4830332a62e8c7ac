package io.charttagger.settings;

import io.charttagger.chart.Paths;
import io.charttagger.chart.TagFormat;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * The directories that hold charts, as paths from the repository's root. A path may be a pattern:
 * {@code *} is any one directory, {@code **} any number of them; neither is a hidden one.
 *
 * @param patterns the paths, without leading or trailing slashes; {@code .} is the root
 */
public record ChartDirectories(List<String> patterns) {
  // Far more than any repository has, and little enough for every directory that is looked at.
  private static final int MOST = 100;
  private static final int DEEPEST = 20;

  /** Copies the patterns. */
  public ChartDirectories {
    patterns = List.copyOf(patterns);
  }

  /**
   * Reads a list that is separated by commas.
   *
   * @throws IllegalArgumentException saying what to write instead
   */
  public static ChartDirectories parse(String text) {
    return of(Arrays.asList(text.split(",", -1)));
  }

  /**
   * Reads one path or pattern each.
   *
   * @throws IllegalArgumentException saying what to write instead
   */
  public static ChartDirectories of(List<String> texts) {
    if (texts.size() > MOST) {
      throw new IllegalArgumentException(
          "write at most %d directories, or patterns such as services/*/helm".formatted(MOST));
    }
    return new ChartDirectories(texts.stream().map(ChartDirectories::normal).distinct().toList());
  }

  private static String normal(String text) {
    String path = text.strip();
    if (path.isEmpty() || path.chars().anyMatch(c -> c < ' ' || c == 0x7f || c == '\\')) {
      throw new IllegalArgumentException(
          "write paths from the repository's root, separated by commas, or . for the root itself");
    }
    Deque<String> parts = new ArrayDeque<>();
    for (String part : path.split("/", -1)) {
      if (part.equals("..")) {
        throw new IllegalArgumentException("write paths without ..");
      }
      if (part.matches(".*[*?\\[].*") && !SearchedDirectory.isWildcard(part)) {
        throw new IllegalArgumentException(
            "write * or ** for whole directory names, as in services/*/helm or apps/**/chart");
      }
      boolean repeatsAny = SearchedDirectory.isAny(part) && part.equals(parts.peekLast());
      if (!part.isEmpty() && !part.equals(Paths.ROOT) && !repeatsAny) {
        parts.add(part);
      }
    }
    if (parts.size() > DEEPEST) {
      throw new IllegalArgumentException(
          "write paths that are at most %d directories deep".formatted(DEEPEST));
    }
    String normal = parts.isEmpty() ? Paths.ROOT : String.join("/", parts);
    if (!normal.equals(normal.strip())) {
      throw new IllegalArgumentException(
          "write each path without spaces at its ends, as in ./charts");
    }
    return normal;
  }

  /** Each of the patterns by itself. */
  public List<ChartDirectories> each() {
    return patterns.stream().map(pattern -> new ChartDirectories(List.of(pattern))).toList();
  }

  /** The directories that a search begins in, none inside another. */
  public List<String> roots() {
    List<String> roots = patterns.stream().map(ChartDirectories::root).distinct().toList();
    return roots.stream()
        .filter(inner -> roots.stream().noneMatch(it -> !it.equals(inner) && Paths.isIn(inner, it)))
        .toList();
  }

  /** The part of a pattern before its first wildcard. */
  private static String root(String pattern) {
    List<String> parts =
        Arrays.stream(pattern.split("/", -1))
            .takeWhile(part -> !SearchedDirectory.isWildcard(part))
            .toList();
    return parts.isEmpty() ? Paths.ROOT : String.join("/", parts);
  }

  /**
   * The format, if it can tell the tags of these charts apart.
   *
   * @param setting how these directories are set, for the message
   * @throws IllegalArgumentException saying what to write instead
   */
  public TagFormat fitting(TagFormat format, String setting) {
    boolean onePlainDirectory = patterns.size() == 1 && roots().equals(patterns);
    if (!format.namesChart() && !onePlainDirectory) {
      throw new IllegalArgumentException(
          "write {chart} too, or let %s name one directory that is itself the chart"
              .formatted(setting));
    }
    return format;
  }

  /** What is searched in a directory. */
  public SearchedDirectory at(String path) {
    SearchedDirectory directory = SearchedDirectory.of(patterns);
    if (!path.equals(Paths.ROOT)) {
      for (String name : path.split("/", -1)) {
        directory = directory.below(name);
      }
    }
    return directory;
  }

  /** Separated by commas, as in the setting. */
  @Override
  public String toString() {
    return String.join(",", patterns);
  }
}
