package io.charttagger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.local.aws.AwsFaults;
import io.charttagger.local.aws.AwsFaults.Fault;
import io.charttagger.local.aws.LocalDynamoDb;
import io.charttagger.local.github.LoggedRequest;
import io.charttagger.report.Report;
import io.charttagger.report.RunOutcome;
import java.time.Duration;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** AWS refuses, is slow or is down, and what time does to a run. */
final class AwsTroubleTest {
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

  static Stream<Arguments> lasting() {
    return Stream.of(
        Arguments.of("the secret", secret(), "secretsmanager:GetSecretValue", "APP_SECRET_ID"),
        Arguments.of("the table", table(), "dynamodb:UpdateItem", "LOCK_TABLE"));
  }

  @ParameterizedTest(name = "{0} is denied")
  @MethodSource("lasting")
  void whatIsDeniedFailsTheRunNamingPermissionAndSettingAndNothingIsWritten(
      String name, Function<AwsScene, AwsFaults> place, String permission, String setting) {
    place.apply(scene).when(call -> true, Fault.denied());

    Report report = ask(DisturbedPush.SHORT);

    assertThat(report.outcome()).isEqualTo(new RunOutcome.Failed(502));
    assertThat(report.message()).contains(permission, setting);
    assertThat(scene.github().log().writes()).isEmpty();
  }

  static Stream<Arguments> passing() {
    return Stream.of(
            Arguments.of("throttled", Fault.throttled()),
            Arguments.of("slow", new Fault.Delay(DisturbedPush.SILENCE)),
            Arguments.of("down", Fault.down()))
        .flatMap(
            fault ->
                Stream.of(
                    Arguments.of("the secret", secret(), fault.get()[0], fault.get()[1]),
                    Arguments.of("the table", table(), fault.get()[0], fault.get()[1])));
  }

  // Half a minute of waiting for the SDK, which EveryAwsFaultTest does at every call.
  @Tag("exhaustive")
  @ParameterizedTest(name = "{0} is {2}")
  @MethodSource("passing")
  void whatPassesIsAskedForAgainAndNothingIsWrittenUntilThen(
      String name, Function<AwsScene, AwsFaults> place, String how, Fault fault) {
    place.apply(scene).when(call -> true, fault);

    Report report = ask(DisturbedPush.SHORT);
    place.apply(scene).mend();

    assertThat(report.outcome()).as(report.message()).isInstanceOf(RunOutcome.Incomplete.class);
    assertThat(scene.github().log().writes()).isEmpty();
    assertThat(ask(DisturbedPush.SHORT).outcome()).isInstanceOf(RunOutcome.Tagged.class);
  }

  @Test
  void aTokenThatRunsOutWhileTheRunWorksIsReplaced() {
    scene
        .github()
        .faults()
        .next(
            arrival -> arrival.is("POST", "/git/refs"),
            new io.charttagger.local.github.Fault.Before(
                () -> scene.clock().pause(Duration.ofHours(1))));

    Report report = ask(Duration.ofHours(2));

    assertThat(report.outcome()).as(report.message()).isInstanceOf(RunOutcome.Tagged.class);
    assertThat(scene.github().log().matching(LoggedRequest::authentication)).hasSize(2);
    assertThat(Ending.of(scene.repository(), scene.github()).tags()).hasSize(2);
  }

  private Report ask(Duration time) {
    return scene.push(push, Scene.Options.USUAL, time);
  }

  private static Function<AwsScene, AwsFaults> secret() {
    return AwsScene::secretFaults;
  }

  private static Function<AwsScene, AwsFaults> table() {
    return AwsScene::tableFaults;
  }
}
