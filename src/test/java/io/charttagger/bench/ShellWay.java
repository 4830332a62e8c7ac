package io.charttagger.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.charttagger.local.github.Latency;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * The same work by a shell script with a clone, on a repository of the same shape and with answers
 * as slow: {@code clone-tag-push.sh}.
 */
final class ShellWay implements AutoCloseable {
  private static final String SCRIPT = "clone-tag-push.sh";

  private final BenchCloud bench;
  private final Path scratch;
  private final GitHttpServer server;

  /** Works below that directory, on the repositories of that cloud. */
  ShellWay(BenchCloud bench, Path scratch, Latency latency) {
    this.bench = bench;
    this.scratch = scratch;
    try {
      server = new GitHttpServer(scratch);
      server.latency(latency);
      try (InputStream script = ShellWay.class.getResourceAsStream("/bench/" + SCRIPT)) {
        Files.write(scratch.resolve(SCRIPT), script.readAllBytes());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * How long it took.
   *
   * @param lastTag from its start to GitHub's answer to the push of the tags
   * @param end from its start to its end, the release pull request included
   * @param gitRequests HTTP requests of git
   */
  record Took(Duration lastTag, Duration end, int gitRequests) {}

  /** Tags what the last merge raised. */
  Took run(ChartsRepository repository) {
    try {
      Path directory = Files.createTempDirectory(scratch, "shell-");
      ProcessBuilder builder =
          new ProcessBuilder(
              "bash",
              scratch.resolve(SCRIPT).toString(),
              server.url(),
              bench.cloud().github().url(),
              repository.hosted().name().toString());
      builder.environment().putAll(environment(repository));
      builder.directory(directory.toFile()).redirectErrorStream(true);
      server.takeRequests();
      long start = System.nanoTime();
      Process process = builder.start();
      String said = new String(process.getInputStream().readAllBytes(), UTF_8);
      int code = process.waitFor();
      Duration end = Duration.ofNanos(System.nanoTime() - start);
      if (code != 0) {
        throw new IllegalStateException(SCRIPT + " ended with " + code + ": " + said);
      }
      return new Took(Duration.ofNanos(server.pushedAt() - start), end, server.takeRequests());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.close();
  }

  private Map<String, String> environment(ChartsRepository repository) {
    return Map.of(
        "GITHUB_TOKEN", bench.cloud().github().token(repository.hosted()),
        "GIT_CONFIG_NOSYSTEM", "1",
        "GIT_CONFIG_GLOBAL", "/dev/null",
        "GIT_TERMINAL_PROMPT", "0",
        "GIT_COMMITTER_NAME", "bench",
        "GIT_COMMITTER_EMAIL", "bench@example.com");
  }
}
