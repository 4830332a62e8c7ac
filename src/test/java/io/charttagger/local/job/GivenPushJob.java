package io.charttagger.local.job;

import io.charttagger.chart.CommitSha;
import io.charttagger.local.LocalCloud;
import io.charttagger.local.github.DispatchMessage;
import io.charttagger.local.github.Latency;
import io.charttagger.local.github.SimulatedRepository;
import io.charttagger.local.job.ChartPushes.ChartPush;
import java.util.List;

/** The main job on one push of a real repository. */
final class GivenPushJob {
  private final Screen screen;
  private final GivenCharts charts;

  GivenPushJob(Screen screen, GivenCharts charts) {
    this.screen = screen;
    this.charts = charts;
  }

  /** Runs it, and the same dispatch again. */
  void run(JobOptions.Push asked, Latency latency) {
    ChartPush push = choose(asked);
    try (LocalCloud cloud = GivenCloud.start(charts)) {
      SimulatedRepository repository = host(cloud, push);
      new PushJob(screen, cloud, repository)
          .run(DispatchMessage.of(repository, push.before(), push.after()), latency, false);
    }
  }

  /** Serves it until a signal comes, the push done and not yet told of. */
  void serve(JobOptions.Push asked, Scratch scratch, int port) {
    ChartPush push = choose(asked);
    LocalCloud cloud = GivenCloud.start(charts);
    SimulatedRepository repository = host(cloud, push);
    new Serving(screen, cloud, repository, Scratch.leftAt(Serving.FILES).path())
        .stay(port, DispatchMessage.of(repository, push.before(), push.after()), scratch);
  }

  private SimulatedRepository host(LocalCloud cloud, ChartPush push) {
    SimulatedRepository repository = charts.hostAt(cloud, push.before());
    int tags = charts.tags().takeUpTo(push.before());
    int pulls = new SubjectPullRequests(repository).register(push.before(), push.after());
    charts.moveMain(push.after());
    screen.line("Chart Tagger on a push of " + repository.name() + ": " + push.subject());
    screen.wrapped(
        0,
        "The given repository is only read. Taken over as they were before the push: %s, %d tags"
                .formatted(charts.mainBranch(), tags)
            + " (later ones are left out); release begins there. Pull requests known from the"
            + " subjects: %d.".formatted(pulls));
    return repository;
  }

  private ChartPush choose(JobOptions.Push asked) {
    if (asked.before().isEmpty() && asked.after().isEmpty()) {
      List<ChartPush> last = charts.pushes().last(1, charts.tip());
      if (last.isEmpty()) {
        throw charts.pushes().none(charts.mainBranch());
      }
      return last.getFirst();
    }
    CommitSha after = asked.after().map(charts::commit).orElseGet(charts::tip);
    return charts.pushes().push(asked.before().map(charts::commit), after, charts.tip());
  }
}
