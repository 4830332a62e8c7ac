package io.charttagger.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The events in {@code events/}, and variations of them. */
public final class SavedEvents {
  /** The webhook secret that {@code events/webhook-sqs.json} is signed with. */
  public static final String WEBHOOK_SECRET = "It's a Secret to Everybody";

  private static final ObjectMapper JSON = new ObjectMapper();

  private SavedEvents() {}

  /** The dispatch that an operator sends. */
  public static String dispatch() {
    return text("dispatch.json");
  }

  /** That dispatch with one part of its text replaced. */
  public static String dispatch(String part, String replacement) {
    return replaced(dispatch(), part, replacement);
  }

  /** The request for a backfill that writes. */
  static String writingBackfill() {
    return replaced(text("backfill.json"), "\"dry_run\": true", "\"dry_run\": false");
  }

  /** The event of a workflow's request, changed. */
  public static byte[] api(Consumer<ObjectNode> change) {
    ObjectNode event = object("api-gateway.json");
    change.accept(event);
    return bytes(event);
  }

  /** The event of a workflow's request with another body. */
  public static byte[] apiBody(String body) {
    return api(event -> event.put("body", body));
  }

  /** The event of a workflow's request whose token's claims are changed. */
  public static byte[] apiClaims(Consumer<ObjectNode> change) {
    return api(
        event -> change.accept((ObjectNode) event.at("/requestContext/authorizer/jwt/claims")));
  }

  /** The event of a preview that a pull request's workflow asks for, its token's claims changed. */
  public static byte[] preview(Consumer<ObjectNode> change) {
    return preview(change, text("preview.json"));
  }

  /** The same with another body. */
  public static byte[] preview(Consumer<ObjectNode> change, String body) {
    return api(
        event -> {
          ObjectNode claims = (ObjectNode) event.at("/requestContext/authorizer/jwt/claims");
          claims.put("event_name", "pull_request").put("ref", "refs/pull/7/merge");
          claims.put("base_ref", "main").put("head_ref", "raise-web");
          change.accept(claims);
          event.put("body", body);
        });
  }

  /** The event of a webhook, its one record changed after it was signed. */
  public static byte[] webhook(Consumer<ObjectNode> change) {
    ObjectNode event = object("webhook-sqs.json");
    change.accept((ObjectNode) event.at("/Records/0"));
    return bytes(event);
  }

  /** The event of a webhook with another body, signed as GitHub would. */
  public static byte[] signedWebhook(String body) {
    return webhook(
        record -> {
          record.put("body", body);
          attribute(record, "X-Hub-Signature-256", signature(WEBHOOK_SECRET, body));
        });
  }

  /** The event of a {@code push} webhook with this body, signed as GitHub would. */
  public static byte[] signedPush(String body) {
    return bytes(push(body, WEBHOOK_SECRET));
  }

  /** The same, signed with any secret. */
  public static ObjectNode push(String body, String secret) {
    ObjectNode event = object("webhook-push-sqs.json");
    ObjectNode message = (ObjectNode) event.at("/Records/0");
    message.put("body", body);
    attribute(message, "X-Hub-Signature-256", signature(secret, body));
    return event;
  }

  /** The body of the saved {@code push} webhook. */
  public static String pushBody() {
    return object("webhook-push-sqs.json").at("/Records/0/body").asText();
  }

  /** That body with a part of its text replaced wherever it occurs. */
  public static String pushBody(String part, String replacement) {
    return replaced(pushBody(), part, replacement);
  }

  /** Sets a message attribute. */
  public static void attribute(ObjectNode message, String name, String value) {
    ((ObjectNode) message.at("/messageAttributes/" + name)).put("stringValue", value);
  }

  /** The body of the saved webhook. */
  public static String webhookBody() {
    return object("webhook-sqs.json").at("/Records/0/body").asText();
  }

  /** The signature that GitHub would send. */
  public static String signature(String secret, String body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
      return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A file of {@code events/}. */
  public static String text(String file) {
    try {
      return Files.readString(Path.of("events", file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String replaced(String text, String part, String replacement) {
    if (!text.contains(part)) {
      throw new IllegalArgumentException("nothing to replace: " + part);
    }
    return text.replace(part, replacement);
  }

  /** The event with HALF replaced by an unpaired surrogate, as a JSON escape. */
  static byte[] unpairedSurrogate(byte[] event) {
    return replaced(new String(event, UTF_8), "HALF", "\\ud800").getBytes(UTF_8);
  }

  private static ObjectNode object(String file) {
    try {
      return (ObjectNode) JSON.readTree(text(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(ObjectNode event) {
    return event.toString().getBytes(UTF_8);
  }
}
