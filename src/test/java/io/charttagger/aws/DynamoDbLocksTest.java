package io.charttagger.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.charttagger.local.aws.AwsFaults;
import io.charttagger.local.aws.AwsFaults.Fault;
import io.charttagger.local.aws.LocalDynamoDb;
import io.charttagger.port.Lease;
import io.charttagger.port.LeaseLost;
import io.charttagger.port.LockKey;
import io.charttagger.port.Locks;
import io.charttagger.port.ManualClock;
import io.charttagger.port.PermanentFailure;
import io.charttagger.port.TransientFailure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("DynamoDbLocksTest") // its tests share the faults: one after the other
final class DynamoDbLocksTest {
  private static LocalDynamoDb dynamoDb;
  private static DynamoDbClient client;

  private final ManualClock clock = new ManualClock();
  private final LockKey key = new LockKey("owner/name@" + UUID.randomUUID());
  private final Locks locks = locksIn(LocalDynamoDb.TABLE);

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
  void mend() {
    dynamoDb.faults().mend();
  }

  @Test
  void aLeaseIsHeldForAMinuteAgainstEverybodyElse() {
    Lease mine = granted();

    assertThat(locks.acquire(key))
        .isEqualTo(new Locks.Attempt.Denied(clock.instant().plusSeconds(60)));
    assertThat(mine.fence()).isEqualTo(1);
    assertThat(item())
        .containsEntry("leaseUntil", number(clock.instant().plusSeconds(60).toEpochMilli()))
        .containsEntry("expiresAt", number(clock.instant().getEpochSecond() + 30 * 24 * 3600))
        .containsKeys("owner", "fence");
  }

  @Test
  void aReleasedLeaseIsFreeAndTheNextOwnerHasAHigherFence() {
    granted().close();

    assertThat(item()).doesNotContainKey("owner").containsEntry("leaseUntil", number(0));
    assertThat(granted().fence()).isEqualTo(2);
  }

  @Test
  void aLeaseThatRanOutIsTakenOverAndItsFormerOwnerMayDoNothingMore() {
    Lease former = granted();
    clock.pause(Duration.ofSeconds(60));
    assertThat(locks.acquire(key)).isInstanceOf(Locks.Attempt.Denied.class);
    clock.pause(Duration.ofMillis(1));
    Lease mine = granted();

    assertThat(mine.fence()).isEqualTo(2);
    List.<Runnable>of(
            former::renew,
            () -> former.save(stream -> stream.write(new byte[1])),
            () -> former.saveAndClose(stream -> stream.write(new byte[1])),
            () -> former.reportAndClose("{}"))
        .forEach(
            action ->
                assertThatExceptionOfType(LeaseLost.class)
                    .isThrownBy(action::run)
                    .withMessageContaining(key.value())
                    .withMessageContaining("taken over"));
    former.close();
    assertThat(item()).as("still the new owner's").containsKey("owner");
    assertThat(item()).doesNotContainKeys("plan", "report");
  }

  @Test
  void aLeaseThatRanOutWithoutASuccessorCanStillBeRenewed() {
    Lease mine = granted();
    clock.pause(Duration.ofMinutes(5));
    mine.renew();

    assertThat(locks.acquire(key)).isInstanceOf(Locks.Attempt.Denied.class);
  }

  @Test
  void aLeaseIsRenewedOnlyWhenLessThanHalfAMinuteIsLeft() {
    Lease mine = granted();
    dynamoDb.faults().forgetCalls();

    clock.pause(Duration.ofSeconds(30));
    mine.renew();
    assertThat(dynamoDb.faults().calls()).isEmpty();

    clock.pause(Duration.ofMillis(1));
    mine.renew();
    assertThat(item())
        .containsEntry("leaseUntil", number(clock.instant().plusSeconds(60).toEpochMilli()));
  }

  @Test
  void whatIsKeptIsTheNextOwnersUntilAReportReplacesIt() {
    byte[] bytes = "a plan".repeat(1000).getBytes(StandardCharsets.UTF_8);
    try (Lease first = granted()) {
      assertThat(first.savedWork()).isEmpty();
      first.save(stream -> stream.write(bytes));
    }
    try (Lease second = granted()) {
      assertThat(second.savedWork())
          .hasValueSatisfying(kept -> assertThat(kept).hasBinaryContent(bytes));
      second.reportAndClose("{\"outcome\":\"tagged\"}");
    }
    assertThat(item()).containsEntry("report", AttributeValue.fromS("{\"outcome\":\"tagged\"}"));
    try (Lease third = granted()) {
      assertThat(third.savedWork()).isEmpty();
      assertThat(third.lastReport()).contains("{\"outcome\":\"tagged\"}");
      third.save(stream -> stream.write(new byte[1]));
    }
    try (Lease fourth = granted()) {
      assertThat(fourth.lastReport()).isEmpty();
    }
  }

