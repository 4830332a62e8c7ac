package io.charttagger.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.charttagger.local.aws.AwsFaults.Fault;
import io.charttagger.local.aws.LocalSecrets;
import io.charttagger.local.github.AppSecret;
import io.charttagger.port.AppKey;
import io.charttagger.port.ManualClock;
import io.charttagger.port.PermanentFailure;
import io.charttagger.port.TagSigning;
import io.charttagger.port.TransientFailure;
import io.charttagger.signature.SshPublicKey;
import java.security.KeyPair;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

final class AppCredentialsTest {
  private static final String HUSH = "hunter2";
  private static KeyPair pair;

  private final LocalSecrets secrets = LocalSecrets.start();
  private final SecretsManagerClient client = LocalClients.secrets(secrets.url());
  private final ManualClock clock = new ManualClock();
  private final AppCredentials credentials = new AppCredentials(client, "app", clock);

  @BeforeAll
  static void makeKey() throws Exception {
    pair = TestKeys.rsa(1024);
  }

  @AfterEach
  void stop() {
    client.close();
    secrets.close();
  }

  @Test
  void readsTheKeyAndShowsNoneOfIt() {
    secrets.put("app", secret().toString());

    AppKey key = credentials.get();

    assertThat(key.appId()).isEqualTo("12345");
    assertThat(key.privateKey()).isEqualTo(pair.getPrivate());
    assertThat(key.webhookSecret()).contains(HUSH);
    assertThat(key.toString()).isEqualTo("AppKey[appId=12345, the rest withheld]");
  }

  @Test
  void theAppIdMayBeANumberAndTheWebhookSecretMissing() {
    secrets.put("app", secret().put("appId", 678).without("webhookSecret").toString());

    assertThat(credentials.get().appId()).isEqualTo("678");
    assertThat(credentials.get().webhookSecret()).isEmpty();
  }

  @Test
  void isReadAgainAfterFiveMinutesSoThatARotatedKeyIsPickedUp() {
    secrets.put("app", secret().toString());
    credentials.get();
    secrets.put("app", secret().put("appId", "999").toString());

    clock.pause(Duration.ofSeconds(299));
    assertThat(credentials.get().appId()).isEqualTo("12345");
    assertThat(secrets.faults().calls()).hasSize(1);

    clock.pause(Duration.ofSeconds(1));
    assertThat(credentials.get().appId()).isEqualTo("999");
  }

  @Test
  void isReadAgainAtOnceWhenTheKeyIsRefusedOrASignatureDoesNotMatch() {
    secrets.put("app", secret().toString());
    credentials.get();
    secrets.put("app", secret().put("appId", "999").toString());
    assertThat(credentials.readAgain().appId()).isEqualTo("999");
    assertThat(credentials.get().appId()).isEqualTo("999");

    secrets.put("app", secret().put("webhookSecret", "rotated").toString());
    assertThat(credentials.readAgainForWebhook().webhookSecret()).contains("rotated");
    assertThat(credentials.get().webhookSecret()).contains("rotated");
  }

  @Test
  void isReadAgainAtMostOnceAMinuteHoweverManySignaturesDoNotMatch() {
    secrets.put("app", secret().toString());
    credentials.get();
    for (int webhook = 0; webhook < 240; webhook++) {
      credentials.readAgainForWebhook();
      clock.pause(Duration.ofSeconds(1));
    }

    assertThat(secrets.faults().calls()).as("at 0, 60, 120 and 180 s, and the first").hasSize(5);
  }

  @Test
  void webhooksThatDoNotMatchDoNotDelayARotatedKey() {
    secrets.put("app", secret().toString());
    credentials.readAgainForWebhook();
    secrets.put("app", secret().put("appId", "999").toString());

    assertThat(credentials.readAgainForWebhook().appId()).isEqualTo("12345");
    assertThat(credentials.readAgain().appId()).isEqualTo("999");
  }

