package io.charttagger.local.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Secrets Manager's GetSecretValue, as strict as the real one about the protocol, behind an
 * endpoint that can be made to fail.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html">GetSecretValue</a>
 */
public final class LocalSecrets implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String ARN = "arn:aws:secretsmanager:us-east-1:000000000000:secret:";

  private final Map<String, String> secrets = new ConcurrentHashMap<>();
  private final AwsFaults faults;

  private LocalSecrets() throws IOException {
    faults = new AwsFaults(this::answer);
  }

  /** Starts without a secret. */
  public static LocalSecrets start() {
    try {
      return new LocalSecrets();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Stores or replaces a secret. */
  public void put(String name, String value) {
    secrets.put(name, value);
  }

  /** Deletes a secret. */
  public void remove(String name) {
    secrets.remove(name);
  }

  /** What {@code AWS_ENDPOINT_URL_SECRETS_MANAGER} is to be. */
  public URI url() {
    return faults.url();
  }

  /** Where it can be made to fail. */
  public AwsFaults faults() {
    return faults;
  }

  @Override
  public void close() {
    faults.close();
  }

  private AwsFaults.Reply answer(AwsFaults.Request request) throws IOException {
    String signature = request.headers().getFirst("Authorization");
    if (signature == null
        || !signature.startsWith("AWS4-HMAC-SHA256 ")
        || !signature.contains("/secretsmanager/aws4_request")
        || request.headers().getFirst("X-Amz-Date") == null) {
      return AwsFaults.Reply.error(400, "MissingAuthenticationTokenException");
    }
    if (!"secretsmanager.GetSecretValue".equals(request.headers().getFirst("X-Amz-Target"))
        || !"application/x-amz-json-1.1".equals(request.headers().getFirst("Content-Type"))) {
      return AwsFaults.Reply.error(400, "UnknownOperationException");
    }
    JsonNode id = JSON.readTree(request.body()).path("SecretId");
    if (!id.isTextual()) {
      return AwsFaults.Reply.error(400, "InvalidParameterException");
    }
    String name = id.asText().startsWith(ARN) ? id.asText().substring(ARN.length()) : id.asText();
    String value = secrets.get(name);
    return value == null
        ? AwsFaults.Reply.error(400, "ResourceNotFoundException")
        : new AwsFaults.Reply(200, found(name, value));
  }

  private static String found(String name, String value) {
    ObjectNode found = JSON.createObjectNode();
    found.put("ARN", ARN + name).put("Name", name).put("SecretString", value);
    found.put("VersionId", "00000000-0000-0000-0000-000000000001").put("CreatedDate", 1.7e9);
    found.putArray("VersionStages").add("AWSCURRENT");
    return found.toString();
  }
}
