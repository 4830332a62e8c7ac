package io.charttagger.warmup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class StandInTest {

  @Test
  void aRequestThatNoDispatchMakesIsAProblem() throws Exception {
    try (StandIn standIn = StandIn.start();
        HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = get(client, standIn.url().resolve("/repos/a/b/topics"));

      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(standIn.problems()).containsExactly("no answer to GET /repos/a/b/topics");
    }
  }

  @Test
  void aConnectionThatBreaksIsAProblem() throws Exception {
    try (StandIn standIn = StandIn.start()) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), standIn.url().getPort())) {
        socket.getOutputStream().write("GET /half".getBytes(StandardCharsets.ISO_8859_1));
        socket.shutdownOutput();
        // Until it is closed at the other end: one that was not accepted yet would be forgotten.
        assertThat(socket.getInputStream().read()).isEqualTo(-1);
      }
      standIn.close();

      assertThat(standIn.problems()).singleElement().asString().contains("a connection broke");
    }
  }

  @Test
  void nobodyListensAfterItsEnd() {
    StandIn standIn = StandIn.start();
    URI url = standIn.url();
    standIn.close();

    try (HttpClient client = HttpClient.newHttpClient()) {
      // Mostly refused; something else may have its port by now, and answers no HTTP.
      assertThatThrownBy(() -> get(client, url)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void everyStartHasAnotherKey() {
    assertThat(ThrowAwaySecret.json()).isNotEqualTo(ThrowAwaySecret.json());
  }

  private static HttpResponse<String> get(HttpClient client, URI url) throws Exception {
    return client.send(
        HttpRequest.newBuilder(url).version(HttpClient.Version.HTTP_1_1).build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
