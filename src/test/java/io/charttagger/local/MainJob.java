package io.charttagger.local;

import static java.nio.charset.StandardCharsets.UTF_8;

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

  private static final Path LIST = Path.of("target", "replay.tsv");

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
    try (Scratch scratch = Scratch.create()) {
      JobOptions options = JobOptions.read(properties);
      if (options.repo().isEmpty()) {
        new SampleJob(screen, latency).run(scratch.path().resolve("repository.git"));
        return 0;
      }
      try (GivenCharts charts = GivenCharts.open(options.repo().get(), options, scratch.path())) {
        if (options.replay().isPresent()) {
          replay(charts, options.replay().get(), screen);
        } else {
          new GivenPushJob(screen, charts).run(options.push(), latency);
        }
      }
      return 0;
    } catch (JobFailure failure) {
      screen.bad("The main job failed: " + failure.getMessage());
      return 1;
    }
  }

  private static void replay(GivenCharts charts, JobOptions.Replay asked, Screen screen) {
    ReplayRecord record = new Replay(screen, charts, Replay.choose(charts, asked)).run();
    record.show(screen);
    record.write(LIST);
    screen.line("");
    screen.line("Every row is in " + LIST + ".");
  }
}
