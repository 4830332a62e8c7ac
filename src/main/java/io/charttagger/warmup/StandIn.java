package io.charttagger.warmup;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * GitHub, DynamoDB, Secrets Manager and Lambda's credentials in one server on the loopback
 * interface. It answers exactly the requests of the dispatches in {@link #events}, with canned
 * answers, and every connection ends with its answer.
 */
public final class StandIn implements AutoCloseable {
  private final ServerSocket server;
  private final CannedAnswers answers;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Queue<String> problems = new ConcurrentLinkedQueue<>();

  private StandIn(ServerSocket server, CannedAnswers answers) {
    this.server = server;
    this.answers = answers;
  }

  /** Starts with a private key of its own, which ends with it. */
  public static StandIn start() {
    try {
      CannedAnswers answers = CannedAnswers.with(ThrowAwaySecret.json());
      StandIn standIn =
          new StandIn(new ServerSocket(0, 0, InetAddress.getLoopbackAddress()), answers);
      var _ = standIn.threads.submit(standIn::accept);
      return standIn;
    } catch (IOException failure) {
      throw new UncheckedIOException("no server on the loopback interface", failure);
    }
  }

  /** Where all of them are. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  /** A dispatch as GitHub Actions sends it, and the push webhook of the same push. */
  public static List<byte[]> events() {
    return List.of(Resources.read("api-event.json"), Resources.read("queue-event.json"));
  }

  /** The requests that have no answer, and the connections that broke. */
  public List<String> problems() {
    return List.copyOf(problems);
  }

  /** Returns when the last connection has ended. */
  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    threads.close();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        threads.execute(() -> serve(socket));
      } catch (IOException failure) {
        if (!server.isClosed()) {
          problems.add("a connection was not accepted: " + failure);
        }
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      boolean open = true;
      while (open) {
        Optional<HttpRequest> request = HttpRequest.read(in);
        if (request.isPresent()) {
          socket.getOutputStream().write(answer(request.get()));
        }
        open = request.filter(HttpRequest::maySendMore).isPresent();
      }
    } catch (IOException failure) {
      problems.add("a connection broke: " + failure);
    }
  }

  private byte[] answer(HttpRequest request) throws IOException {
    CannedAnswer answer = answers.to(request);
    if (answer.isMissing()) {
      problems.add("no answer to " + request.name());
    }
    return answer.bytes(request);
  }
}
