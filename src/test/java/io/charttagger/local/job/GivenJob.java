package io.charttagger.local.job;

import io.charttagger.local.github.Latency;
import io.charttagger.local.page.ReplayPage;
import io.charttagger.local.page.Traces;
import java.nio.file.Path;

/** The main job on a real repository, in one of its three forms. */
final class GivenJob {
  private static final Path LIST = Path.of("target", "replay.tsv");
  private static final Path REPLAYED = Path.of("target", "replay");
  private static final Path PAGE = REPLAYED.resolve("report.html");

  private final Screen screen;
  private final GivenCharts charts;
  private final Latency latency;

  GivenJob(Screen screen, GivenCharts charts, Latency latency) {
    this.screen = screen;
    this.charts = charts;
    this.latency = latency;
  }

  /** Where a replay takes place, which is left for people to look at its tags. */
  static Scratch replayScratch() {
    return Scratch.leftAt(REPLAYED);
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
    ReplayRecord record = new Replay(screen, charts, Replay.choose(charts, asked)).run();
    record.show(screen);
    record.write(LIST);
    String show = "git --git-dir " + REPLAYED.resolve(LinkedRepository.NAME) + " show TAG";
    new ReplayPage(new ReplayReader(charts, new Traces(LIST.toString(), show)).read(record))
        .write(PAGE);
    screen.line("");
    screen.line("Every row is in " + LIST + ". Any tag as git shows it:");
    screen.command(show);
    screen.line("The page with all of it, for a browser:");
    screen.line(PAGE.toString());
  }
}
