package io.charttagger.chart;

import java.util.List;

/** Paths inside a repository: names separated by {@code /}, {@code .} for the root. */
public final class Paths {
  /** The repository's root. */
  public static final String ROOT = ".";

  private Paths() {}

  /** The path of something in a directory. */
  public static String in(String directory, String name) {
    return directory.equals(ROOT) ? name : directory + "/" + name;
  }

  /** The names that a path is made of; none for the root. */
  public static List<String> names(String path) {
    return path.equals(ROOT) ? List.of() : List.of(path.split("/", -1));
  }

  /** The last name of a path. */
  public static String lastName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The path of the directory that something is in. */
  public static String parentOf(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? ROOT : path.substring(0, slash);
  }

  /** True when a path is that directory or below it. */
  public static boolean isIn(String path, String directory) {
    return directory.equals(ROOT) || path.equals(directory) || path.startsWith(directory + "/");
  }
}
