package io.charttagger.warmup;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class Http2AnswersTest {
  private static final String PREFACE =
      HexFormat.of().formatHex("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII));
  private static final String OWN_SETTINGS = "000000 04 00 00000000";

  @Test
  void javasClientGetsItsAnswers() {
    try (StandIn standIn = StandIn.start();
        HttpClient client =
            HttpClient.newBuilder().sslContext(standIn.gitHub().clientContext()).build()) {
      Http2Requests.send(client, standIn.gitHub().url());

      assertThat(standIn.problems()).isEmpty();
    }
  }

  @Test
  void javasClientFindsThatThePlainServerSpeaksNoHttp2() {
    try (StandIn standIn = StandIn.start();
        HttpClient client = HttpClient.newHttpClient()) {
      assertThatThrownBy(() -> Http2Requests.send(client, standIn.url()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("not answered as expected over HTTP/2");
    }
  }

  @Test
  void settingsAndPingsAreAcknowledgedOnce() throws IOException {
    assertThat(answers("000000 04 00 00000000", "000000 04 01 00000000"))
        .isEqualTo(bytes(OWN_SETTINGS, "000000 04 01 00000000"));
    assertThat(
            answers(
                "000008 06 00 00000000 0102030405060708", "000008 06 01 00000000 0807060504030201"))
        .isEqualTo(bytes(OWN_SETTINGS, "000008 06 01 00000000 0102030405060708"));
  }

  @Test
  void aRequestIsAnsweredWhenItIsComplete() throws IOException {
    String head = "000001 01 04 00000003 82";
    String body = "000002 00 01 00000003 7b7d";

    assertThat(answers(head)).isEqualTo(bytes(OWN_SETTINGS));
    assertThat(answers(head, body)).hasSizeGreaterThan(bytes(OWN_SETTINGS).length);
    assertThat(answers("000001 01 05 00000003 82")).isEqualTo(answers(head, body));
  }

  @Test
  void aConnectionThatEndsWithinAFrameIsBroken() {
    assertThatThrownBy(() -> answers("000002 00 01 00000003 7b")).isInstanceOf(EOFException.class);
  }

  private static byte[] answers(String... frames) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] in = bytes(PREFACE, String.join("", frames));
    new Http2Answers(new ByteArrayInputStream(in), out).serve();
    return out.toByteArray();
  }

  private static byte[] bytes(String... spelled) {
    return Der.hex(String.join("", spelled));
  }
}
