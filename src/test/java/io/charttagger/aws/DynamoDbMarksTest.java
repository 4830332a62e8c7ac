package io.charttagger.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.charttagger.chart.CommitSha;
import io.charttagger.chart.TagName;
import io.charttagger.local.aws.AwsFaults.Fault;
import io.charttagger.local.aws.LocalDynamoDb;
import io.charttagger.port.Mark;
import io.charttagger.port.Marks;
import io.charttagger.port.PermanentFailure;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class DynamoDbMarksTest {
  private static final AtomicLong IDS = new AtomicLong(1_000_000);
  private static final CommitSha A = CommitSha.parse("a".repeat(40));
  private static final CommitSha B = CommitSha.parse("b".repeat(40));
  private static final Mark.Owed OWED =
      new Mark.Owed(
          A,
          new TagName("web-v1.0.0"),
          Instant.parse("2026-03-01T08:00:00Z"),
          Instant.parse("2026-03-02T08:00:00.5Z"));

  private static LocalDynamoDb dynamoDb;
  private static DynamoDbClient client;

  private final long repository = IDS.incrementAndGet();
  private final Marks marks = new DynamoDbMarks(client, LocalDynamoDb.TABLE);

  @BeforeAll
  static void start() {
    dynamoDb = LocalDynamoDb.start();
    client = LocalClients.dynamoDb(dynamoDb.url());
  }

  @AfterAll
  static void stop() {
    client.close();
    dynamoDb.close();
  }

  @AfterEach
  void endFaults() {
    dynamoDb.faults().mend();
  }

  @Test
  void aRepositoryThatWasNeverSeenHasNoMark() {
    assertThat(marks.read(repository)).isEqualTo(Mark.NONE);
  }

  @Test
  void aMarkIsReadAsItWasWritten() {
    Mark first = Mark.NONE.with(Optional.of(A), List.of());
    Mark second = first.with(Optional.of(B), List.of(OWED));

    assertThat(marks.replace(repository, Mark.NONE, first)).isTrue();
    assertThat(marks.read(repository)).isEqualTo(first);
    assertThat(marks.replace(repository, first, second)).isTrue();
    assertThat(marks.read(repository)).isEqualTo(second);
  }

  @Test
  void nobodyReplacesAMarkThatHasChangedSinceItWasRead() {
    Mark first = Mark.NONE.with(Optional.of(A), List.of());
    marks.replace(repository, Mark.NONE, first);

    assertThat(marks.replace(repository, Mark.NONE, Mark.NONE.with(Optional.of(B), List.of())))
        .isFalse();
    assertThat(marks.read(repository)).isEqualTo(first);
  }

  @Test
  void aReplacementWhoseAnswerWasLostSucceeds() {
    Mark first = Mark.NONE.with(Optional.of(A), List.of());
    dynamoDb.faults().forgetCalls();
    dynamoDb.faults().when(call -> call.number() == 1, Fault.dropAfter());

    assertThat(marks.replace(repository, Mark.NONE, first)).isTrue();
    assertThat(marks.read(repository)).isEqualTo(first);
  }

  @Test
  void aMarkNeverExpires() {
    marks.replace(repository, Mark.NONE, Mark.NONE.with(Optional.of(A), List.of(OWED)));

    assertThat(item()).containsOnlyKeys("pk", "commit", "owed", "revision");
  }

  static Stream<Arguments> foreign() {
    return Stream.of(
        arguments("commit", AttributeValue.fromS("main")),
        arguments("commit", AttributeValue.fromN("7")),
        arguments("commit", AttributeValue.fromNul(true)),
        arguments("revision", AttributeValue.fromS("1")),
        arguments("revision", AttributeValue.fromN("0")),
        arguments("revision", AttributeValue.fromN("-1")),
        arguments("revision", AttributeValue.fromN("1" + "0".repeat(30))),
        arguments("owed", AttributeValue.fromS("")),
        arguments("owed", AttributeValue.fromL(List.of(AttributeValue.fromS("web")))),
        arguments("owed", owed("main", "web-v1.0.0", "2026-03-01T08:00:00Z")),
        arguments("owed", owed("a".repeat(40), "..", "2026-03-01T08:00:00Z")),
        arguments("owed", owed("a".repeat(40), "web-v1.0.0", "yesterday")));
  }

  @ParameterizedTest
  @MethodSource("foreign")
  void anItemOfAnotherShapeIsAFailureAndStaysAsItIs(String attribute, AttributeValue value) {
    Mark first = Mark.NONE.with(Optional.of(A), List.of(OWED));
    marks.replace(repository, Mark.NONE, first);
    Map<String, AttributeValue> item = new HashMap<>(item());
    item.put(attribute, value);
    try (DynamoDbClient direct = dynamoDb.client()) {
      direct.putItem(put -> put.tableName(LocalDynamoDb.TABLE).item(item));
    }

    assertThatExceptionOfType(PermanentFailure.class)
        .isThrownBy(() -> marks.read(repository))
        .withMessageContaining(repository + "#progress")
        .withMessageContaining("the operator deletes it");
    assertThat(item()).isEqualTo(item);
  }

  private static AttributeValue owed(String commit, String tag, String since) {
    return AttributeValue.fromL(
        List.of(
            AttributeValue.fromL(
                Stream.of(commit, tag, since, since).map(AttributeValue::fromS).toList())));
  }

  private Map<String, AttributeValue> item() {
    try (DynamoDbClient direct = dynamoDb.client()) {
      return direct
          .getItem(
              get ->
                  get.tableName(LocalDynamoDb.TABLE)
                      .key(Map.of("pk", AttributeValue.fromS(repository + "#progress"))))
          .item();
    }
  }
}
