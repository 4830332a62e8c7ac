package io.charttagger.history;

import io.charttagger.chart.Paths;
import java.util.List;

/**
 * One entry of the setting that says where the charts are: a path, or a pattern of paths, in which
 * {@code *} is one name and {@code **} any number of them. Neither means a hidden directory.
 *
 * @param text as it is written
 * @param prefix the directory that everything it names is in, or is
 * @param rest the names below that, from the first that is a pattern; empty for a plain path
 */
record ChartsDirectory(String text, String prefix, List<String> rest) {
  static final String ANY_NAME = "*";
  static final String ANY_NAMES = "**";

  ChartsDirectory {
    rest = List.copyOf(rest);
  }

  static ChartsDirectory of(String text) {
    List<String> names = Paths.names(text);
    int literal = 0;
    while (literal < names.size() && !isPattern(names.get(literal))) {
      literal++;
    }
    return new ChartsDirectory(
        text,
        literal == 0 ? Paths.ROOT : String.join("/", names.subList(0, literal)),
        names.subList(literal, names.size()));
  }

  private static boolean isPattern(String name) {
    return name.equals(ANY_NAME) || name.equals(ANY_NAMES);
  }
}
