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
record WarmPushes(Raised raised, Times answer, Times lastTag, Times shellLastTag, Times shellEnd) {
  // With it the process gets its token.
  private static final int WARM_UP = 1;
  private static final int RUNS = 5;

  /** What is measured: all but what takes long and tells nothing new. */
  static final List<Raised> ALL =
      List.of(
          new Raised(Layout.OWN_CHANGELOG, 1),
          new Raised(Layout.OWN_CHANGELOG, 5),
          new Raised(Layout.OWN_CHANGELOG, 20),
          new Raised(Layout.NO_CHANGELOG, 1),
          new Raised(Layout.NO_CHANGELOG, 5),
          new Raised(Layout.NO_CHANGELOG, 20),
          new Raised(Layout.NESTED, 1),
          new Raised(Layout.NESTED, 5));

  /** Measures with that process; one after the other, so that none takes time from the other. */
  static WarmPushes measure(
      BenchCloud bench, MeasuredFunction function, ShellWay shell, Raised raised) {
    Shape shape = raised.shape();
    ChartsRepository ours = bench.repository(shape);
    ChartsRepository theirs = bench.repository(shape);
    List<Cost> costs = new ArrayList<>();
    List<ShellWay.Took> took = new ArrayList<>();
    for (int run = 0; run < WARM_UP + RUNS; run++) {
      costs.add(function.send(ours, ours.raise(raised.charts())));
      theirs.raise(raised.charts());
      took.add(shell.run(theirs));
    }
    List<Cost> measured = costs.subList(WARM_UP, costs.size());
    List<ShellWay.Took> shells = took.subList(WARM_UP, took.size());
    return new WarmPushes(
        raised,
        times(measured.stream().map(Cost::answer).toList()),
        times(measured.stream().map(Cost::lastTag).toList()),
        times(shells.stream().map(ShellWay.Took::lastTag).toList()),
        times(shells.stream().map(ShellWay.Took::end).toList()));
  }

  private static Times times(List<Duration> all) {
    return new Times(all);
  }
}