  @Test
  void aReadThatFailedIsNotTakenForASecretThatWasNotRotated() {
    secrets.put("app", secret().toString());
    credentials.get();
    secrets.put("app", secret().put("webhookSecret", "rotated").toString());
    secrets.faults().when(call -> true, Fault.down());
    assertThatExceptionOfType(TransientFailure.class).isThrownBy(credentials::readAgainForWebhook);
    int calls = secrets.faults().calls().size();
    secrets.faults().mend();

    assertThatExceptionOfType(TransientFailure.class)
        .as("the webhook is retried, without a call")
        .isThrownBy(credentials::readAgainForWebhook);
    assertThat(secrets.faults().calls()).hasSize(calls);

    clock.pause(Duration.ofMinutes(1));
    assertThat(credentials.readAgainForWebhook().webhookSecret()).contains("rotated");
  }

  @Test
  void aReadThatFailedIsForgottenWhenALaterOneSucceeds() {
    secrets.put("app", secret().toString());
    credentials.get();
    secrets.faults().when(call -> true, Fault.denied());
    assertThatExceptionOfType(PermanentFailure.class).isThrownBy(credentials::readAgainForWebhook);
    secrets.faults().mend();

    credentials.readAgain();

    assertThat(credentials.readAgainForWebhook().webhookSecret()).contains(HUSH);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "hunter2                                   | not valid JSON at line 1",
        "{\"appId\": \"hunter2\"                   | not valid JSON",
        "{\"appId\": \"1\", \"appId\": \"hunter2\"} | not valid JSON",
        "{\"appId\": \"1\"} hunter2                | not valid JSON",
        "~~                                        | not a JSON object",
        "[\"hunter2\"]                             | not a JSON object",
        "null                                      | not a JSON object",
        "{\"privateKey\": \"hunter2\"}             | field appId",
        "{\"appId\": null}                         | field appId",
        "{\"appId\": \" \"}                        | field appId",
        "{\"appId\": 1.5}                          | field appId",
        "{\"appId\": \"1\"}                        | field privateKey",
        "{\"appId\": \"1\", \"privateKey\": 7}     | field privateKey",
        "{\"appId\": \"1\", \"privateKey\": \"hunter2\"} | field privateKey is not an RSA private key",
        "{\"appId\": \"1\", \"privateKey\": \"x\", \"webhookSecret\": 7} | field webhookSecret",
      })
  void saysWhatIsWrongWithASecretWithoutShowingIt(String text, String message) {
    secrets.put("app", text);

    assertThatExceptionOfType(PermanentFailure.class)
        .isThrownBy(credentials::get)
        .withMessageContaining(message)
        .withMessageContaining("\"app\" (setting APP_SECRET_ID)")
        .withMessageNotContaining(HUSH)
        .withNoCause()
        .satisfies(trouble -> assertThat(trouble.status()).isEqualTo(502));
  }

  @Test
  void saysThatJsonIsNotValidAlsoWhereTheParserNamesNoPlace() {
    secrets.put("app", "[".repeat(2000));

    assertThatExceptionOfType(PermanentFailure.class)
        .isThrownBy(credentials::get)
        .withMessageContaining("cannot be used: it is not valid JSON");
  }

  @Test
  void aMissingAndADeniedSecretNameTheSecretThePermissionAndTheSetting() {
    assertThatExceptionOfType(PermanentFailure.class)
        .isThrownBy(credentials::get)
        .withMessageStartingWith("The App's secret \"app\" (setting APP_SECRET_ID) does not exist")
        .withMessageContaining("APP_SECRET_ID");

    secrets.put("app", secret().toString());
    secrets.faults().when(call -> true, Fault.denied());
    assertThatExceptionOfType(PermanentFailure.class)
        .isThrownBy(credentials::get)
        .withMessageContaining("secretsmanager:GetSecretValue")
        .withMessageContaining("\"app\"");

    secrets.faults().mend();
    assertThat(credentials.get().appId()).as("a failure is not remembered").isEqualTo("12345");
  }

  @Test
  void aFaultThatPassesIsRepeatedAndThenPassing() {
    secrets.put("app", secret().toString());
    secrets.faults().when(call -> call.number() == 1, Fault.throttled());
    assertThat(credentials.get().appId()).isEqualTo("12345");

    clock.pause(Duration.ofMinutes(5));
    secrets.faults().when(call -> true, Fault.down());
    assertThatExceptionOfType(TransientFailure.class)
        .isThrownBy(credentials::get)
        .withMessageContaining("\"app\"");
  }

  @Test
  void withoutASigningKeyTagsAreNotSigned() {
    secrets.put("app", secret().putNull("signingKey").put("allowedSigners", "any").toString());

    assertThat(credentials.get().signing()).isEqualTo(new TagSigning.Off());
  }

  @Test
  void theAllowedSignersAreTheKeyAndThoseBeforeIt() {
    AppSecret app = AppSecret.generate().withSigningKey();
    String former = AppSecret.generate().withSigningKey().publicSigningKey();
    secrets.put(
        "app",
        app.json()
            .replaceFirst(
                "\\{",
                "{\"allowedSigners\": [\"%s me@laptop\", \"%s\"],"
                    .formatted(former, app.publicSigningKey())));

    assertThat(credentials.get().signing().keys())
        .hasValueSatisfying(
            on -> {
              assertThat(on.key().publicKey().line()).isEqualTo(app.publicSigningKey());
              assertThat(on.signers().keys())
                  .extracting(SshPublicKey::line)
                  .containsExactly(app.publicSigningKey(), former);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"hunter2\"      | signingKey is not a private key",
        "\"\"             | signingKey is not a private key",
        "7                | signingKey is not a string",
        "{}               | signingKey is not a string",
        "[\"hunter2\"]    | signingKey is not a string"
      })
  void whatCannotSignStopsThoseWhoSignAndNobodyElse(String key, String message) {
    secrets.put("app", secret().putRawValue("signingKey", new RawValue(key)).toString());

    AppKey read = credentials.get();

    assertThat(read.appId()).isEqualTo("12345");
    assertThatExceptionOfType(PermanentFailure.class)
        .isThrownBy(() -> read.signing().keys())
        .withMessageContaining("\"app\" (setting APP_SECRET_ID)")
        .withMessageContaining(message)
        .withMessageNotContaining(HUSH)
        .satisfies(trouble -> assertThat(trouble.status()).isEqualTo(502));
  }

  @Test
  void aMendedSigningKeyIsReadAtOnceAndABrokenOneOnceAMinute() {
    secrets.put("app", secret().put("signingKey", "broken").toString());
    assertThat(credentials.signing()).isInstanceOf(TagSigning.Unusable.class);
    secrets.put("app", AppSecret.generate().withSigningKey().json());
    assertThat(credentials.signing())
        .as("read a moment ago for the same reason")
        .isInstanceOf(TagSigning.Unusable.class);

    clock.pause(Duration.ofMinutes(1));

    assertThat(credentials.signing()).isInstanceOf(TagSigning.On.class);
  }

  @Test
  void theSigningKeysAreReadAgainForASignatureThatDoesNotFit() {
    AppSecret former = AppSecret.generate().withSigningKey();
    AppSecret rotated = former.withSigningKey();
    secrets.put("app", former.json());
    assertThat(keyOf(credentials.signing())).isEqualTo(former.publicSigningKey());
    secrets.put("app", rotated.json());
    assertThat(keyOf(credentials.signing())).isEqualTo(former.publicSigningKey());

    assertThat(keyOf(credentials.signingReadAgain())).isEqualTo(rotated.publicSigningKey());
    assertThat(keyOf(credentials.signing())).isEqualTo(rotated.publicSigningKey());
  }

  private static String keyOf(TagSigning signing) {
    return signing.keys().orElseThrow().key().publicKey().line();
  }

  @Test
  void noKeyIsShownAsText() {
    AppSecret app = AppSecret.generate().withSigningKey();
    secrets.put("app", app.json());

    assertThat(credentials.get().toString()).isEqualTo("AppKey[appId=4242, the rest withheld]");
    assertThat(credentials.get().signing().toString()).contains("SHA256:").contains("withheld");
  }

  private static ObjectNode secret() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("appId", "12345")
        .put("privateKey", TestKeys.pkcs1(pair))
        .put("webhookSecret", HUSH);
  }
}
