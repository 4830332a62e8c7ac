package io.charttagger.e2e;

import static io.charttagger.e2e.Scene.chartYaml;
import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.aws.DynamoDbRateLimiter;
import io.charttagger.chart.CommitSha;
import io.charttagger.local.aws.LocalDynamoDb;
import io.charttagger.local.git.Note;
import io.charttagger.local.github.Limits;
import io.charttagger.local.github.MergeMethod;
import io.charttagger.report.Report;
import io.charttagger.report.RunOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * A push of any size comes to its end through every door, in about the time that GitHub's limits
 * take, and meets none of them. The hours are simulated.
 */
final class EveryPushEndsTest {
  private static final Instant START = Instant.parse("2100-06-01T12:00:00Z");

  private static final int POINTS_A_MINUTE = 850;
  private static final int WRITES_A_MINUTE = 76;
  private static final int WRITES_AN_HOUR = 480;
  // A permit counts for some seconds more than a minute: its request may arrive late.
  private static final Duration LATE = Duration.ofSeconds(30);

  /** {@code maxReceiveCount} of the queue in template.yaml. */
  private static final int MOST_RECEIVES = 60;

  private static LocalDynamoDb dynamoDb;
  private static DynamoDbClient table;
  private static int day;

  @BeforeAll
  static void start() {
    dynamoDb = LocalDynamoDb.start();
    table = dynamoDb.client();
  }

  @AfterAll
  static void stop() {
    table.close();
    dynamoDb.close();
  }

  /** Where a push's changelogs are. */
  enum Changelogs {
    NONE,
    SMALL,
    LARGE
  }

  /**
   * Who asks, how much time a run has, and how long it takes at most beside what the windows take.
   * The workflow waits as long as {@code Retry-After} says; the queue shows a message again six
   * minutes after a run began.
   */
  enum Door {
    API(Duration.ofSeconds(22), 14),
    DIRECT(Duration.ofSeconds(290), 12),
    QUEUE(Duration.ofSeconds(290), 20);

    private final Duration time;
    private final int tenths;

    Door(Duration time, int tenths) {
      this.time = time;
      this.tenths = tenths;
    }

    /** How long until it is asked again. */
    Duration pause(Duration retryAfter, Duration ran) {
      return switch (this) {
        case API, DIRECT -> max(retryAfter, Duration.ofSeconds(15));
        case QUEUE -> max(Duration.ofMinutes(6).minus(ran), Duration.ofSeconds(1));
      };
    }

    private static Duration max(Duration one, Duration other) {
      return one.compareTo(other) < 0 ? other : one;
    }
  }

  /**
   * A push.
   *
   * @param files files that belong to no chart, changed beside them
   */
  record Size(
      int charts,
      Changelogs changelogs,
      boolean raised,
      int merges,
      int files,
      Door door,
      boolean publishing) {
    Size(int charts, Changelogs changelogs, boolean raised, int merges, int files, Door door) {
      this(charts, changelogs, raised, merges, files, door, false);
    }

    /** Each tag gets a GitHub Release. */
    Size published() {
      return new Size(charts, changelogs, raised, merges, files, door, true);
    }

    int writes() {
      return raised ? (publishing ? 3 : 2) * charts + 1 : 0;
    }
  }

  static Stream<Size> few() {
    return Stream.of(
        new Size(40, Changelogs.NONE, true, 1, 61, Door.API),
        new Size(40, Changelogs.SMALL, true, 4, 0, Door.API).published(),
        new Size(40, Changelogs.SMALL, false, 4, 0, Door.API));
  }

  static Stream<Size> sizes() {
    return Stream.of(
        new Size(125, Changelogs.NONE, true, 1, 0, Door.API),
        new Size(125, Changelogs.NONE, true, 1, 481, Door.DIRECT),
        new Size(125, Changelogs.SMALL, true, 25, 0, Door.API),
        new Size(125, Changelogs.NONE, false, 1, 481, Door.API),
        new Size(300, Changelogs.SMALL, true, 1, 481, Door.API),
        new Size(300, Changelogs.LARGE, true, 1, 0, Door.DIRECT),
        new Size(300, Changelogs.LARGE, true, 1, 0, Door.API),
        new Size(300, Changelogs.NONE, true, 25, 0, Door.DIRECT),
        new Size(300, Changelogs.NONE, false, 1, 0, Door.API),
        new Size(450, Changelogs.NONE, true, 1, 0, Door.DIRECT),
        new Size(500, Changelogs.NONE, true, 1, 0, Door.API),
        new Size(300, Changelogs.LARGE, true, 1, 0, Door.API).published(),
        new Size(300, Changelogs.NONE, true, 1, 0, Door.DIRECT).published(),
        new Size(500, Changelogs.SMALL, true, 25, 481, Door.DIRECT),
        new Size(500, Changelogs.NONE, false, 25, 481, Door.API),
        new Size(300, Changelogs.NONE, true, 1, 481, Door.QUEUE),
        new Size(500, Changelogs.SMALL, true, 25, 0, Door.QUEUE),
        new Size(300, Changelogs.LARGE, false, 25, 481, Door.DIRECT),
        new Size(125, Changelogs.LARGE, true, 25, 481, Door.API),
        new Size(0, Changelogs.NONE, false, 1, 481, Door.API),
        new Size(0, Changelogs.NONE, false, 25, 481, Door.API));
  }

  @ParameterizedTest
  @MethodSource("few")
  void aPushOfFortyChartsEnds(Size size) {
    bringToItsEnd(size);
  }

