package io.charttagger.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;

/** The jobs that follow read outputs with jq or {@code fromJSON}. */
final class Jq {
  private Jq() {}

  /** Checks that the text is JSON of which the filter is true, as {@code jq -e} says. */
  static void holds(String text, String filter) throws Exception {
    Process jq = new ProcessBuilder("jq", "-e", filter).redirectErrorStream(true).start();
    try (OutputStream input = jq.getOutputStream()) {
      input.write(text.getBytes(UTF_8));
    }
    String said = new String(jq.getInputStream().readAllBytes(), UTF_8);
    assertThat(jq.waitFor()).as("%s of %s: %s", filter, text, said).isZero();
  }
}
