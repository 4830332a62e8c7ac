package io.charttagger.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The numbers that the product is to hold, each beside what was measured. */
final class NumbersToHold {
  private static final int[] MERGED = {1, 5, 20, 100};
  private static final double MEGABYTE = 1 << 20;
  private static final double FLAT_BYTES = 1.1;
  // A heap is of another size in each run.
  private static final double FLAT_MEMORY = 1.25;
  // GitHub lists a directory whole: a line for each chart in it, before and after.
  private static final long LISTED = 2 * 400;

  private final Results results;
  private final List<Goal> goals = new ArrayList<>();

  private NumbersToHold(Results results) {
    this.results = results;
  }

  /** All of them, in the order of the design's table. */
  static List<Goal> of(Results results) {
    NumbersToHold numbers = new NumbersToHold(results);
    numbers.calls();
    numbers.callsWithoutANewVersion();
    numbers.roundTrips();
    numbers.wallTime();
    numbers.besideTheShell();
    numbers.goals.add(
        Goal.byTest(
            "asks of a push of 125, 300, 500 charts, and the time they take", "EveryPushEndsTest"));
    numbers.goals.add(
        Goal.byTest("calls of a catch-up over 300 repositories without news", "CatchUpTest"));
    numbers.bytesAndMemory();
    numbers.dynamoDbAndPackage();
    numbers.afterRestore();
    return List.copyOf(numbers.goals);
  }

  private void calls() {
    for (int n : MERGED) {
      callsOf(results.merged(Layout.OWN_CHANGELOG, n), 8 + 6 * n);
    }
    for (int n : MERGED) {
      callsOf(results.merged(Layout.NO_CHANGELOG, n), 9 + 8 * n);
    }
    for (int n : MERGED) {
      Cost cost = results.merged(Layout.OWN_CHANGELOG, n).first();
      goals.add(Goal.of(cost, "writes, N = " + n, 2 + 2 * n, cost.writes()));
    }
  }

  private void callsOf(MergedCharts merged, int most) {
    Cost cost = merged.first();
    goals.add(Goal.of(cost, "REST calls, " + merged.raised().words(), most, cost.calls()));
  }

  private void callsWithoutANewVersion() {
    each(5, 20);
    each(60, 500);
    Cost among = results.other(OtherPushes.AMONG_SERVICES);
    int alone = results.other(OtherPushes.ONE_CHART).calls();
    goals.add(
        Goal.of(
            among,
            "calls for 481 files of no chart, 4 levels deep",
            2 * ChartFiles.SERVICE_LEVELS,
            among.calls() - alone));
  }

  /** Beyond what one such chart costs. */
  private void each(int touched, int charts) {
    Cost many = results.other(OtherPushes.touched(touched, charts));
    int one = results.other(OtherPushes.touched(1, charts)).calls();
    goals.add(
        Goal.of(
            many,
            "calls for a chart without a new version, %d of %d".formatted(touched, charts),
            4,
            (many.calls() - one) / (touched - 1.0)));
  }

  private void roundTrips() {
    Cost own = results.merged(Layout.OWN_CHANGELOG, 1).first();
    goals.add(Goal.of(own, "round trips, N = 1, own changelog", 7, own.roundTrips()));
    Cost none = results.merged(Layout.NO_CHANGELOG, 1).first();
    goals.add(Goal.of(none, "round trips, N = 1, no changelog", 9, none.roundTrips()));
  }

  private void wallTime() {
    answer(1, 1.25);
    answer(5, 1.9);
    answer(20, 4.2);
    Cost hundred = results.merged(Layout.OWN_CHANGELOG, 100).first();
    goals.add(
        Goal.of(
                hundred,
                "time to the answer, N = 100, direct",
                140,
                hundred.answer().toMillis() / 1000.0)
            .in("s"));
  }

  private void answer(int charts, double most) {
    goals.add(
        Goal.measured(
            "time to the answer, N = %d, warm".formatted(charts),
            "s",
            most,
            results.warm(Layout.OWN_CHANGELOG, charts).answer().medianSeconds()));
  }

  private void besideTheShell() {
    lastTag(1, 1.0);
    lastTag(5, 1.0);
    lastTag(20, 2.0);
  }

  private void lastTag(int charts, double most) {
    WarmPushes warm = results.warm(Layout.OWN_CHANGELOG, charts);
    goals.add(
        Goal.measured(
            "time to the last tag beside the script's, N = " + charts,
            "×",
            most,
            warm.lastTag().medianSeconds() / warm.shellLastTag().medianSeconds()));
  }

  private void bytesAndMemory() {
    for (Growth growth : results.growth()) {
      switch (growth.what()) {
        case COMMITS -> flat(growth, 0);
        case CHARTS -> flat(growth, LISTED * (growth.to() - growth.from()));
        // Of what GitHub answers about a chart, all its tags are a part.
        case TAGS -> {}
      }
    }
    Cost largest = costs().max(Comparator.comparingLong(Cost::peakMemory)).orElseThrow();
    goals.add(
        Goal.measured(
            "peak memory, the most of all scenes", "MB", 256, largest.peakMemory() / MEGABYTE));
  }

  private void flat(Growth growth, long listed) {
    String from =
        "from %d to %d %s, %s"
            .formatted(growth.from(), growth.to(), growth.what().words(), growth.layout().words());
    double most = FLAT_BYTES * growth.small().bytes() + listed;
    goals.add(
        Goal.of(growth.large(), "bytes read, " + from, most / 1000, growth.large().bytes() / 1000.0)
            .in("kB"));
    goals.add(
        Goal.of(growth.large(), "peak memory, " + from, FLAT_MEMORY, growth.memory()).in("×"));
  }

  private Stream<Cost> costs() {
    return Stream.of(
            results.merged().stream().map(MergedCharts::first),
            results.others().stream().map(OtherPushes::cost),
            results.growth().stream().map(Growth::large))
        .flatMap(it -> it);
  }

  private void dynamoDbAndPackage() {
    Cost one = results.merged(Layout.OWN_CHANGELOG, 1).first();
    goals.add(Goal.of(one, "DynamoDB calls, N = 1", 8, one.dynamoDbCalls()));
    goals.add(Goal.measured("zip", "MB", 13, results.zip() / MEGABYTE));
  }

  private void afterRestore() {
    goals.add(
        Goal.measured(
            "classes loaded for the first answer after a restore",
            "",
            50,
            results.cold().restoredClasses()));
    goals.add(
        Goal.measured(
            "CPU of that answer beside a warm one's", "×", 1.5, results.cold().cpuRatio()));
  }
}
