package io.charttagger.local.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ContainerRelaysTest {
  private HttpServer server;
  private HttpClient client;

  @BeforeEach
  void serve() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    client = HttpClient.newHttpClient();
  }

  @AfterEach
  void stop() {
    client.close();
    server.stop(0);
  }

  @Test
  void requestsToTheOtherAddressReachTheServerOnLoopback() throws Exception {
    InetAddress other = InetAddress.getByName("127.0.0.2");
    int port = server.getAddress().getPort();

    try (ContainerRelays relays = ContainerRelays.from(List.of(other), List.of(port))) {
      assertThat(relays.areOpen()).isTrue();
      for (String body : List.of("one", "x".repeat(1_000_000), "three")) {
        assertThat(post(client, port, body)).isEqualTo(body);
      }
    }
    // A client of its own: one that has been here may still hold a connection that was cut.
    try (HttpClient another = HttpClient.newHttpClient()) {
      assertThatThrownBy(() -> post(another, port, "after the end"))
          .isInstanceOf(ConnectException.class);
    }
  }

  @Test
  void withoutABridgeNothingIsOpened() {
    try (ContainerRelays relays = ContainerRelays.from(List.of(), List.of(1))) {
      assertThat(relays.areOpen()).isFalse();
    }
  }

  private static String post(HttpClient client, int port, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.2:" + port))
            .POST(BodyPublishers.ofString(body))
            .build();
    return client.send(request, BodyHandlers.ofString(UTF_8)).body();
  }
}
