package io.charttagger.local.lambda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One Lambda sandbox on this machine: the packaged function under AWS's own runtime interface
 * client, in a process of its own, fed by {@link RuntimeApi}. As on Lambda it handles one event at
 * a time, sees none of our environment, and is killed when an event takes longer than allowed.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">The runtime API</a>
 */
public final class LambdaHost implements AutoCloseable {
  /** Beside the time allowed for the event; more than Lambda gives, for a busy machine. */
  private static final Duration INITIALISATION = Duration.ofMinutes(2);

  private final RuntimeApi api;
  private final LambdaProcess process;
  private final long startedAt = System.nanoTime();

  private LambdaHost(Setup setup) throws IOException {
    api = new RuntimeApi();
    process = new LambdaProcess(setup, api.address());
    process.onExit(code -> api.crashed("exit code " + code));
  }

  /**
   * What to run.
   *
   * @param function the packaged function: classes at its root, {@code lib/*.jar}
   * @param handler the handler's class
   * @param environment added to what Lambda itself sets
   * @param jvmFlags such as {@code -Xmx256m}
   * @param snapStart whether to run the hooks around a snapshot
   */
  public record Setup(
      Path function,
      String handler,
      Map<String, String> environment,
      List<String> jvmFlags,
      boolean snapStart) {

    public Setup {
      environment = Map.copyOf(environment);
      jvmFlags = List.copyOf(jvmFlags);
    }

    /** The product as it is packaged, {@code function.directory} saying where. */
    public static Setup ofFunction(Map<String, String> environment) {
      Path function = Path.of(System.getProperty("function.directory", "target/function"));
      return new Setup(
          function.toAbsolutePath(),
          "io.charttagger.TaggingHandler",
          environment,
          List.of(),
          false);
    }

    /** The same with these JVM flags. */
    public Setup withFlags(String... flags) {
      return new Setup(function, handler, environment, List.of(flags), snapStart);
    }

    /** The same, started as for a snapshot. */
    public Setup withSnapStart() {
      return new Setup(function, handler, environment, jvmFlags, true);
    }
  }

  /** What came of an event. */
  public sealed interface Answer {
    /** The function returned this. */
    record Returned(String body) implements Answer {}

    /** The function threw; the runtime's JSON with type, message and stack trace. */
    record Failed(String error) implements Answer {}

    /** The process ended before it answered, by itself or by {@link #kill}. */
    record Crashed(String why) implements Answer {}

    /** The time allowed was over; the process is killed, as Lambda does. */
    record TimedOut() implements Answer {}

    /** What the function returned, or an error that shows what came instead. */
    default String body() {
      return switch (this) {
        case Returned(String body) -> body;
        case Failed(String error) -> throw new IllegalStateException("function failed: " + error);
        case Crashed(String why) -> throw new IllegalStateException("function crashed: " + why);
        case TimedOut() -> throw new IllegalStateException("function timed out");
      };
    }
  }

  /** Starts the process; it goes on initialising while this returns. */
  public static LambdaHost start(Setup setup) {
    if (!Files.isDirectory(setup.function())) {
      throw new IllegalStateException(
          setup.function() + " is missing: `mvn package` makes it, or set -Dfunction.directory");
    }
    try {
      return new LambdaHost(setup);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Hands in an event that is text. */
  public Answer invoke(String event, Duration allowed) {
    return invoke(event.getBytes(StandardCharsets.UTF_8), allowed);
  }

  /**
   * Hands in an event and waits for the answer. A sandbox started for a snapshot is restored first.
   *
   * @param allowed the function's timeout
   */
  public synchronized Answer invoke(byte[] event, Duration allowed) {
    api.restore();
    RuntimeApi.Event taken = api.offer(event, allowed);
    try {
      taken.handedOut().get(INITIALISATION.toMillis(), TimeUnit.MILLISECONDS);
      Answer given = taken.answer().get(allowed.toMillis(), TimeUnit.MILLISECONDS);
      process.notePeakMemory();
      return given;
    } catch (TimeoutException late) {
      kill();
      return new Answer.TimedOut();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Waits until the process is ready for its first event, or for its snapshot. */
  public Duration awaitReady(Duration longest) {
    try {
      api.ready().get(longest.toMillis(), TimeUnit.MILLISECONDS);
      return Duration.ofNanos(api.readyAt() - startedAt);
    } catch (TimeoutException | ExecutionException failure) {
      throw new IllegalStateException("not ready; it said " + output(), failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /** Lets a sandbox that waits at its snapshot go on; the hooks after the restore run now. */
  public void restore() {
    api.restore();
  }

  /** What the process printed so far, line by line: the log. */
  public List<String> output() {
    return process.output();
  }

  /** Writes into a file what is on the process's heap, garbage included. */
  public void dumpWholeHeap(Path file) {
    process.jcmd("GC.heap_dump", "-all", file.toString());
  }

  /** Collects the garbage, and writes into a file what is on the process's heap then. */
  public void dumpHeap(Path file) {
    process.jcmd("GC.heap_dump", file.toString());
  }

  /** The ports at the other ends of the process's TCP sockets, Lambda's own aside. */
  public List<Integer> connectedTo() {
    return process.peers().stream()
        .map(peer -> Integer.parseInt(peer.substring(peer.lastIndexOf(':') + 1), 16))
        .filter(port -> !api.address().endsWith(":" + port))
        .toList();
  }

  /** The most memory that the process had resident, in bytes, as of the last answer. */
  public long peakMemory() {
    return process.peakMemory();
  }

  /** The operating system's number for the process, for those who measure it from outside. */
  public long processId() {
    return process.id();
  }

  /** Freezes the process as it is (SIGSTOP). */
  public void pause() {
    process.signal("STOP");
  }

  /** Lets a frozen process go on (SIGCONT). */
  public void resume() {
    process.signal("CONT");
  }

  /** Ends the process at once (SIGKILL); whoever waits for an answer gets {@code Crashed}. */
  public void kill() {
    process.kill();
  }

  /** True until the process has ended. */
  public boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    kill();
    process.awaitEnd();
    api.close();
  }
}
