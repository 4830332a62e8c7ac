package io.charttagger.local.log;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * Finds secrets in text, whole or in part: any 31 characters in a row of a secret are found, and
 * shorter secrets as a whole. Time grows with the text, not with the number of secrets. Safe for
 * concurrent use.
 */
final class SecretSearch {
  /** Anything shorter would be found by chance. */
  private static final int SHORTEST = 8;

  private static final int PIECE = 16;

  // By piece, what it is a piece of; 31 characters of a secret hold one of its pieces whole.
  private final Map<String, String> pieces = new ConcurrentHashMap<>();
  private final Map<String, String> shortOnes = new ConcurrentHashMap<>();

  /**
   * Searches for this from now on. A secret of several lines, such as a key in PEM, is searched for
   * line by line; what frames it, and lines too short to tell anything, are left out.
   *
   * @param what its kind, for the message
   * @throws IllegalArgumentException when nothing of it can be searched for
   */
  void add(String what, String secret) {
    List<String> lines =
        secret
            .lines()
            .map(String::strip)
            .filter(line -> line.length() >= SHORTEST && !line.startsWith("-----"))
            .toList();
    if (lines.isEmpty()) {
      throw new IllegalArgumentException(what + " is too short to be searched for");
    }
    lines.forEach(line -> addLine(what, line));
  }

  private void addLine(String what, String line) {
    if (line.length() < PIECE) {
      shortOnes.put(line, what);
      return;
    }
    for (int at = 0; at + PIECE <= line.length(); at += PIECE) {
      pieces.put(line.substring(at, at + PIECE), what);
    }
    pieces.put(line.substring(line.length() - PIECE), what);
  }

  /** The kind of a secret that the text shows; empty when it shows none. */
  Optional<String> in(String text) {
    return IntStream.rangeClosed(0, text.length() - PIECE)
        .mapToObj(at -> pieces.get(text.substring(at, at + PIECE)))
        .filter(Objects::nonNull)
        .findFirst()
        .or(
            () ->
                shortOnes.entrySet().stream()
                    .filter(known -> text.contains(known.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst());
  }
}