  @Tag("exhaustive")
  @ParameterizedTest
  @MethodSource("sizes")
  void aPushOfAnySizeEnds(Size size) {
    bringToItsEnd(size);
  }

  private static void bringToItsEnd(Size size) {
    // They all are the same installation's.
    day++;
    try (SimulatedTime time = new SimulatedTime(START.plus(Duration.ofDays(day)));
        Scene scene = Scene.in(time)) {
      scene.keep(new DynamoDbRateLimiter(table, LocalDynamoDb.TABLE, time, () -> 0.5));
      scene.simulator().limits().enforceSecondary(403, true);
      List<CommitSha> line = merges(scene, size);
      Instant start = time.instant();

      int asks = 0;
      Report report;
      do {
        asks++;
        assertThat(asks).as("asks").isLessThan(500);
        Instant began = time.instant();
        report = scene.push(line.getFirst(), line.getLast(), size.door().time);
        if (report.outcome() instanceof RunOutcome.Incomplete(Duration retryAfter)) {
          time.pause(size.door().pause(retryAfter, Duration.between(began, time.instant())));
        }
      } while (report.outcome() instanceof RunOutcome.Incomplete);

      Duration took = Duration.between(start, time.instant());
      Limits limits = scene.simulator().limits();
      int reads = scene.simulator().log().reads().size();
      Duration windows = windows(size.writes(), reads);
      System.out.printf(
          "%s: %d asks, %d s (the windows take %d s), %d reads, %.1f a chart; most writes %d a"
              + " minute and %d an hour, most points %d; limits met %d%n",
          size,
          asks,
          took.toSeconds(),
          windows.toSeconds(),
          reads,
          reads / (double) Math.max(1, size.charts()),
          limits.mostWritesInAMinute(),
          limits.mostWritesInAnHour(),
          limits.mostPointsInAMinute(),
          limits.violations());
      assertThat(scene.tags()).hasSize(size.charts());
      assertThat(scene.repository().releases().all())
          .hasSize(size.publishing() ? size.charts() : 0);
      assertThat(report.outcome())
          .isInstanceOf(size.raised() ? RunOutcome.Tagged.class : RunOutcome.NothingToTag.class);
      assertThat(limits.violations()).isZero();
      assertThat(asks).isLessThanOrEqualTo(MOST_RECEIVES);
      assertThat(took)
          .isLessThan(windows.multipliedBy(size.door().tenths).dividedBy(10).plus(LATE));
    }
  }

  /**
   * What the windows take, at least: the reads come first, and the writes of their last minute have
   * what points they left.
   */
  private static Duration windows(int writes, int reads) {
    int inTheFirst = Math.min(WRITES_A_MINUTE, (POINTS_A_MINUTE - reads % POINTS_A_MINUTE) / 5);
    int hours = Math.max(0, writes - 1) / WRITES_AN_HOUR;
    int later = Math.max(0, writes - hours * WRITES_AN_HOUR - inTheFirst);
    return Duration.ofHours(hours)
        .plusMinutes(reads / POINTS_A_MINUTE)
        .plusMinutes((later + WRITES_A_MINUTE - 1) / WRITES_A_MINUTE);
  }

  /** The state before, and each merge. */
  private static List<CommitSha> merges(Scene scene, Size size) {
    Map<String, String> before = new HashMap<>();
    for (int chart = 0; chart < size.charts(); chart++) {
      before.put(path(chart, "Chart.yaml"), chartYaml("c" + chart, "1.0.0"));
      before.put(path(chart, "values.yaml"), "x: 0\n");
    }
    before.put("README.md", "words");
    if (size.publishing()) {
      before.put(".github/chart-tagger.yaml", "githubReleases: true\n");
    }
    List<CommitSha> line = new ArrayList<>();
    line.add(scene.commit("main", "import", before));
    scene.history().branch("release", line.getFirst());
    if (!size.raised()) {
      for (int chart = 0; chart < size.charts(); chart++) {
        scene
            .history()
            .annotatedTag(
                "c%d-v1.0.0".formatted(chart),
                line.getFirst().value(),
                Note.of("Release: c%d v1.0.0\n".formatted(chart), Scene.START));
      }
    }
    for (int merge = 0; merge < size.merges(); merge++) {
      Map<String, String> files = new HashMap<>();
      for (int chart = merge; chart < size.charts(); chart += size.merges()) {
        change(files, chart, size);
      }
      for (int file = merge; file < size.files(); file += size.merges()) {
        files.put("charts/service-%d/src/main/f%d.txt".formatted(file % 40, file), "code " + file);
      }
      line.add(scene.mergePullRequest("raise", MergeMethod.SQUASH, files));
    }
    return line;
  }

  private static void change(Map<String, String> files, int chart, Size size) {
    if (!size.raised()) {
      files.put(path(chart, "values.yaml"), "x: 1\n");
      return;
    }
    files.put(path(chart, "Chart.yaml"), chartYaml("c" + chart, "1.1.0"));
    switch (size.changelogs()) {
      case NONE -> {}
      case SMALL -> files.put(path(chart, "CHANGELOG.md"), "## 1.1.0\n\n- words\n");
      case LARGE -> files.put(path(chart, "CHANGELOG.md"), "## 1.1.0\n\n" + lines(chart));
    }
  }

  /** 60 KB that do not compress well. */
  private static String lines(int seed) {
    Random random = new Random(seed);
    StringBuilder lines = new StringBuilder();
    while (lines.length() < 60_000) {
      lines.append("- ").append(Long.toHexString(random.nextLong())).append('\n');
    }
    return lines.toString();
  }

  private static String path(int chart, String file) {
    return "charts/c%d/%s".formatted(chart, file);
  }
}
