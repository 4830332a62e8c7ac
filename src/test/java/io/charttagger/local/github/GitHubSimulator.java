package io.charttagger.local.github;

import io.charttagger.chart.RepositoryName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.security.PublicKey;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.lib.Repository;

/**
 * GitHub's REST over real git objects, on loopback, as strict as GitHub is where the product can
 * tell. Safe for concurrent use by several processes.
 *
 * <p>{@code SimulatedRepository} holds the settings of one repository, {@link RequestLog} what was
 * asked, {@link Faults} what is to go wrong.
 *
 * @see <a href="https://docs.github.com/en/rest">GitHub REST API</a>
 */
public final class GitHubSimulator implements AutoCloseable {
  private final Hosting hosting;
  private final ServerSocket socket;
  private final LoopbackServer server;
  private final RequestLog log = new RequestLog();
  private final Faults faults = new Faults();
  private final Limits limits;
  private final List<Throwable> failures = new ArrayList<>();
  private volatile Latency latency = Latency.NONE;
  private volatile boolean closing;

  static {
    // For the JDK's server, which others use beside this one: without it, Nagle's algorithm and
    // delayed acknowledgements add 40 ms to every answer.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private GitHubSimulator(Clock clock) throws IOException {
    hosting = new Hosting(clock);
    limits = new Limits(clock);
    socket = LoopbackServer.freePort();
    server = LoopbackServer.serve(socket, new FrontDoor(this, hosting));
  }

  /** Starts on a free port, by the machine's clock. */
  public static GitHubSimulator start() {
    return start(Clock.systemUTC());
  }

  /**
   * Starts on a free port; expiry, limits, late look-ups and the {@code Date} of every answer go by
   * this clock.
   */
  public static GitHubSimulator start(Clock clock) {
    try {
      return new GitHubSimulator(clock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The root of the API, without a slash at its end. */
  public String url() {
    return "http://127.0.0.1:" + socket.getLocalPort();
  }

  /** Registers a GitHub App. The first one is installed on every owner, later ones nowhere. */
  public void app(long id, PublicKey key) {
    hosting.app(id, key);
  }

  /** Changes what every App requests; what an installation grants stays as it is. */
  public void registration(AppRegistration registration) {
    hosting.registration(registration);
  }

  /** Serves a repository, private until told otherwise. */
  public SimulatedRepository host(RepositoryName name, Repository git) {
    return hosting.host(name, git);
  }

  /** A token for one repository with all that the installation was granted, without any request. */
  public String token(SimulatedRepository repository) {
    return token(repository, repository.installation().permissions());
  }

  /** A token for one repository with these permissions, without any request. */
  public String token(SimulatedRepository repository, Map<String, String> permissions) {
    return hosting.issue(repository.installation(), Set.of(repository.id()), permissions).secret();
  }

  public RequestLog log() {
    return log;
  }

  public Faults faults() {
    return faults;
  }

  public Limits limits() {
    return limits;
  }

  public Latency latency() {
    return latency;
  }

  /** How long answers take from now on. */
  public void latency(Latency wanted) {
    latency = wanted;
  }

  /** Notes that the simulator itself went wrong, which the client cannot tell from GitHub's 500. */
  void failed(Call call, Throwable failure) {
    if (!closing) {
      synchronized (failures) {
        failures.add(new IllegalStateException(call.method() + " " + call.line(), failure));
      }
    }
  }

  /**
   * Stops.
   *
   * @throws IllegalStateException when the simulator itself went wrong at any request
   */
  @Override
  public void close() {
    closing = true;
    server.close();
    synchronized (failures) {
      if (!failures.isEmpty()) {
        IllegalStateException all =
            new IllegalStateException(
                "requests at which the simulator itself failed: " + failures.size());
        failures.forEach(all::addSuppressed);
        failures.clear();
        throw all;
      }
    }
  }
}
