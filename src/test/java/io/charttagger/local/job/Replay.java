package io.charttagger.local.job;

import io.charttagger.local.Asking;
import io.charttagger.local.LocalCloud;
import io.charttagger.local.github.DispatchMessage;
import io.charttagger.local.github.MergeMethod;
import io.charttagger.local.github.SimulatedRepository;
import io.charttagger.local.job.ChartPushes.ChartPush;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The last pushes of a real repository once more, one after the other, each told to the function:
 * what it would have done.
 */
final class Replay {
  // As people merge the release pull request now and then, or its list would grow for ever.
  private static final int PUSHES_PER_RELEASE = 25;

  private final Screen screen;
  private final GivenCharts charts;
  private final List<ChartPush> pushes;

  Replay(Screen screen, GivenCharts charts, List<ChartPush> pushes) {
    this.screen = screen;
    this.charts = charts;
    this.pushes = List.copyOf(pushes);
  }

  /**
   * The pushes that a replay is asked for, so many of the last made one where they are glued.
   *
   * @throws JobFailure when there is none
   */
  static List<ChartPush> choose(GivenCharts charts, JobOptions.Replay asked) {
    List<ChartPush> single = charts.pushes().last(asked.pushes(), charts.tip());
    if (single.isEmpty()) {
      throw charts.pushes().none(charts.mainBranch());
    }
    List<ChartPush> glued = new ArrayList<>();
    for (int i = 0; i < single.size(); i += asked.glue()) {
      List<ChartPush> together = single.subList(i, Math.min(single.size(), i + asked.glue()));
      glued.add(
          new ChartPush(
              together.getFirst().before(),
              together.getLast().after(),
              together.getLast().subject()));
    }
    return glued;
  }

  /**
   * Replays them all.
   *
   * @throws JobFailure when a tag is not as the function reported it, or git refuses its signature
   */
  ReplayRecord run() {
    try (LocalCloud cloud = GivenCloud.start(charts)) {
      ChartPush first = pushes.getFirst();
      SimulatedRepository repository = charts.hostAt(cloud, first.before());
      int tags = charts.tags().takeUpTo(first.before());
      int pulls =
          new SubjectPullRequests(repository).register(first.before(), pushes.getLast().after());
      screen.line(
          "Chart Tagger on %d pushes of %s, %s"
              .formatted(pushes.size(), repository.name(), charts.mainBranch()));
      screen.wrapped(
          0,
          "The given repository is only read. Taken over as they were before the first push: %d"
                  .formatted(tags)
              + " tags; release begins there. Pull requests known from the subjects: "
              + pulls
              + ".");
      screen.line("");
      TagVerifier proof = new TagVerifier(cloud, repository);
      SignatureVerifier signatures = new SignatureVerifier(cloud.app(), repository.git());
      ReplayRecord record = new ReplayRecord();
      for (ChartPush push : pushes) {
        replay(cloud, repository, push, record);
        proof.tagsStand(record.last());
        tell(record, push);
      }
      screen.line("");
      signatures.show(screen);
      return record;
    }
  }

  private void replay(
      LocalCloud cloud, SimulatedRepository repository, ChartPush push, ReplayRecord record) {
    charts.moveMain(push.after());
    Asking.Asked asked =
        new Asking(cloud, repository)
            .ask(DispatchMessage.of(repository, push.before(), push.after()));
    new TagVerifier(cloud, repository).allCallsKnown();
    // There were hours between the pushes in truth.
    cloud.forgetPace(repository);
    cloud.github().limits().hourPasses();
    record.add(
        push,
        asked.last(),
        new ReplayRecord.Effort(cloud.github().log().all().size(), asked.took()));
    if (record.size() % PUSHES_PER_RELEASE == 0) {
      release(repository, Instant.now());
    }
  }

  private static void release(SimulatedRepository repository, Instant when) {
    repository.pulls().open().stream()
        .filter(pull -> pull.base().equals("release"))
        .forEach(pull -> repository.pulls().merge(pull.number(), MergeMethod.MERGE, when));
  }

  private void tell(ReplayRecord record, ChartPush push) {
    int done = record.size();
    boolean shown = done % Math.max(1, pushes.size() / 20) == 0 || done == pushes.size();
    if (shown || record.last().outcome().equals("failed")) {
      screen.progress(
          "%4d/%d  %s  %-14s  %s"
              .formatted(
                  done,
                  pushes.size(),
                  push.after().value().substring(0, 7),
                  record.last().outcome(),
                  push.subject()));
    }
  }
}
