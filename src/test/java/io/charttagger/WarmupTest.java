package io.charttagger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.charttagger.github.http.HttpConnector;
import io.charttagger.warmup.StandIn;
import io.charttagger.warmup.TlsServer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLHandshakeException;
import org.crac.Core;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Alone, for it looks at the threads and the system properties of the whole JVM. */
@Isolated
final class WarmupTest {

  @Test
  void itsDispatchesEndWellInTheRealCodeAndLeaveNoThreadAndNoProperty() throws Exception {
    Set<Object> properties = Set.copyOf(System.getProperties().keySet());
    Set<Thread> before = threadsOfClients();

    // What it throws names the request that has no answer, or the report that is not as expected.
    Warmup.run(2);

    for (Thread thread : threadsOfClients()) {
      if (!before.contains(thread)) {
        // The SDK's end with the timeouts that they watched.
        assertThat(thread.join(Duration.ofSeconds(20))).as("%s has ended", thread).isTrue();
      }
    }
    assertThat(System.getProperties().keySet())
        .noneMatch(name -> !properties.contains(name) && name.toString().startsWith("aws."));
  }

  @Test
  void onesFailureStopsNeitherTheSnapshotNorAnotherHook() {
    List<String> ran = new ArrayList<>();
    SnapStartHooks failing =
        new SnapStartHooks(
            () -> {
              ran.add("tried");
              throw new IllegalStateException("as told");
            });

    assertThatCode(() -> failing.beforeCheckpoint(Core.getGlobalContext()))
        .doesNotThrowAnyException();
    assertThat(ran).containsExactly("tried");
  }

  @Test
  void itsCertificatesAreRefusedByTheClientOfEveryOtherRun() {
    try (StandIn standIn = StandIn.start();
        HttpClient client = HttpConnector.client()) {
      for (TlsServer server : List.of(standIn.gitHub(), standIn.aws())) {
        assertThat(server.isTrustedByJava()).isFalse();
        HttpRequest request = HttpRequest.newBuilder(server.url()).build();
        assertThatThrownBy(() -> client.send(request, BodyHandlers.discarding()))
            .isInstanceOf(SSLHandshakeException.class);
      }
    }
  }

  @Test
  void theClientOfOneServerRefusesTheOther() {
    try (StandIn standIn = StandIn.start();
        HttpClient client = HttpConnector.client(standIn.gitHub().clientContext())) {
      HttpRequest request = HttpRequest.newBuilder(standIn.aws().url()).build();

      assertThatThrownBy(() -> client.send(request, BodyHandlers.discarding()))
          .isInstanceOf(SSLHandshakeException.class);
    }
  }

  private static Set<Thread> threadsOfClients() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().matches("(sdk-|HttpClient-).*"))
        .collect(Collectors.toSet());
  }
}
