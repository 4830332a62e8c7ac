package io.charttagger.fuzz;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Fuzzes every parser of foreign text, guided by the coverage of its code: Jazzer changes inputs
 * and keeps those that reach something new. Each parser has a process of its own with 256 MB, in
 * which nothing unexpected may be thrown, and no input may take a second.
 *
 * <p>Arguments: a directory for logs, inputs and findings; the seconds for each parser; the name of
 * one parser, or nothing for all. Jazzer is on the class path in the Maven profile {@code fuzz}
 * only.
 *
 * @see <a href="https://github.com/CodeIntelligenceTesting/jazzer">Jazzer</a>
 */
final class Fuzzing {
  private static final Pattern STATE =
      Pattern.compile("#(\\d+)\t\\w+ +cov: (\\d+) ft: (\\d+) corp: (\\d+)/");

  /** Fewer is a parser that was not instrumented. */
  private static final int FEWEST_EDGES = 50;

  private static final int LINES_OF_A_FINDING = 60;

  /** Jazzer searches every jar for hooks before it begins, and the tests have 150 of them. */
  private static final Pattern NEEDED =
      Pattern.compile(
          "classes|(?:jazzer|jackson-(?:core|databind|annotations)|snakeyaml|commonmark|github-api|java-jwt"
              + "|commons-(?:io|lang3)|assertj-core|slf4j-\\w+|jspecify)(?:-api)?-\\d.*\\.jar|test-classes");

  private static final String INSTRUMENTED =
      String.join(
          ":",
          "io.charttagger.**",
          "org.yaml.snakeyaml.**",
          "org.commonmark.**",
          "com.fasterxml.jackson.core.**");

  private final Path directory;
  private final int seconds;

  private Fuzzing(Path directory, int seconds) {
    this.directory = directory;
    this.seconds = seconds;
  }

  /** Fuzzes, and exits with 1 when something was found. */
  public static void main(String[] args)
      throws IOException, InterruptedException, ExecutionException {
    Fuzzing fuzzing = new Fuzzing(Path.of(args[0]), Integer.parseInt(args[1]));
    List<FuzzedParser> parsers =
        Arrays.stream(FuzzedParser.values())
            .filter(it -> args.length < 3 || args[2].isEmpty() || it.name().equals(args[2]))
            .toList();
    System.out.printf(
        "%-18s %11s %8s %9s %7s%n", "parser", "executions", "edges", "features", "corpus");
    boolean sound = !parsers.isEmpty();
    try (ExecutorService processors =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      List<Future<Boolean>> results = new ArrayList<>();
      for (FuzzedParser parser : parsers) {
        results.add(processors.submit(() -> fuzzing.isSound(parser)));
      }
      for (Future<Boolean> result : results) {
        sound &= result.get();
      }
    }
    System.exit(sound ? 0 : 1);
  }

  private boolean isSound(FuzzedParser parser) throws IOException, InterruptedException {
    Path own = directory.resolve(parser.name().toLowerCase(Locale.ROOT));
    delete(own);
    Path log = own.resolve("log.txt");
    Process process =
        new ProcessBuilder(command(parser, own))
            .redirectErrorStream(true)
            .redirectOutput(Files.createFile(log).toFile())
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    int exit = process.waitFor();
    List<String> state = state(log);
    boolean sound = exit == 0 && Integer.parseInt(state.get(1)) >= FEWEST_EDGES;
    System.out.printf(
        "%-18s %11s %8s %9s %7s%s%n",
        parser,
        state.get(0),
        state.get(1),
        state.get(2),
        state.get(3),
        sound ? "" : "  failed: see " + log + "\n" + finding(log));
    return sound;
  }

  private static String finding(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
    return lines.stream()
        .dropWhile(line -> !line.startsWith("== ") && !line.contains("ERROR: libFuzzer"))
        .limit(LINES_OF_A_FINDING)
        .map(line -> "    " + line + "\n")
        .collect(Collectors.joining());
  }

  private List<String> command(FuzzedParser parser, Path own) throws IOException {
    Path seeds = Files.createDirectories(own.resolve("seeds"));
    int number = 0;
    for (String seed : parser.target().seeds()) {
      Files.writeString(seeds.resolve("seed-" + number), seed);
      number++;
    }
    return List.of(
        ProcessHandle.current().info().command().orElse("java"),
        "-Xmx256m",
        "-XX:+UseSerialGC",
        // Compiling well takes longer than a short run.
        seconds < 30 ? "-XX:TieredStopAtLevel=1" : "-XX:+TieredCompilation",
        "--enable-native-access=ALL-UNNAMED",
        "-classpath",
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(it -> NEEDED.matcher(Path.of(it).getFileName().toString()).matches())
            .collect(Collectors.joining(File.pathSeparator)),
        "com.code_intelligence.jazzer.Jazzer",
        "--target_class=" + FuzzedInput.class.getName(),
        "--target_args=" + parser.name(),
        "--instrumentation_includes=" + INSTRUMENTED,
        "--reproducer_path=" + own,
        "-artifact_prefix=" + own + "/",
        "-seed=1",
        "-timeout=20",
        "-max_len=4096",
        "-max_total_time=" + seconds,
        Files.createDirectories(own.resolve("corpus")).toString(),
        seeds.toString());
  }

  /** With the same inputs at its beginning, each run takes the same way, as far as it gets. */
  private static void delete(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /** Executions, edges, features and size of the corpus, as last seen. */
  private static List<String> state(Path log) throws IOException {
    List<String> state = List.of("0", "0", "0", "0");
    Matcher matcher = STATE.matcher(Files.readString(log, StandardCharsets.ISO_8859_1));
    while (matcher.find()) {
      state = List.of(matcher.group(1), matcher.group(2), matcher.group(3), matcher.group(4));
    }
    return state;
  }
}
