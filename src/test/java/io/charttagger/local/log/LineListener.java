package io.charttagger.local.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Consumer;

/** Passes everything on, and tells each line that has passed. Safe for concurrent use. */
final class LineListener extends FilterOutputStream {
  private final Consumer<String> listener;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  LineListener(OutputStream target, Consumer<String> listener) {
    super(target);
    this.listener = listener;
  }

  @Override
  public synchronized void write(int letter) throws IOException {
    out.write(letter);
    collect(letter);
  }

  @Override
  public synchronized void write(byte[] bytes, int from, int count) throws IOException {
    out.write(bytes, from, count);
    for (int at = from; at < from + count; at++) {
      collect(bytes[at]);
    }
  }

  private void collect(int letter) {
    if (letter == '\n') {
      listener.accept(line.toString(UTF_8));
      line.reset();
    } else {
      line.write(letter);
    }
  }
}
