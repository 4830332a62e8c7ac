package io.charttagger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.RepositoryName;
import io.charttagger.local.aws.LocalDynamoDb;
import io.charttagger.local.git.GitHistory;
import io.charttagger.local.github.DispatchMessage;
import io.charttagger.local.github.LoggedRequest;
import io.charttagger.local.github.SimulatedRepository;
import io.charttagger.port.Mark;
import io.charttagger.report.Report;
import io.charttagger.report.RunOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A push of two charts at which something goes wrong, asked for again until it is done. */
final class DisturbedPush implements AutoCloseable {
  /** What a run that is invoked directly has: the function's timeout less the reserve. */
  static final Duration AMPLE = Duration.ofSeconds(290);

  /** What a run behind API Gateway has. */
  static final Duration SHORT = Duration.ofSeconds(22);

  /** Longer than anybody waits for an answer; ends with the scene. */
  static final Duration SILENCE = Duration.ofMinutes(5);

  private static final Scene.Options OPTIONS = Scene.Options.USUAL.cleaning(TwoChartPush.SPENT);

  private static final RepositoryName OTHER_REPOSITORY =
      RepositoryName.parse("example-org/other-charts");

  private static final Duration LEASE_AND_MORE = Duration.ofSeconds(61);

  private static final Duration HOUR_AND_MORE = Duration.ofMinutes(61);

  // A lease that nobody released is asked for every five seconds until it has run out.
  private static final int MOST_ASKED = 20;

  private final AwsScene scene;
  private final TwoChartPush push;
  private final ObjectNode dispatch;
  private Optional<OwedTag> owed = Optional.empty();
  private Scene.Options options = OPTIONS;

  DisturbedPush(LocalDynamoDb dynamoDb) {
    this(dynamoDb, TwoChartPush::in);
  }

  private DisturbedPush(
      LocalDynamoDb dynamoDb, Function<SimulatedRepository, TwoChartPush> pushes) {
    scene = new AwsScene(dynamoDb);
    push = pushes.apply(scene.repository());
    dispatch = DispatchMessage.of(scene.repository(), push.before(), push.after());
  }

  /**
   * One that asks more endpoints than the usual one: a chart has no changelog of its own, and the
   * dispatch does not name the installation, which has another repository as well.
   */
  static DisturbedPush askingMore(LocalDynamoDb dynamoDb) {
    DisturbedPush push = new DisturbedPush(dynamoDb, TwoChartPush::withOneChangelog);
    push.dispatch.remove("installation");
    push.scene.github().host(OTHER_REPOSITORY, GitHistory.inMemory().repository());
    return push;
  }

  /** One of a repository where another tag is owed, which is allowed by now. */
  static DisturbedPush owing(LocalDynamoDb dynamoDb) {
    DisturbedPush push = new DisturbedPush(dynamoDb);
    CommitSha before = push.push.before();
    OwedTag owed = OwedTag.of(before, "a-v1.0.0");
    owed.remember(
        push.scene.marks(), push.scene.repository().id(), before, push.scene.clock().instant());
    push.scene.tableFaults().forgetCalls();
    push.owed = Optional.of(owed);
    return push;
  }

  /** One whose tags get GitHub Releases. */
  static DisturbedPush publishing(LocalDynamoDb dynamoDb) {
    DisturbedPush push = new DisturbedPush(dynamoDb);
    push.options = OPTIONS.publishing(true);
    return push;
  }

  /**
   * One whose tags exist, and are to get GitHub Releases now; the tags before them have some that a
   * person published.
   */
  static DisturbedPush publishingLater(LocalDynamoDb dynamoDb) {
    DisturbedPush push = askingMore(dynamoDb);
    push.goOn(push.ask(AMPLE), AMPLE);
    for (String tag : List.of("a-v1.0.0", "b-v1.0.0")) {
      push.scene.repository().releases().publish(tag, "By hand");
    }
    push.scene.github().log().clear();
    push.scene.tableFaults().forgetCalls();
    push.options = OPTIONS.publishing(true);
    return push;
  }

  /** The tag that is owed. */
  OwedTag owed() {
    return owed.orElseThrow();
  }

  /** How many tags are to be made. */
  int tags() {
    return owed.isPresent() ? 3 : 2;
  }

  AwsScene scene() {
    return scene;
  }

  /** The push itself. */
  TwoChartPush push() {
    return push;
  }

  /**
   * Asks as often as the answers say, and once more.
   *
   * @param time that each run has
   * @param mend done after the first run
   */
  Ending untilDone(Duration time, Runnable mend) {
    Report first = ask(time);
    mend.run();
    goOn(first, time);
    for (int hour = 0; owes(); hour++) {
      assertThat(hour).as("hours that a tag is owed").isLessThan(3);
      scene.clock().pause(HOUR_AND_MORE);
      goOn(ask(AMPLE), AMPLE);
    }
    return ending();
  }

  /** What stopped the attempt at an owed tag stopped no push: it is tried again after an hour. */
  private boolean owes() {
    return owed.isPresent() && !mark().owed().isEmpty();
  }

  private Mark mark() {
    return scene.marks().read(scene.repository().id());
  }

  /** Asks once. */
  Report ask(Duration time) {
    return scene.run(dispatch, options, time);
  }

  private void goOn(Report first, Duration time) {
    Report report = first;
    for (int asked = 1; report.outcome().shouldRetry(); asked++) {
      assertThat(asked).as(report.message()).isLessThan(MOST_ASKED);
      scene.clock().pause(report.outcome().retryAfter());
      report = ask(time);
    }
    assertThat(report.outcome()).as(report.message()).isInstanceOf(RunOutcome.Tagged.class);
    assertThat(scene.github().log().unsupported()).isEmpty();
  }

  /** What stands now. */
  Ending ending() {
    return Ending.of(scene.repository(), scene.github());
  }

  /** Asked once more, after a lease that could not be released has run out: all is done. */
  void isDone() {
    scene.clock().pause(LEASE_AND_MORE);
    scene.github().log().clear();
    goOn(ask(AMPLE), AMPLE);
    assertThat(scene.github().log().writes()).allMatch(LoggedRequest::authentication);
    assertThat(mark().commit()).contains(push.after());
    assertThat(mark().owed()).isEmpty();
  }

  TagWrites tagWrites() {
    return TagWrites.in(scene.github().log());
  }

  @Override
  public void close() {
    scene.close();
  }
}
