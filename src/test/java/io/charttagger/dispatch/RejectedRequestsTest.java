package io.charttagger.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class RejectedRequestsTest {

  static List<RejectedRequest> requests() {
    return RejectedRequests.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("requests")
  void isRejectedByItsRuleWithItsStatus(RejectedRequest request) {
    Rejection rejection =
        catchThrowableOfType(Rejection.class, () -> Admission.standard().admit(request.event()));

    assertThat(rejection).as("rejected").isNotNull();
    assertThat(rejection.rule()).isEqualTo(request.rule());
    assertThat(rejection.status()).isEqualTo(request.status());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("requests")
  void isAnsweredInOneShortPrintableLineWithoutASecret(RejectedRequest request) {
    Rejection rejection =
        catchThrowableOfType(Rejection.class, () -> Admission.standard().admit(request.event()));

    assertThat(rejection)
        .message()
        .startsWith("rejected (" + request.rule().code() + "): ")
        .hasSizeLessThan(400)
        .doesNotContainPattern("\\p{Cntrl}")
        .doesNotContain(
            SavedEvents.WEBHOOK_SECRET,
            "token.actions",
            SavedEvents.signature(SavedEvents.WEBHOOK_SECRET, SavedEvents.webhookBody()));
  }

  @Test
  void areManyWithUniqueNames() {
    assertThat(requests()).hasSizeGreaterThan(150);
    assertThat(requests()).extracting(RejectedRequest::name).doesNotHaveDuplicates();
  }

  @Test
  void coverEveryRuleExceptTheOneForAMissingSetting() {
    assertThat(requests().stream().map(RejectedRequest::rule).collect(Collectors.toSet()))
        .isEqualTo(EnumSet.complementOf(EnumSet.of(Rule.WEBHOOK_SECRET)));
  }
}
