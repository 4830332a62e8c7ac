package io.charttagger.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class HostileRequestsTest {

  static List<HostileRequest> hostile() {
    return HostileRequests.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostile")
  void isTurnedAwayByItsRuleWithItsStatus(HostileRequest hostile) {
    Rejection rejection =
        catchThrowableOfType(Rejection.class, () -> FrontDoor.usual().pass(hostile.event()));

    assertThat(rejection).as("turned away").isNotNull();
    assertThat(rejection.rule()).isEqualTo(hostile.rule());
    assertThat(rejection.status()).isEqualTo(hostile.status());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostile")
  void isAnsweredInOneShortPrintableLineWithoutASecret(HostileRequest hostile) {
    Rejection rejection =
        catchThrowableOfType(Rejection.class, () -> FrontDoor.usual().pass(hostile.event()));

    assertThat(rejection)
        .message()
        .startsWith("rejected (" + hostile.rule().code() + "): ")
        .hasSizeLessThan(400)
        .doesNotContainPattern("\\p{Cntrl}")
        .doesNotContain(
            SavedEvents.WEBHOOK_SECRET,
            "token.actions",
            SavedEvents.signature(SavedEvents.WEBHOOK_SECRET, SavedEvents.webhookBody()));
  }

  @Test
  void areManyAndEachIsNamedOnce() {
    assertThat(hostile()).hasSizeGreaterThan(150);
    assertThat(hostile()).extracting(HostileRequest::name).doesNotHaveDuplicates();
  }

  @Test
  void breakEveryRuleButTheOneThatStandsForAMissingSetting() {
    assertThat(hostile().stream().map(HostileRequest::rule).collect(Collectors.toSet()))
        .isEqualTo(EnumSet.complementOf(EnumSet.of(Rule.WEBHOOK_SECRET)));
  }
}
