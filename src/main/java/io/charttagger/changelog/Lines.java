package io.charttagger.changelog;

import java.util.AbstractList;
import java.util.Arrays;
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
    int[] found = new int[16];
    int count = 1;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) {
      if (count == found.length) {
        found = Arrays.copyOf(found, 2 * count);
      }
      found[count++] = end + 1;
    }
    this.starts = Arrays.copyOf(found, count);
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
