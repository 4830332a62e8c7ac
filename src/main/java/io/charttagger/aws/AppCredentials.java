package io.charttagger.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.charttagger.chart.Quoted;
import io.charttagger.port.AppKey;
import io.charttagger.port.PermanentFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * The App's key from its secret, kept in memory for five minutes, so that a rotated key is picked
 * up. The secret is JSON: {@code {"appId": "…", "privateKey": "<PEM>", "webhookSecret": "…"}}, the
 * last of them optional. No message shows a value of it.
 *
 * <p>Call it after a restore only: a snapshot must not hold a key.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html">GetSecretValue</a>
 */
public final class AppCredentials implements Supplier<AppKey> {
  private static final Duration KEPT = Duration.ofMinutes(5);
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final SecretsManagerClient client;
  private final String secretId;
  private final Clock clock;
  private Optional<AppKey> known = Optional.empty();
  private Instant staleAt = Instant.MIN;

  /**
   * Asks for nothing yet.
   *
   * @param secretId the secret's name or ARN
   */
  public AppCredentials(SecretsManagerClient client, String secretId, Clock clock) {
    this.client = client;
    this.secretId = secretId;
    this.clock = clock;
  }

  /**
   * The key.
   *
   * @throws io.charttagger.port.TransientFailure when Secrets Manager is throttled, slow or down
   * @throws PermanentFailure when the secret is missing, denied or not what it should be
   */
  @Override
  public synchronized AppKey get() {
    Instant now = clock.instant();
    if (known.isPresent() && now.isBefore(staleAt)) {
      return known.get();
    }
    AppKey key = read(fetch());
    known = Optional.of(key);
    staleAt = now.plus(KEPT);
    return key;
  }

  private String fetch() {
    String text;
    try {
      text = client.getSecretValue(request -> request.secretId(secretId)).secretString();
    } catch (SdkException failure) {
      throw AwsFailure.of(
          new AwsFailure.Asked(
              named(),
              "secretsmanager:GetSecretValue",
              "create it, or set APP_SECRET_ID to the one that is there"),
          failure);
    }
    if (text == null) {
      throw wrong("it is binary: store it as text");
    }
    return text;
  }

  private AppKey read(String text) {
    JsonNode json = parsed(text);
    if (!json.isObject()) {
      throw wrong("it is not a JSON object: store {\"appId\", \"privateKey\", \"webhookSecret\"}");
    }
    JsonNode id = json.path("appId");
    String appId = id.isIntegralNumber() ? id.asText() : string(json, "appId");
    Optional<String> webhookSecret =
        json.hasNonNull("webhookSecret")
            ? Optional.of(string(json, "webhookSecret"))
            : Optional.empty();
    try {
      return new AppKey(appId, PrivateKeyPem.parse(string(json, "privateKey")), webhookSecret);
    } catch (IllegalArgumentException noKey) {
      throw wrong("its field privateKey " + noKey.getMessage());
    }
  }

  private JsonNode parsed(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException broken) {
      // Neither the parser's message nor the exception goes on: both may quote the secret.
      throw wrong(
          "it is not valid JSON at line "
              + broken.getLocation().getLineNr()
              + ", column "
              + broken.getLocation().getColumnNr());
    }
  }

  private String string(JsonNode json, String field) {
    JsonNode value = json.path(field);
    if (!value.isTextual() || value.asText().isBlank()) {
      throw wrong("its field " + field + " is missing, empty or no string");
    }
    return value.asText();
  }

  private PermanentFailure wrong(String why) {
    return new PermanentFailure(502, "Of no use is " + named() + ": " + why);
  }

  private String named() {
    return "the App's secret " + Quoted.of(secretId) + " (setting APP_SECRET_ID)";
  }
}
