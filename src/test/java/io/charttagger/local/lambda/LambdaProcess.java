package io.charttagger.local.lambda;

import io.charttagger.local.log.TestLog;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The operating system's side of a {@link LambdaHost}: command line, environment, signals. */
final class LambdaProcess {
  private static final List<String> RUNTIME_JARS =
      List.of(
          "aws-lambda-java-runtime-interface-client",
          "aws-lambda-java-core",
          "aws-lambda-java-serialization",
          "utils-lite");

  private final Process process;
  private final Thread reader;
  private final List<String> output = new CopyOnWriteArrayList<>();
  private final AtomicLong peakMemory = new AtomicLong();

  LambdaProcess(LambdaHost.Setup setup, String runtimeApi) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command(setup));
    builder.directory(setup.function().toFile()).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment(setup, runtimeApi));
    process = builder.start();
    // Reading a pipe blocks the thread that carries a virtual one: five processes block all of
    // them.
    reader = Thread.ofPlatform().daemon().start(this::copyOutput);
  }

  /** Tells the exit code once the process has ended. */
  void onExit(IntConsumer ended) {
    Thread.ofVirtual().start(() -> ended.accept(process.onExit().join().exitValue()));
  }

  long id() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  List<String> output() {
    return List.copyOf(output);
  }

  /** In bytes, as of the last time that it could be read. */
  long peakMemory() {
    notePeakMemory();
    return peakMemory.get();
  }

  void kill() {
    notePeakMemory();
    // The process's own method closes its streams as well, and what it said last would be lost.
    process.toHandle().destroyForcibly();
  }

  /** Waits until the process is gone and all that it said is read. */
  void awaitEnd() {
    process.onExit().join();
    try {
      reader.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  void signal(String name) {
    run("kill", "-" + name, Long.toString(process.pid()));
  }

  /** Asks the JVM from outside, which runs next to no Java code in it. */
  void jcmd(String... command) {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    run(
        Stream.concat(
                Stream.of(jcmd.toString(), Long.toString(process.pid())), Arrays.stream(command))
            .toArray(String[]::new));
  }

  /** The other ends of its TCP sockets, each as the kernel writes address and port. */
  List<String> peers() {
    Path self = Path.of("/proc", Long.toString(process.pid()));
    try (Stream<Path> open = Files.list(self.resolve("fd"))) {
      Set<String> sockets = open.map(LambdaProcess::target).collect(Collectors.toSet());
      List<String> peers = new ArrayList<>();
      for (String table : List.of("net/tcp", "net/tcp6")) {
        for (String line : Files.readAllLines(self.resolve(table))) {
          String[] fields = line.strip().split(" +", -1);
          if (sockets.contains("socket:[" + fields[9] + "]")) {
            peers.add(fields[2]);
          }
        }
      }
      return peers;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException closedMeanwhile) {
      return "";
    }
  }

  private static void run(String... command) {
    try {
      Process asked =
          new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
      if (asked.waitFor() != 0) {
        throw new IllegalStateException("failed: " + String.join(" ", command));
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  void notePeakMemory() {
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

  private void copyOutput() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      lines.lines().forEach(this::heard);
    } catch (IOException | UncheckedIOException closed) {
      output.add("(output ended: " + closed.getMessage() + ")");
    }
  }

  private void heard(String line) {
    TestLog.shared().hear("a function's process", line);
    output.add(line);
  }

  private static List<String> command(LambdaHost.Setup setup) {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    // What the managed runtime sets too.
    command.add("-XX:+UseSerialGC");
    command.add("-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac");
    command.add(NativeRuntime.option());
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

  private static Map<String, String> environment(LambdaHost.Setup setup, String runtimeApi) {
    Map<String, String> environment = new HashMap<>();
    environment.put("PATH", "/usr/bin:/bin");
    environment.put("LANG", "en_US.UTF-8");
    environment.put("TZ", ":UTC");
    environment.put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
    environment.put("_HANDLER", setup.handler());
    environment.put("LAMBDA_TASK_ROOT", setup.function().toString());
    environment.put("AWS_LAMBDA_FUNCTION_NAME", "chart-tagger");
    environment.put("AWS_LAMBDA_FUNCTION_VERSION", "1");
    environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024");
    environment.put(
        "AWS_LAMBDA_INITIALIZATION_TYPE", setup.snapStart() ? "snap-start" : "on-demand");
    environment.put("AWS_REGION", "us-east-1");
    environment.putAll(credentials(setup, runtimeApi));
    environment.putAll(setup.environment());
    return environment;
  }

  /** With SnapStart an address instead of the credentials, which would expire in the snapshot. */
  private static Map<String, String> credentials(LambdaHost.Setup setup, String runtimeApi) {
    return setup.snapStart()
        ? Map.of(
            "AWS_CONTAINER_CREDENTIALS_FULL_URI",
            "http://" + runtimeApi + RuntimeApi.CREDENTIALS,
            "AWS_CONTAINER_AUTHORIZATION_TOKEN",
            "local")
        : Map.of("AWS_ACCESS_KEY_ID", "local", "AWS_SECRET_ACCESS_KEY", "local");
  }
}
