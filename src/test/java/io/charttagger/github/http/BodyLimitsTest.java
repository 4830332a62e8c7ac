package io.charttagger.github.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class BodyLimitsTest {
  private static final int RAW = 4 << 20;
  private static final int JSON = 8 << 20;

  private WebServer server;

  @BeforeEach
  void start() throws IOException {
    server = new WebServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void fourMegabytesOfAFileAreKept() throws Exception {
    byte[] file = noise(RAW);
    server.page("/file", 200, file);

    RestResponse answer = server.getRaw("/file");

    assertThat(Arrays.equals(answer.bytes(), file)).isTrue();
    assertThat(answer.isComplete()).isTrue();
  }

  @Test
  void ofALongerFileTheBeginningIsKept() throws Exception {
    byte[] file = noise(RAW + 1);
    server.page("/file", 200, file);

    RestResponse answer = server.getRaw("/file");

    assertThat(Arrays.equals(answer.bytes(), Arrays.copyOf(file, RAW))).isTrue();
    assertThat(answer.isComplete()).isFalse();
  }

  @Test
  void aCompressedFileIsCutAsAnyOther() throws Exception {
    byte[] file = noise(RAW);
    byte[] longer = Arrays.copyOf(file, RAW + 1);
    server.zippedPage("/file", WebServer.zipped(Arrays.copyOf(file, RAW / 2)));
    server.zippedPage("/longer", WebServer.zipped(longer));
    server.zippedPage("/dense", WebServer.zipped(new byte[RAW]));
    server.zippedPage("/denser", WebServer.zipped(new byte[RAW + 1]));

    assertThat(Arrays.equals(server.getRaw("/file").bytes(), Arrays.copyOf(file, RAW / 2)))
        .isTrue();
    RestResponse cut = server.getRaw("/longer");
    assertThat(cut.isComplete()).isFalse();
    assertThat(Arrays.equals(cut.bytes(), Arrays.copyOf(file, cut.bytes().length))).isTrue();
    assertThat(cut.bytes().length).isGreaterThan(RAW - (1 << 16)).isLessThanOrEqualTo(RAW);
    assertThat(server.getRaw("/dense").isComplete()).isTrue();
    assertThat(server.getRaw("/denser").isComplete()).isFalse();
    assertThat(server.getRaw("/denser").bytes()).hasSize(RAW);
  }

  @Test
  void whereACompressedBodyIsCutDoesNotMatter() throws Exception {
    byte[] zipped = WebServer.zipped(noise(1000));
    LimitedBody cut = new LimitedBody(Arrays.copyOf(zipped, 500), false);
    int readable = cut.unzipped(1000).bytes().length;

    for (int largest : new int[] {readable - 1, readable, readable + 1}) {
      LimitedBody plain = cut.unzipped(largest);
      assertThat(plain.bytes()).hasSize(Math.min(largest, readable));
      assertThat(plain.complete()).isFalse();
    }
  }

  /** Two hundred kilobytes that would fill 200 MB. */
  @Test
  void aCompressedFileThatWouldFillTheMemoryIsCut() throws Exception {
    server.zippedPage("/bomb", WebServer.zipped(new byte[200 << 20]));

    RestResponse answer = server.getRaw("/bomb");

    assertThat(answer.bytes()).hasSize(RAW);
    assertThat(answer.isComplete()).isFalse();
    assertThatExceptionOfType(OversizedBodyException.class)
        .isThrownBy(() -> server.get("/bomb"))
        .withMessage("GitHub's answer to GET /bomb is over 8388608 bytes");
  }

  @Test
  void eightMegabytesOfJsonAreReadAndNoMore() throws Exception {
    server.page("/json", 200, json(JSON)).page("/longer", 200, json(JSON + 1));

    assertThat(server.get("/json").json().path("a").asText()).hasSize(JSON - 8);
    assertThatExceptionOfType(OversizedBodyException.class)
        .isThrownBy(() -> server.get("/longer"))
        .withMessage("GitHub's answer to GET /longer is over 8388608 bytes");
  }

  @Test
  void compressedJsonThatIsCutShortIsNoAnswer() throws Exception {
    byte[] zipped = WebServer.zipped(WebServer.utf8("{\"a\":\"" + "é".repeat(500) + "\"}"));
    server.zippedPage("/cut", Arrays.copyOf(zipped, zipped.length - 9));
    server.zippedPage("/stub", Arrays.copyOf(zipped, 5));
    server.zippedPage("/plain", WebServer.utf8("{\"a\":1}"));

    assertThatIOException().isThrownBy(() -> server.get("/cut"));
    assertThatIOException().isThrownBy(() -> server.getRaw("/cut"));
    assertThatIOException().isThrownBy(() -> server.get("/stub"));
    assertThatIOException().isThrownBy(() -> server.get("/plain"));
  }

  @Test
  void aBodyThatIsCutShortIsNoAnswer() {
    server.page(
        "/cut",
        exchange -> {
          exchange.sendResponseHeaders(200, 7);
          exchange.getResponseBody().write(WebServer.utf8("{\"a\":1"));
          exchange.getResponseBody().flush();
        });

    assertThatIOException().isThrownBy(() -> server.get("/cut"));
    assertThatIOException().isThrownBy(() -> server.getRaw("/cut"));
  }

  @Test
  void aBodyWithoutEndIsReadToTheLimitOnly() throws Exception {
    AtomicLong written = new AtomicLong();
    CountDownLatch stopped = new CountDownLatch(2);
    server.page(
        "/endless",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          try (OutputStream body = exchange.getResponseBody()) {
            body.write('[');
            while (true) {
              body.write(new byte[1 << 16]);
              written.addAndGet(1 << 16);
            }
          } catch (IOException hungUp) {
            stopped.countDown();
          }
        });

    assertThat(server.getRaw("/endless").bytes()).hasSize(RAW);
    assertThatExceptionOfType(OversizedBodyException.class)
        .isThrownBy(() -> server.get("/endless"));
    assertThat(stopped.await(1, TimeUnit.MINUTES)).as("both connections are closed").isTrue();
    // What the sockets of both sides hold is written, too.
    assertThat(written.get()).isLessThan(RAW + JSON + (32 << 20));
  }

  /** Bytes that do not compress, the same each time. */
  private static byte[] noise(int length) {
    byte[] noise = new byte[length];
    new Random(1).nextBytes(noise);
    return noise;
  }

  private static byte[] json(int length) {
    return WebServer.utf8("{\"a\":\"" + "x".repeat(length - 8) + "\"}");
  }
}
