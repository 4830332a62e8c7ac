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
import javax.net.ssl.SSLSocket;

/**
 * GitHub, DynamoDB, Secrets Manager and Lambda's credentials in one server on the loopback
 * interface. It answers exactly the requests of the dispatches in {@link #events}, with canned
 * answers.
 */
public final class StandIn implements AutoCloseable {
  private static final int BACKLOG = 50;

  private final ServerSocket plain;
  private final TlsServer gitHub;
  private final TlsServer aws;
  private final CannedAnswers answers;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory());
  private final Queue<String> problems = new ConcurrentLinkedQueue<>();

  private StandIn(CannedAnswers answers) throws IOException {
    this.answers = answers;
    this.plain = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    this.gitHub = TlsServer.open(CertificateKind.GITHUB);
    this.aws = TlsServer.open(CertificateKind.AWS);
  }

  /** Starts with private keys of its own, which end with it. */
  public static StandIn start() {
    try {
      StandIn standIn = new StandIn(CannedAnswers.with(ThrowAwaySecret.json()));
      standIn.threads.execute(() -> standIn.accept(standIn.plain));
      standIn.threads.execute(() -> standIn.accept(standIn.gitHub.socket()));
      standIn.threads.execute(() -> standIn.accept(standIn.aws.socket()));
      return standIn;
    } catch (IOException failure) {
      throw new UncheckedIOException("no server on the loopback interface", failure);
    }
  }

  /** Where all of them are, without TLS, as Lambda's credentials are in life. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + plain.getLocalPort());
  }

  /** The same over TLS with a certificate like GitHub's, and with HTTP/2. */
  public TlsServer gitHub() {
    return gitHub;
  }

  /** The same over TLS with a certificate like those of AWS. */
  public TlsServer aws() {
    return aws;
  }

  /** A dispatch as GitHub Actions sends it, and the push webhook of the same push. */
  public static List<byte[]> events() {
    return List.of(Resources.read("api-event.json"), Resources.read("queue-event.json"));
  }

  /** A key that signs tags, made for one signature. */
  public static String signingKey() {
    return ThrowAwaySecret.signingKey();
  }

  /** The requests that have no answer, and the connections that broke. */
  public List<String> problems() {
    return List.copyOf(problems);
  }

  /**
   * Returns when the last connection has ended. Java's older client, which the SDK uses, keeps its
   * own for some seconds.
   */
  @Override
  public void close() {
    try {
      plain.close();
      gitHub.socket().close();
      aws.socket().close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    threads.close();
  }

  private void accept(ServerSocket server) {
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
      // Else an answer of two frames waits 40 ms between them.
      socket.setTcpNoDelay(true);
      boolean isHttp2 = socket instanceof SSLSocket connection && TlsServer.isHttp2(connection);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      if (isHttp2) {
        new Http2Answers(in, socket.getOutputStream(), this::answer).serve();
        return;
      }
      for (Optional<HttpRequest> request = HttpRequest.read(in);
          request.isPresent();
          request = HttpRequest.read(in)) {
        socket.getOutputStream().write(answer(request.get()).bytes(request.get()));
      }
    } catch (IOException failure) {
      problems.add("a connection broke: " + failure);
    }
  }

  private CannedAnswer answer(HttpRequest request) {
    CannedAnswer answer = answers.to(request);
    if (answer.isMissing()) {
      problems.add("no answer to " + request.name());
    }
    return answer;
  }
}
