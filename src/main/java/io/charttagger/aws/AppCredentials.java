package io.charttagger.aws;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.charttagger.chart.Quoted;
import io.charttagger.port.AppKey;
import io.charttagger.port.AppKeys;
import io.charttagger.port.PermanentFailure;
import io.charttagger.port.TransientFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * Reads the App's key from its secret and caches it for five minutes, so that a rotated key takes
 * effect; earlier when GitHub refuses the key or a webhook's signature does not match, but at most
 * once a minute for either. The secret is JSON: {@code {"appId": "…", "privateKey": "<PEM>",
 * "webhookSecret": "…", "signingKey": "<PEM>", "allowedSigners": ["ssh-ed25519 …"]}}, the last
 * three of them optional. No message shows a value of it.
 *
 * <p>Call it only after a restore: a snapshot must not hold a key.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html">GetSecretValue</a>
 */
public final class AppCredentials implements AppKeys {
  private static final Duration CACHED_FOR = Duration.ofMinutes(5);
  private static final Duration BETWEEN_EARLY_READS = Duration.ofMinutes(1);
  private static final String SHAPE =
      "the operator stores {\"appId\": …, \"privateKey\": …, \"webhookSecret\": …}";
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final SecretsManagerClient client;
  private final String secretId;
  private final Clock clock;
  private Optional<AppKey> cached = Optional.empty();
  private Instant staleAt = Instant.MIN;
  private final EarlyReads forTheKey = new EarlyReads();
  private final EarlyReads forWebhooks = new EarlyReads();

  /**
   * Sends nothing yet.
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
   * @throws PermanentFailure when the secret is missing, denied or unusable
   */
  @Override
  public synchronized AppKey get() {
    Instant now = clock.instant();
    return cached.isPresent() && now.isBefore(staleAt) ? cached.get() : readAt(now);
  }

  /**
   * The key, read again unless that was done for the same reason less than a minute ago.
   *
   * @throws io.charttagger.port.TransientFailure as {@link #get}, also when that last read failed
   * @throws PermanentFailure likewise
   */
  @Override
  public AppKey readAgain() {
    return readEarly(forTheKey);
  }

  /**
   * The same for a webhook whose signature does not match. Anyone can send one, so it is counted
   * separately: it must not delay the key.
   */
  public AppKey readAgainForWebhook() {
    return readEarly(forWebhooks);
  }

  private synchronized AppKey readEarly(EarlyReads reads) {
    Instant now = clock.instant();
    if (now.isBefore(reads.nextAt)) {
      // The rotated secret may be the one that could not be read.
      reads.failure.ifPresent(
          failure -> {
            throw failure;
          });
      return get();
    }
    reads.nextAt = now.plus(BETWEEN_EARLY_READS);
    try {
      return readAt(now);
    } catch (TransientFailure | PermanentFailure failure) {
      reads.failure = Optional.of(failure);
      throw failure;
    }
  }

  private AppKey readAt(Instant now) {
    AppKey key = read(fetch());
    cached = Optional.of(key);
    staleAt = now.plus(CACHED_FOR);
    forTheKey.failure = Optional.empty();
    forWebhooks.failure = Optional.empty();
    return key;
  }

  private String fetch() {
    String text;
    try {
      text = client.getSecretValue(request -> request.secretId(secretId)).secretString();
    } catch (SdkException failure) {
      throw AwsFailure.of(
          new AwsResource(
              name(),
              "secretsmanager:GetSecretValue",
              "create it, or set APP_SECRET_ID to a secret that exists"),
          failure);
    }
    if (text == null) {
      throw unusable("it is binary; store it as text");
    }
    return text;
  }

  private AppKey read(String text) {
    JsonNode json = parsed(text);
    if (!json.isObject()) {
      throw unusable("it is not a JSON object; " + SHAPE);
    }
    JsonNode id = json.path("appId");
    String appId = id.isIntegralNumber() ? id.asText() : string(json, "appId");
    Optional<String> webhookSecret =
        json.hasNonNull("webhookSecret")
            ? Optional.of(string(json, "webhookSecret"))
            : Optional.empty();
    try {
      return new AppKey(
          appId,
          PrivateKeyPem.parse(string(json, "privateKey")),
          webhookSecret,
          new SigningFields(json).read(name()));
    } catch (IllegalArgumentException notAKey) {
      throw unusable("its field privateKey " + notAKey.getMessage());
    }
  }

  private JsonNode parsed(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException broken) {
      // Neither the parser's message nor the exception is passed on: both may quote the secret.
      throw unusable("it is not valid JSON%s; %s".formatted(place(broken.getLocation()), SHAPE));
    }
  }

  /** The parser names no place when the text exceeds one of its limits. */
  private static String place(@Nullable JsonLocation location) {
    return location == null
        ? ""
        : " at line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
  }

  private String string(JsonNode json, String field) {
    JsonNode value = json.path(field);
    if (!value.isTextual() || value.asText().isBlank()) {
      throw unusable("its field %s is missing, empty or not a string; %s".formatted(field, SHAPE));
    }
    return value.asText();
  }

  private PermanentFailure unusable(String why) {
    return new PermanentFailure(502, "The %s cannot be used: %s".formatted(name(), why));
  }

  private String name() {
    return "App's secret " + Quoted.of(secretId) + " (setting APP_SECRET_ID)";
  }

  /** The reads before the cached key is stale, for one reason. */
  private static final class EarlyReads {
    private Instant nextAt = Instant.MIN;
    private Optional<RuntimeException> failure = Optional.empty();
  }
}
