package io.charttagger.changelog;

import java.util.AbstractList;
import java.util.RandomAccess;

/**
 * The lines of a text, cut out when they are asked for: a text of a few megabytes may have a
 * million lines, and as many strings would take a hundred.
 */
final class Lines extends AbstractList<String> implements RandomAccess {
  private final String text;
  private final int[] starts;

  Lines(String text) {
    this.text = text;
    int count = 1 + (int) text.chars().filter(c -> c == '\n').count();
    this.starts = new int[count];
    int end = -1;
    for (int line = 1; line < count; line++) {
      end = text.indexOf('\n', end + 1);
      starts[line] = end + 1;
    }
  }

  @Override
  public String get(int index) {
    int end = index + 1 < starts.length ? starts[index + 1] - 1 : text.length();
    return text.substring(starts[index], end);
  }

  @Override
  public int size() {
    return starts.length;
  }
}