  @Test
  void workThatDoesNotFitIntoAnItemIsSavedInSeveral() {
    byte[] random = random(1_000_000);
    try (Lease lease = granted()) {
      lease.save(stream -> stream.write(new byte[] {1}));
      lease.save(stream -> stream.write(random));
      assertThat(item()).doesNotContainKey("plan").containsEntry("parts", number(4));
    }
    try (Lease next = granted()) {
      assertThat(next.savedWork().orElseThrow()).hasBinaryContent(random);
      next.save(stream -> stream.write(new byte[] {2}));
    }
    assertThat(granted().savedWork().orElseThrow()).hasBinaryContent(new byte[] {2});
  }

  @Test
  void aPartThatIsMissingOrAnothersMakesTheWholeUnreadable() {
    try (Lease lease = granted()) {
      lease.save(stream -> stream.write(random(1_000_000)));
      String part = "%s#work-%d-2".formatted(key.value(), lease.fence());
      try (DynamoDbClient direct = dynamoDb.client()) {
        direct.deleteItem(
            delete ->
                delete
                    .tableName(LocalDynamoDb.TABLE)
                    .key(Map.of("pk", AttributeValue.fromS(part))));
      }
    }
    assertThat(granted().savedWork()).isEmpty();
  }

  @Test
  void aReportThatDoesNotFitIntoAnItemIsNotSavedAndNeitherIsWhatItReplaces() {
    granted().reportAndClose("\"small\"");
    assertThat(item()).containsKey("report");
    granted().reportAndClose("\"" + "é".repeat(200_000) + "\"");
    assertThat(item()).doesNotContainKey("report").doesNotContainKey("owner");
  }

  private static byte[] random(int size) {
    byte[] random = new byte[size];
    new Random(7).nextBytes(random);
    return random;
  }

  @Test
  void whatCannotBeReadIsAsGoodAsNotKept() {
    granted().close();
    try (DynamoDbClient direct = dynamoDb.client()) {
      direct.updateItem(
          change ->
              change
                  .tableName(LocalDynamoDb.TABLE)
                  .key(Map.of("pk", AttributeValue.fromS(key.value())))
                  .updateExpression("SET #plan = :plan")
                  .expressionAttributeNames(Map.of("#plan", "plan"))
                  .expressionAttributeValues(
                      Map.of(":plan", AttributeValue.fromB(SdkBytes.fromUtf8String("no gzip")))));
    }
    assertThat(granted().savedWork()).isEmpty();
  }

  @Test
  void aLockWriteWhoseAnswerIsLostDoesNotLockItsOwnerOut() {
    dynamoDb.faults().forgetCalls();
    dynamoDb.faults().when(call -> call.number() == 1, Fault.dropAfter());

    Lease mine = granted();

    assertThat(dynamoDb.faults().calls()).hasSize(2);
    assertThat(locks.acquire(key)).isInstanceOf(Locks.Attempt.Denied.class);
    mine.close();
    assertThat(locks.acquire(key)).isInstanceOf(Locks.Attempt.Granted.class);
  }

  @Test
  void savingAndReleasingIsOneUpdateAndMayBeRepeatedWhenItsAnswerIsLost() {
    for (Consumer<Lease> last :
        List.<Consumer<Lease>>of(
            it -> it.saveAndClose(stream -> stream.write(new byte[] {7})),
            it -> it.reportAndClose("{}"),
            Lease::close)) {
      Lease mine = granted();
      dynamoDb.faults().forgetCalls();
      dynamoDb.faults().when(call -> call.number() == 1, Fault.dropAfter());

      last.accept(mine);
      mine.close();

      assertThat(dynamoDb.faults().calls()).hasSizeLessThanOrEqualTo(3);
      assertThat(item()).doesNotContainKey("owner").containsEntry("leaseUntil", number(0));
    }
  }

