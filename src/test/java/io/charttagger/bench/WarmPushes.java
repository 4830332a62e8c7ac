package io.charttagger.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * So many charts raised in one merge, many times over: by a warm process that has kept its token,
 * and beside it by the shell script in a repository of the same shape.
 *
 * @param answer until the function's answer
 * @param lastTag until its last tag
 * @param shellLastTag until the script's last tag
 * @param shellEnd until the script's end
 */
record WarmPushes(
    Layout layout, int charts, Times answer, Times lastTag, Times shellLastTag, Times shellEnd) {
  private static final int WARM_UP = 2;
  private static final int RUNS = 5;

  /** Measures with that process; one after the other, so that none takes time from the other. */
  static WarmPushes measure(
      BenchCloud bench, MeasuredFunction function, ShellWay shell, Raised what) {
    Shape shape = Shape.of(what.layout(), 20);
    ChartsRepository ours = bench.repository(shape);
    ChartsRepository theirs = bench.repository(shape);
    List<Cost> costs = new ArrayList<>();
    List<ShellWay.Took> took = new ArrayList<>();
    for (int run = 0; run < WARM_UP + RUNS; run++) {
      costs.add(function.send(ours, ours.raise(what.charts())));
      theirs.raise(what.charts());
      took.add(shell.run(theirs));
    }
    List<Cost> measured = costs.subList(WARM_UP, costs.size());
    List<ShellWay.Took> shells = took.subList(WARM_UP, took.size());
    return new WarmPushes(
        what.layout(),
        what.charts(),
        times(measured.stream().map(Cost::answer).toList()),
        times(measured.stream().map(Cost::lastTag).toList()),
        times(shells.stream().map(ShellWay.Took::lastTag).toList()),
        times(shells.stream().map(ShellWay.Took::end).toList()));
  }

  /** What is raised. */
  record Raised(Layout layout, int charts) {}

  boolean is(Layout wanted, int count) {
    return layout == wanted && charts == count;
  }

  private static Times times(List<Duration> all) {
    return new Times(all);
  }
}
