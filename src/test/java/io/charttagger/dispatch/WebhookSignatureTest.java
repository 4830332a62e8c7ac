package io.charttagger.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WebhookSignatureTest {
  private static final String BODY = "{\"ref\": \"refs/heads/main\"}";

  private String cached = "old";
  private String stored = "old";
  private int reads;
  private int earlyReads;
  private final WebhookSignature signature = new WebhookSignature(secret());

  @Test
  void isVerifiedWithTheSecretThatIsCached() {
    stored = "new";

    verify(SavedEvents.signature("old", BODY));

    assertThat(earlyReads).isZero();
  }

  @Test
  void byASecretThatWasRotatedIsVerifiedAfterItIsReadAgain() {
    stored = "new";

    verify(SavedEvents.signature("new", BODY));

    assertThat(earlyReads).isEqualTo(1);
  }

  @Test
  void byTheOldSecretIsRejectedOnceTheNewOneIsKnown() {
    stored = "new";
    verify(SavedEvents.signature("new", BODY));

    assertRejected(SavedEvents.signature("old", BODY), Rule.SIGNATURE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  "})
  void byASecretThatWasMissingIsVerifiedAfterItIsReadAgain(String missing) {
    cached = missing;
    stored = "new";

    verify(SavedEvents.signature("new", BODY));
  }

  @Test
  void isRejectedWhenTheSecretWasTakenAway() {
    stored = "";

    assertRejected(SavedEvents.signature("new", BODY), Rule.WEBHOOK_SECRET);
  }

  @Test
  void bySomebodyElseIsRejectedAfterTheSecretIsReadAgain() {
    assertRejected(SavedEvents.signature("guess", BODY), Rule.SIGNATURE);
    assertThat(earlyReads).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sha256=",
        "sha1=2ac0506827fe420dc2d6bc7b26f48a71bba8cf31",
        "sha256=2AC0506827FE420DC2D6BC7B26F48A71BBA8CF31C2CB2D7189943C9CF5078EB0",
        "sha256=2ac0506827fe420dc2d6bc7b26f48a71bba8cf31c2cb2d7189943c9cf5078eb",
        "sha256=2ac0506827fe420dc2d6bc7b26f48a71bba8cf31c2cb2d7189943c9cf5078eb0\n",
        "2ac0506827fe420dc2d6bc7b26f48a71bba8cf31c2cb2d7189943c9cf5078eb0"
      })
  void thatCannotBeOneIsRejectedWithoutReadingTheSecret(String given) {
    assertRejected(given, Rule.SIGNATURE);
    assertThat(reads + earlyReads).isZero();
  }

  @Test
  void thatIsMissingIsRejectedWithoutReadingTheSecret() {
    assertThatThrownBy(() -> signature.verify(BODY.getBytes(UTF_8), Optional.empty()))
        .isInstanceOf(Rejection.class)
        .hasMessageContaining("not signed");
    assertThat(reads + earlyReads).isZero();
  }

  private void verify(String given) {
    signature.verify(BODY.getBytes(UTF_8), Optional.of(given));
  }

  private void assertRejected(String given, Rule rule) {
    assertThatExceptionOfType(Rejection.class)
        .isThrownBy(() -> verify(given))
        .satisfies(rejection -> assertThat(rejection.rule()).isEqualTo(rule));
  }

  private WebhookSecret secret() {
    return new WebhookSecret() {
      @Override
      public String get() {
        reads++;
        return cached;
      }

      @Override
      public String readAgain() {
        earlyReads++;
        cached = stored;
        return cached;
      }
    };
  }
}