  @Test
  void whoLostTheLeaseNeitherSavesNorReleases() {
    Lease former = granted();
    clock.pause(Duration.ofSeconds(61));
    try (Lease now = granted()) {
      assertThatExceptionOfType(LeaseLost.class)
          .isThrownBy(() -> former.saveAndClose(stream -> stream.write(new byte[] {7})));
      assertThatExceptionOfType(LeaseLost.class).isThrownBy(() -> former.reportAndClose("{}"));
      former.close();
      now.renew();
      assertThat(item()).containsKey("owner").doesNotContainKey("plan");
    }
  }

  /** With a client that waits longer than the function's, which gives up on a busy machine. */
  @Test
  void oneOfFiftyAtOnceGetsTheLease() throws Exception {
    try (DynamoDbClient patient = dynamoDb.client();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Locks patientLocks = locksIn(LocalDynamoDb.TABLE, patient);
      long granted =
          IntStream.range(0, 50)
              .mapToObj(number -> threads.submit(() -> patientLocks.acquire(key)))
              .toList()
              .stream()
              .filter(attempt -> joined(attempt) instanceof Locks.Attempt.Granted)
              .count();
      assertThat(granted).isEqualTo(1);
    }
  }

  static List<Fault> passing() {
    return List.of(Fault.throttled(), Fault.down(), Fault.dropBefore(), Fault.dropAfter());
  }

  @Tag("exhaustive")
  @ParameterizedTest
  @MethodSource("passing")
  void throttlingServerErrorsAndDroppedConnectionsPass(Fault fault) {
    dynamoDb.faults().when(call -> true, fault);

    assertThatExceptionOfType(TransientFailure.class)
        .isThrownBy(() -> locks.acquire(key))
        .withMessageContaining(LocalDynamoDb.TABLE);
  }

  @Test
  void aTableThatDoesNotAnswerIsGivenUpAfterFiveSeconds() {
    dynamoDb.faults().when(call -> true, new Fault.Delay(Duration.ofMinutes(1)));
    long before = System.nanoTime();

    assertThatExceptionOfType(TransientFailure.class).isThrownBy(() -> locks.acquire(key));
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void aMissingTableAndADeniedOneNameTheTableThePermissionAndTheSetting() {
    assertThatExceptionOfType(PermanentFailure.class)
        .isThrownBy(() -> locksIn("no-such-table").acquire(key))
        .withMessageContaining("\"no-such-table\"")
        .withMessageContaining("LOCK_TABLE")
        .withMessageContaining("hash key pk")
        .satisfies(trouble -> assertThat(trouble.status()).isEqualTo(502));

    dynamoDb.faults().when(call -> true, Fault.denied());
    assertThatExceptionOfType(PermanentFailure.class)
        .isThrownBy(() -> locks.acquire(key))
        .withMessageContaining(LocalDynamoDb.TABLE)
        .withMessageContaining("dynamodb:UpdateItem")
        .withMessageContaining("LOCK_TABLE");
  }

  @Test
  void closingNeverThrows() {
    Lease mine = granted();
    dynamoDb.faults().when(call -> true, Fault.denied());
    mine.close();

    dynamoDb.faults().mend();
    assertThat(item()).as("left to run out").containsKey("owner");
  }

  @Test
  void onlyOneActionIsEverAskedOfTheTable() {
    dynamoDb.faults().forgetCalls();
    try (Lease lease = granted()) {
      clock.pause(Duration.ofSeconds(45));
      lease.renew();
      lease.save(stream -> stream.write(new byte[1]));
      lease.reportAndClose("{}");
    }
    assertThat(dynamoDb.faults().calls())
        .extracting(AwsFaults.Call::operation)
        .containsOnly("UpdateItem")
        .hasSize(4);
  }

  private static Locks.Attempt joined(Future<Locks.Attempt> attempt) {
    try {
      return attempt.get();
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }

  private Locks locksIn(String table) {
    return locksIn(table, client);
  }

  private Locks locksIn(String table, DynamoDbClient client) {
    return new DynamoDbLocks(client, table, clock, () -> UUID.randomUUID().toString());
  }

  private Lease granted() {
    return switch (locks.acquire(key)) {
      case Locks.Attempt.Granted(Lease lease) -> lease;
      case Locks.Attempt.Denied(var until) -> throw new AssertionError("denied until " + until);
    };
  }

  private Map<String, AttributeValue> item() {
    try (DynamoDbClient direct = dynamoDb.client()) {
      return direct
          .getItem(
              get ->
                  get.tableName(LocalDynamoDb.TABLE)
                      .consistentRead(true)
                      .key(Map.of("pk", AttributeValue.fromS(key.value()))))
          .item();
    }
  }

  private static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }
}
