package io.charttagger.local.job;

import io.charttagger.local.LocalCloud;
import io.charttagger.local.github.DispatchMessage;
import io.charttagger.local.github.Latency;
import java.nio.file.Path;
import java.util.Map;

/** The main job on the made-up repository. */
final class SampleJob {
  private static final Path LEFT = Path.of("target", "sample");
  private static final LocalCloud.Plan PLAN = LocalCloud.Plan.of(Map.of()).withSignedTags();

  private final Screen screen;
  private final Latency latency;

  SampleJob(Screen screen, Latency latency) {
    this.screen = screen;
    this.latency = latency;
  }

  /** Where it takes place: what made tags is left for people to look at them. */
  static Scratch scratch(JobOptions options) {
    return options.serve().isPresent() ? Scratch.create() : Scratch.leftAt(LEFT);
  }

  /** Serves it until a signal comes. */
  void serve(Scratch scratch, int port) {
    LocalCloud cloud = LocalCloud.start(PLAN);
    SampleCharts sample =
        SampleCharts.in(cloud, scratch.path().resolve("repository.git")).proposeBeta();
    new Serving(screen, cloud, sample.repository(), Scratch.leftAt(Serving.FILES).path())
        .stay(
            port,
            DispatchMessage.of(sample.repository(), sample.before(), sample.after()),
            scratch);
  }

  /** Runs it in that directory. */
  void run(Path directory) {
    try (LocalCloud cloud = LocalCloud.start(PLAN)) {
      SampleCharts sample = SampleCharts.in(cloud, directory);
      screen.line("Chart Tagger on a sample repository: one push that brings three pull requests.");
      new PushJob(screen, cloud, sample.repository())
          .run(
              DispatchMessage.of(sample.repository(), sample.before(), sample.after()),
              latency,
              true);
    }
  }
}
