package io.charttagger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.aws.ForeignAttributes;
import io.charttagger.local.aws.LocalDynamoDb;
import io.charttagger.local.github.SimulatedRepository;
import io.charttagger.port.LockKey;
import io.charttagger.report.Report;
import io.charttagger.report.RunOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Every item of the lock table with every foreign value in every attribute, found there by a push
 * of two charts: it ends as if the item had not been there.
 */
@Execution(ExecutionMode.CONCURRENT)
@Tag("exhaustive")
final class EveryForeignItemTest {
  private static final int CASES_AT_ONCE = 8;

  private static LocalDynamoDb dynamoDb;
  private static SideBySide cases;

  @BeforeAll
  static void start() {
    dynamoDb = LocalDynamoDb.start();
    cases = new SideBySide(CASES_AT_ONCE);
    ForeignAttributes.LEASE_LOG.setUseParentHandlers(false);
  }

  @AfterAll
  static void stop() {
    ForeignAttributes.LEASE_LOG.setUseParentHandlers(true);
    cases.close();
    dynamoDb.close();
  }

  /** The items that a run changes. */
  private enum Place {
    COMMIT("the commit's lease"),
    RELEASE("the release pull request's lease"),
    RATE_LIMITER("the rate limiter");

    private final String description;

    Place(String description) {
      this.description = description;
    }

    private LockKey key(DisturbedPush push) {
      SimulatedRepository repository = push.scene().repository();
      return switch (this) {
        case COMMIT -> LockKey.ofCommit(repository.name(), push.push().after());
        case RELEASE -> LockKey.ofRelease(repository.name());
        case RATE_LIMITER -> LockKey.ofPace(repository.installation().id());
      };
    }

    private List<String> attributes() {
      return switch (this) {
        case COMMIT, RELEASE -> ForeignAttributes.OF_A_LEASE;
        case RATE_LIMITER -> ForeignAttributes.OF_THE_RATE_LIMITER;
      };
    }
  }

  @TestFactory
  List<DynamicTest> theEndIsTheSame() {
    List<DynamicTest> tests = new ArrayList<>();
    try (DisturbedPush push = new DisturbedPush(dynamoDb)) {
      Set<String> values = ForeignAttributes.all(push.scene().clock().instant()).keySet();
      Ending undisturbed = push.untilDone(DisturbedPush.AMPLE, () -> {});
      for (Place place : Place.values()) {
        Stream.concat(place.attributes().stream(), Stream.of(ForeignAttributes.ALL))
            .forEach(
                attribute ->
                    values.forEach(
                        value ->
                            tests.add(
                                cases.begin(
                                    place.description + ", " + attribute,
                                    value,
                                    () -> theSame(undisturbed, place, attribute, value)))));
      }
    }
    System.out.println(cases.counted("Foreign values in the lock table"));
    return tests;
  }

  /** A mark that cannot be read is never overwritten: nobody would know what was missed. */
  @TestFactory
  List<DynamicTest> aMarkThatCannotBeReadStopsTheRun() {
    List<DynamicTest> tests = new ArrayList<>();
    try (DisturbedPush push = new DisturbedPush(dynamoDb)) {
      Set<String> values = ForeignAttributes.all(push.scene().clock().instant()).keySet();
      Ending undisturbed = push.untilDone(DisturbedPush.AMPLE, () -> {});
      Stream.concat(ForeignAttributes.OF_A_MARK.stream(), Stream.of(ForeignAttributes.ALL))
          .forEach(
              attribute ->
                  values.forEach(
                      value ->
                          tests.add(
                              cases.begin(
                                  "the mark, " + attribute,
                                  value,
                                  () -> sameOrStopped(undisturbed, attribute, value)))));
    }
    System.out.println(cases.counted("Foreign values in the mark"));
    return tests;
  }

  private static void sameOrStopped(Ending undisturbed, String attribute, String value) {
    try (DisturbedPush push = new DisturbedPush(dynamoDb)) {
      Instant now = push.scene().clock().instant();
      LockKey key = LockKey.ofMark(push.scene().repository().id());
      Map<String, AttributeValue> sound =
          Map.of(
              "commit",
              AttributeValue.fromS(push.push().before().value()),
              "owed",
              AttributeValue.fromL(List.of()),
              "revision",
              AttributeValue.fromN("3"));
      push.scene().put(key, ForeignAttributes.in(sound, attribute, value, now));

      Report report = push.ask(DisturbedPush.AMPLE);

      if (report.outcome() instanceof RunOutcome.Failed) {
        assertThat(report.message()).contains(key.value()).contains("the operator deletes it");
        assertThat(push.tagWrites().refs()).isZero();
      } else {
        assertThat(push.untilDone(DisturbedPush.AMPLE, () -> {})).isEqualTo(undisturbed);
      }
    }
  }

  private static void theSame(Ending undisturbed, Place place, String attribute, String value) {
    try (DisturbedPush push = new DisturbedPush(dynamoDb)) {
      Instant now = push.scene().clock().instant();
      push.scene()
          .put(place.key(push), ForeignAttributes.in(sound(place, now), attribute, value, now));

      assertThat(push.untilDone(DisturbedPush.SHORT, () -> {})).isEqualTo(undisturbed);

      TagWrites writes = push.tagWrites();
      assertThat(writes.refs()).isEqualTo(2);
      assertThat(writes.refsMade()).isEqualTo(2);
      assertThat(writes.changes()).isZero();
      push.isDone();
    }
  }

  /** What a run leaves that was killed a minute ago. */
  private static Map<String, AttributeValue> sound(Place place, Instant now) {
    AttributeValue past = AttributeValue.fromN(Long.toString(now.toEpochMilli() - 1));
    AttributeValue expiry = AttributeValue.fromN(Long.toString(now.getEpochSecond() + 86_400));
    return switch (place) {
      case COMMIT, RELEASE ->
          Map.of(
              "owner",
              AttributeValue.fromS("a killed run"),
              "leaseUntil",
              past,
              "fence",
              AttributeValue.fromN("3"),
              "expiresAt",
              expiry);
      case RATE_LIMITER ->
          Map.of(
              "version",
              past,
              "permits",
              AttributeValue.fromS((now.toEpochMilli() - 60_000) + "+4500:5:16"),
              "limitedUntil",
              AttributeValue.fromN("0"),
              "halvedUntil",
              AttributeValue.fromN("0"),
              "expiresAt",
              expiry);
    };
  }
}
