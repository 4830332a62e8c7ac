package io.charttagger.local.github;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.charttagger.local.log.TestLog;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A GitHub App made up for one local run: its id, its key as GitHub hands it out (PKCS#1), its
 * webhook secret. Worth nothing anywhere else.
 */
public final class AppSecret {
  // A 2048-bit key's PKCS#8 wrapping, before the PKCS#1 part, is this long.
  private static final int WRAPPING = 26;

  private final long appId = 4242;
  private final KeyPair keys;
  private final String webhookSecret;
  private final Optional<KeyPair> signingKeys;

  private AppSecret(KeyPair keys, String webhookSecret, Optional<KeyPair> signingKeys) {
    this.keys = keys;
    this.webhookSecret = webhookSecret;
    this.signingKeys = signingKeys;
    signingKey().ifPresent(key -> TestLog.shared().mustNotShow("a signing key", key));
    TestLog.shared().mustNotShow("an App's private key", privateKey());
    TestLog.shared().mustNotShow("a webhook secret", webhookSecret);
  }

  /** A new App. */
  public static AppSecret generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      byte[] secret = new byte[20];
      ThreadLocalRandom.current().nextBytes(secret);
      return new AppSecret(
          generator.generateKeyPair(),
          "local-webhook-" + HexFormat.of().formatHex(secret),
          Optional.empty());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same App with another webhook secret. */
  public AppSecret withWebhookSecret(String another) {
    return new AppSecret(keys, another, signingKeys);
  }

  /** The same App with a new key that signs tags. */
  public AppSecret withSigningKey() {
    try {
      return new AppSecret(
          keys,
          webhookSecret,
          Optional.of(KeyPairGenerator.getInstance("Ed25519").generateKeyPair()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  public long appId() {
    return appId;
  }

  public PublicKey publicKey() {
    return keys.getPublic();
  }

  public String webhookSecret() {
    return webhookSecret;
  }

  /** What GitHub sends as {@code X-Hub-Signature-256} with a webhook's body. */
  public String signature(String body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(webhookSecret.getBytes(UTF_8), "HmacSHA256"));
      return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The key as the file that GitHub gives for download. */
  public String privateKey() {
    byte[] wrapped = keys.getPrivate().getEncoded();
    byte[] key = Arrays.copyOfRange(wrapped, WRAPPING, wrapped.length);
    return "-----BEGIN RSA PRIVATE KEY-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key)
        + "\n-----END RSA PRIVATE KEY-----\n";
  }

  /** The key that signs tags, in PKCS#8. */
  private Optional<String> signingKey() {
    return signingKeys.map(
        pair ->
            "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n");
  }

  /**
   * The public half of that key as a {@code .pub} file has it.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc8709#section-4">RFC 8709, public key format</a>
   */
  public String publicSigningKey() {
    byte[] x509 = signingKeys.orElseThrow().getPublic().getEncoded();
    byte[] type = "ssh-ed25519".getBytes(UTF_8);
    ByteBuffer blob = ByteBuffer.allocate(4 + type.length + 4 + 32);
    blob.putInt(type.length).put(type).putInt(32).put(x509, x509.length - 32, 32);
    return "ssh-ed25519 " + Base64.getEncoder().encodeToString(blob.array());
  }

  /**
   * The line that lets git accept what that key signed.
   *
   * @see <a href="https://man.openbsd.org/ssh-keygen.1#ALLOWED_SIGNERS">Allowed signers</a>
   */
  public String allowedSignersLine() {
    return "chart-tagger namespaces=\"git\" " + publicSigningKey();
  }

  /** What Secrets Manager holds. */
  public String json() {
    ObjectNode json =
        JsonMapper.builder()
            .build()
            .createObjectNode()
            .put("appId", Long.toString(appId))
            .put("privateKey", privateKey())
            .put("webhookSecret", webhookSecret);
    signingKey().ifPresent(key -> json.put("signingKey", key));
    return json.toString();
  }
}
