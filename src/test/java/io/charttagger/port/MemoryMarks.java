package io.charttagger.port;

import java.util.HashMap;
import java.util.Map;

/** Marks of one process, for tests of the run that need no table. Safe for concurrent use. */
public final class MemoryMarks implements Marks {
  private final Map<Long, Mark> marks = new HashMap<>();

  @Override
  public synchronized Mark read(long repository) {
    return marks.getOrDefault(repository, Mark.NONE);
  }

  @Override
  public synchronized boolean replace(long repository, Mark read, Mark next) {
    if (!read(repository).equals(read)) {
      return read(repository).equals(next);
    }
    marks.put(repository, next);
    return true;
  }
}
