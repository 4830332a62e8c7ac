package io.charttagger.local.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

/** What a person's terminal is given. */
final class ScreenTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Screen screen = new Screen(new PrintStream(bytes, true, UTF_8), false);

  @Test
  void neverObeysWhatARepositorySays() {
    String hostile = "a\u001B[2Jb\u0007c\u202Ed\u009Be\rf é";

    screen.line(hostile);
    screen.progress(hostile);
    screen.wrapped(0, hostile);
    screen.text(hostile);
    screen.bad(hostile);

    assertThat(bytes.toString(UTF_8)).isEqualTo("a?[2Jb?c?d?e?f é\n".repeat(5));
  }

  @Test
  void keepsLinesAndColumns() {
    screen.text("one\ttwo\nthree");

    assertThat(bytes.toString(UTF_8)).isEqualTo("one\ttwo\nthree\n");
  }
}
