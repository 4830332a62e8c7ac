package io.charttagger.local.github;

import com.sun.net.httpserver.HttpServer;
import io.charttagger.chart.RepositoryName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.PublicKey;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
  private static final int BACKLOG = 512;

  private final Hosting hosting;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final RequestLog log = new RequestLog();
  private final Faults faults = new Faults();
  private final Limits limits;
  private volatile Latency latency = Latency.NONE;

  static {
    // Without it, Nagle's algorithm and delayed acknowledgements add 40 ms to every answer.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private GitHubSimulator(Clock clock) throws IOException {
    hosting = new Hosting(clock);
    limits = new Limits(clock);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    server.createContext("/", new FrontDoor(this, hosting));
    server.setExecutor(threads);
    server.start();
  }

  /** Starts on a free port, by the machine's clock. */
  public static GitHubSimulator start() {
    return start(Clock.systemUTC());
  }

  /** Starts on a free port; expiry, limits and late look-ups go by this clock. */
  public static GitHubSimulator start(Clock clock) {
    try {
      return new GitHubSimulator(clock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The root of the API, without a slash at its end. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Registers a GitHub App. The first one is installed on every owner, later ones nowhere. */
  public void app(long id, PublicKey key) {
    hosting.app(id, key);
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

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
