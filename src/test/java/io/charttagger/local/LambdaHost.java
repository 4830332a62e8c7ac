package io.charttagger.local;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * One Lambda sandbox on this machine: the packaged function under AWS's own runtime interface
 * client, in a process of its own, fed by {@link RuntimeApi}. As on Lambda it handles one event at
 * a time, sees none of our environment, and is killed when an event takes longer than allowed.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">The runtime API</a>
 */
public final class LambdaHost implements AutoCloseable {
  private static final List<String> RUNTIME_JARS =
      List.of(
          "aws-lambda-java-runtime-interface-client",
          "aws-lambda-java-core",
          "aws-lambda-java-serialization",
          "utils-lite");

  /** Beside the time allowed for the event; more than Lambda gives, for a busy machine. */
  private static final Duration INITIALISATION = Duration.ofSeconds(30);

  private final RuntimeApi api;
  private final Process process;
  private final long startedAt = System.nanoTime();
  private final List<String> output = new CopyOnWriteArrayList<>();
  private final AtomicLong peakMemory = new AtomicLong();

  private LambdaHost(Setup setup) throws IOException {
    api = new RuntimeApi();
    ProcessBuilder builder = new ProcessBuilder(command(setup));
    builder.directory(setup.function().toFile()).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment(setup, api));
    process = builder.start();
    Thread.ofVirtual().start(() -> copy(process.getInputStream()));
    Thread.ofVirtual().start(() -> api.crashed("exit code " + process.onExit().join().exitValue()));
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

  /**
   * Hands in an event and waits for the answer. A sandbox started for a snapshot is restored first.
   *
   * @param allowed the function's timeout
   */
  public synchronized Answer invoke(String event, Duration allowed) {
    api.restore();
    RuntimeApi.Event taken = api.offer(event, allowed);
    try {
      taken.handedOut().get(INITIALISATION.toMillis(), TimeUnit.MILLISECONDS);
      Answer given = taken.answer().get(allowed.toMillis(), TimeUnit.MILLISECONDS);
      notePeakMemory();
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
      throw new IllegalStateException("not ready; it said " + output, failure);
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
    return List.copyOf(output);
  }

  /** The most memory that the process had resident, in bytes, as of the last answer. */
  public long peakMemory() {
    notePeakMemory();
    return peakMemory.get();
  }

  /** Freezes the process as it is (SIGSTOP). */
  public void pause() {
    signal("STOP");
  }

  /** Lets a frozen process go on (SIGCONT). */
  public void resume() {
    signal("CONT");
  }

  /** Ends the process at once (SIGKILL); whoever waits for an answer gets {@code Crashed}. */
  public void kill() {
    notePeakMemory();
    process.destroyForcibly();
  }

  /** True until the process has ended. */
  public boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    kill();
    process.onExit().join();
    api.close();
  }

  private void signal(String name) {
    try {
      Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
      if (kill.waitFor() != 0) {
        throw new IllegalStateException("no process " + process.pid() + " to " + name);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private void notePeakMemory() {
    try {
      Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
          .forEach(bytes -> peakMemory.accumulateAndGet(bytes, Math::max));
    } catch (IOException ended) {
      // The process is gone, and its last known peak stands; or this is no Linux, and it stays 0.
      return;
    }
  }

  private void copy(InputStream stream) {
    try (BufferedReader reader =
        new BufferedReader(new java.io.InputStreamReader(stream, StandardCharsets.UTF_8))) {
      reader.lines().forEach(output::add);
    } catch (IOException | UncheckedIOException closed) {
      output.add("(output ended: " + closed.getMessage() + ")");
    }
  }

  private static List<String> command(Setup setup) {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    // What the managed runtime sets too.
    command.add("-XX:+UseSerialGC");
    command.add("-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(setup.jvmFlags());
    command.addAll(List.of("-classpath", runtimeJars()));
    command.add("com.amazonaws.services.lambda.runtime.api.client.AWSLambda");
    command.add(setup.handler());
    return command;
  }

  /**
   * The client loads the function itself, from the working directory; its own jars are all else.
   */
  private static String runtimeJars() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> RUNTIME_JARS.stream().anyMatch(jar -> isVersionOf(jar, entry)))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static boolean isVersionOf(String jar, String path) {
    return Path.of(path).getFileName().toString().matches(jar + "-[0-9].*\\.jar");
  }

  private static Map<String, String> environment(Setup setup, RuntimeApi api) {
    Map<String, String> environment = new HashMap<>();
    environment.put("PATH", "/usr/bin:/bin");
    environment.put("LANG", "en_US.UTF-8");
    environment.put("TZ", ":UTC");
    environment.put("AWS_LAMBDA_RUNTIME_API", api.address());
    environment.put("_HANDLER", setup.handler());
    environment.put("LAMBDA_TASK_ROOT", setup.function().toString());
    environment.put("AWS_LAMBDA_FUNCTION_NAME", "chart-tagger");
    environment.put("AWS_LAMBDA_FUNCTION_VERSION", "1");
    environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024");
    environment.put(
        "AWS_LAMBDA_INITIALIZATION_TYPE", setup.snapStart() ? "snap-start" : "on-demand");
    environment.put("AWS_REGION", "us-east-1");
    environment.put("AWS_ACCESS_KEY_ID", "local");
    environment.put("AWS_SECRET_ACCESS_KEY", "local");
    environment.putAll(setup.environment());
    return environment;
  }
}
