package io.charttagger.local.job;

import io.charttagger.local.github.Latency;
import io.charttagger.local.job.ChartPushes.ChartPush;
import io.charttagger.local.page.ReplayPage;
import io.charttagger.local.page.Traces;
import java.nio.file.Path;
import java.util.List;

/** The main job on a real repository, in one of its three forms. */
final class GivenJob {
  private static final Path LIST = Path.of("target", "replay.tsv");
  private static final Path REPLAYED = Path.of("target", "replay");
  private static final Path PUSHED = Path.of("target", "push");
  private static final Path PAGE = REPLAYED.resolve("report.html");

  private final Screen screen;
  private final GivenCharts charts;
  private final Latency latency;

  GivenJob(Screen screen, GivenCharts charts, Latency latency) {
    this.screen = screen;
    this.charts = charts;
    this.latency = latency;
  }

  /** Where it takes place: what made tags is left for people to look at them. */
  static Scratch scratch(JobOptions options) {
    if (options.replay().isPresent()) {
      return Scratch.leftAt(REPLAYED);
    }
    return options.serve().isPresent() ? Scratch.create() : Scratch.leftAt(PUSHED);
  }

  /** Replays, serves or runs one push, as asked. */
  void run(JobOptions options, Scratch scratch) {
    if (options.replay().isPresent()) {
      replay(options.replay().get());
    } else if (options.serve().isPresent()) {
      new GivenPushJob(screen, charts).serve(options.push(), scratch, options.serve().get());
    } else {
      new GivenPushJob(screen, charts).run(options.push(), latency);
    }
  }

  private void replay(JobOptions.Replay asked) {
    List<ChartPush> pushes = Replay.choose(charts, asked);
    int found = charts.pushes().last(asked.pushes(), charts.tip()).size();
    if (found < asked.pushes()) {
      screen.line(
          "-Dpushes=%d: %s has only %d that changed a chart; all of them are replayed."
              .formatted(asked.pushes(), charts.mainBranch(), found));
    }
    ReplayRecord record = new Replay(screen, charts, pushes).run();
    record.show(screen);
    record.write(LIST);
    Path repository = REPLAYED.resolve(LinkedRepository.NAME);
    String show = "git --git-dir " + repository + " show TAG";
    new ReplayPage(new ReplayReader(charts, new Traces(LIST.toString(), show)).read(record))
        .write(PAGE);
    screen.line("");
    screen.line("Every row is in " + LIST + ". Any tag as git shows it:");
    screen.command(show);
    screen.line("And its signature, as git verifies it:");
    screen.command(AllowedSignersFile.beside(repository).command(repository, "TAG"));
    screen.line("The page with all of it, for a browser:");
    screen.line(PAGE.toString());
  }
}
