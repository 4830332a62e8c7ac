package io.charttagger.local.github;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Another host, to which nobody may come: it notes who does, and what they bring along. */
public final class ForeignHost implements AutoCloseable {
  private final ServerSocket socket;
  private final LoopbackServer server;
  private final List<Visitor> visitors = new CopyOnWriteArrayList<>();

  private ForeignHost() throws IOException {
    socket = LoopbackServer.freePort();
    server = LoopbackServer.serve(socket, this::welcome);
  }

  /**
   * A request that came.
   *
   * @param headers the names of its headers: a value may be a secret
   */
  public record Visitor(String request, List<String> headers) {
    /** The headers can no longer be changed. */
    public Visitor {
      headers = List.copyOf(headers);
    }
  }

  /** Starts at a free port. */
  public static ForeignHost start() {
    try {
      return new ForeignHost();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An address there. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/elsewhere");
  }

  /** Who came. */
  public List<Visitor> visitors() {
    return List.copyOf(visitors);
  }

  @Override
  public void close() {
    server.close();
  }

  private Optional<Reply> welcome(Call call) {
    visitors.add(new Visitor(call.method() + " " + call.line(), call.headerNames()));
    return Optional.of(Reply.text(call.isRead() ? 200 : 201, "{}"));
  }
}
