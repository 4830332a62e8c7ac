package io.charttagger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.local.aws.LocalDynamoDb;
import io.charttagger.local.github.Fault;
import io.charttagger.report.Report;
import io.charttagger.report.RunOutcome;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A limit of GitHub's that one run met: the other runs of the installation know of it. */
final class KnownLimitTest {
  private static LocalDynamoDb dynamoDb;

  private AwsScene scene;
  private TwoChartPush push;

  @BeforeAll
  static void start() {
    dynamoDb = LocalDynamoDb.start();
  }

  @AfterAll
  static void stop() {
    dynamoDb.close();
  }

  @BeforeEach
  void aPush() {
    scene = new AwsScene(dynamoDb);
    push = TwoChartPush.in(scene.repository());
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void nobodySendsAnythingBeforeASecondaryLimitEnds() {
    scene
        .github()
        .faults()
        .next(
            arrival -> arrival.path().endsWith("/git/tags"),
            Fault.Refuse.secondaryLimit(403, true));

    assertThat(run().outcome()).isEqualTo(new RunOutcome.Incomplete(Duration.ofSeconds(60)));
    assertThatNothingIsSentFor(Duration.ofSeconds(60));
    assertThat(run().outcome()).isInstanceOf(RunOutcome.Tagged.class);
  }

  @Test
  void nobodySendsAnythingBeforeThePrimaryLimitIsReset() {
    scene.github().limits().primary(5);

    assertThat(run().outcome()).isEqualTo(new RunOutcome.Incomplete(Duration.ofHours(1)));
    assertThatNothingIsSentFor(Duration.ofHours(1));
    scene.github().limits().primary(5000);
    assertThat(run().outcome()).isInstanceOf(RunOutcome.Tagged.class);
  }

  private void assertThatNothingIsSentFor(Duration limit) {
    Duration half = limit.dividedBy(2);
    scene.clock().advance(half);
    scene.github().log().clear();
    Report report = run();

    assertThat(report.outcome()).isEqualTo(new RunOutcome.Incomplete(half));
    assertThat(report.message()).contains("GitHub's rate limits require a wait of");
    assertThat(scene.github().log().matching(request -> !request.is("POST", "/access_tokens")))
        .isEmpty();
    scene.clock().advance(half);
  }

  /** As a process does that was started just now. */
  private Report run() {
    return scene.push(push, Scene.Options.USUAL, DisturbedPush.SHORT);
  }
}
