package io.charttagger.local.github;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * HTTP/1.1 on loopback, a virtual thread for each connection. Unlike the JDK's own server it leaves
 * every header and every status to its handler, {@code Date} and impossible ones included, and an
 * answer may be cut anywhere.
 */
final class LoopbackServer implements AutoCloseable {
  private static final int BACKLOG = 512;
  private static final int BUFFER = 16 * 1024;

  private final ServerSocket socket;
  private final Handler handler;
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private LoopbackServer(ServerSocket socket, Handler handler) {
    this.socket = socket;
    this.handler = handler;
  }

  /** Answers requests, many at once. */
  @FunctionalInterface
  interface Handler {
    /** The answer; empty when the connection is to be cut instead. */
    Optional<Reply> answer(Call call);
  }

  /** A server at a free port that does not listen to anybody before {@link #serve}. */
  static ServerSocket freePort() throws IOException {
    return new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
  }

  /** Serves from now on. */
  static LoopbackServer serve(ServerSocket socket, Handler handler) {
    LoopbackServer server = new LoopbackServer(socket, handler);
    Thread.ofVirtual().start(server::acceptAll);
    return server;
  }

  @Override
  public void close() {
    closed(socket);
    threads.shutdownNow();
    connections.forEach(LoopbackServer::closed);
  }

  private void acceptAll() {
    try {
      while (true) {
        Socket connection = socket.accept();
        connections.add(connection);
        threads.execute(() -> talk(connection));
      }
    } catch (IOException | java.util.concurrent.RejectedExecutionException closing) {
      connections.forEach(LoopbackServer::closed);
    }
  }

  private void talk(Socket connection) {
    try (connection;
        InputStream in = new BufferedInputStream(connection.getInputStream(), BUFFER);
        OutputStream out = new BufferedOutputStream(connection.getOutputStream(), BUFFER)) {
      // Otherwise Nagle's algorithm and delayed acknowledgements add 40 ms to every answer.
      connection.setTcpNoDelay(true);
      RequestReader requests = new RequestReader(in);
      boolean goesOn = true;
      while (goesOn) {
        Optional<Call> call = requests.next();
        Optional<Reply> reply = call.flatMap(handler::answer);
        goesOn = reply.isPresent() && reply.get().writeTo(out);
        out.flush();
      }
    } catch (IOException gone) {
      // The client hung up in the middle, or this server is being closed: there is nobody to tell.
      return;
    } finally {
      connections.remove(connection);
    }
  }

  private static void closed(AutoCloseable open) {
    try {
      open.close();
    } catch (Exception alreadyBroken) {
      throw new IllegalStateException(alreadyBroken);
    }
  }
}
