package io.charttagger.local.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.charttagger.local.github.Latency;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/**
 * The main job, which {@code mvn} without arguments runs: the packaged function, end to end, on a
 * repository of this machine.
 */
public final class MainJob {
  // What design.md reckons with for github.com.
  private static final Latency USUAL = Latency.millis(80, 250);

  private static final Path TRACES = Path.of("target", "main-job-failure.txt");

  private MainJob() {}

  /** Reads the system properties that pom.xml hands on; exits with 1 when something is wrong. */
  public static void main(String[] arguments) {
    Screen screen = Screen.standard();
    // DynamoDB Local and the logging that it brings would greet between our lines.
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), true, UTF_8));
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    System.exit(run(System::getProperty, screen, USUAL));
  }

  static int run(UnaryOperator<String> properties, Screen screen, Latency latency) {
    try {
      return run(JobOptions.read(properties), screen, latency);
    } catch (RuntimeException failure) {
      screen.failure(new FailureText(TRACES).of(failure));
      return 1;
    }
  }

  private static int run(JobOptions options, Screen screen, Latency latency) {
    // Before what an earlier job left behind is removed.
    options.repo().ifPresent(GivenRepository::at);
    try (Scratch scratch = scratch(options)) {
      if (options.repo().isPresent()) {
        try (GivenCharts charts = GivenCharts.open(options.repo().get(), options, scratch.path())) {
          new GivenJob(screen, charts, latency).run(options, scratch);
        }
      } else if (options.serve().isPresent()) {
        new SampleJob(screen, latency).serve(scratch, options.serve().get());
      } else {
        new SampleJob(screen, latency).run(scratch.path().resolve("repository.git"));
      }
      return 0;
    }
  }

  private static Scratch scratch(JobOptions options) {
    return options.repo().isPresent() ? GivenJob.scratch(options) : SampleJob.scratch(options);
  }
}
