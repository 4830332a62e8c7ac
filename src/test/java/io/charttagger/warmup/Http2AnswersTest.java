package io.charttagger.warmup;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

final class Http2AnswersTest {
  private static final String PREFACE =
      HexFormat.of().formatHex("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII));
  private static final String OWN_SETTINGS = "000000 04 00 00000000";
  private static final CannedAnswer ANSWER = new CannedAnswer("", "", 201, "{}");

  private final List<Asked> asked = new ArrayList<>();

  private record Asked(String name, String body) {}

  @Test
  void javasClientGetsTheAnswerToItsRequest() throws Exception {
    try (StandIn standIn = StandIn.start();
        HttpClient client =
            HttpClient.newBuilder().sslContext(standIn.gitHub().clientContext()).build()) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(
              standIn.gitHub().url().resolve("/repos/example-org/helm-charts/git/refs"));

      for (int time = 0; time < 3; time++) {
        HttpResponse<String> answer =
            client.send(
                request.POST(BodyPublishers.ofString("\"refs/tags/a-v1.1.0\"")).build(),
                BodyHandlers.ofString());
        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("x-ratelimit-limit")).contains("5000");
        assertThat(answer.body()).contains("refs/tags/a-v1.1.0");
      }
      assertThat(standIn.problems()).isEmpty();
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
    // POST, and a path that is spelled out.
    String head = "000005 01 04 00000003 83 04 02 2f61";
    String body = "000002 00 01 00000003 7b7d";

    assertThat(answers(head)).isEqualTo(bytes(OWN_SETTINGS));
    assertThat(asked).isEmpty();
    assertThat(answers(head, body)).hasSizeGreaterThan(bytes(OWN_SETTINGS).length);
    assertThat(asked).containsExactly(new Asked("POST /a", "{}"));
    // What a body took of the connection's window is given back.
    String given = "000004 08 00 00000000 00000002";
    byte[] answer = answers("000005 01 05 00000003 83 04 02 2f61");
    assertThat(HexFormat.of().formatHex(answers(head, body)))
        .isEqualTo(
            HexFormat.of()
                .formatHex(answer)
                .replaceFirst("^" + compact(OWN_SETTINGS), compact(OWN_SETTINGS + given)));
  }

  @Test
  void aBodyWithoutHeadersIsRefused() {
    assertThatThrownBy(() -> answers("000002 00 01 00000003 7b7d"))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("without headers");
  }

  @Test
  void aConnectionThatEndsWithinAFrameIsBroken() {
    assertThatThrownBy(() -> answers("000002 00 01 00000003 7b")).isInstanceOf(EOFException.class);
  }

  private byte[] answers(String... frames) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] in = bytes(PREFACE, String.join("", frames));
    new Http2Answers(
            new ByteArrayInputStream(in),
            out,
            request -> {
              asked.add(new Asked(request.name(), request.body()));
              return ANSWER;
            })
        .serve();
    return out.toByteArray();
  }

  private static String compact(String spelled) {
    return spelled.replace(" ", "");
  }

  private static byte[] bytes(String... spelled) {
    return Der.hex(String.join("", spelled));
  }
}
