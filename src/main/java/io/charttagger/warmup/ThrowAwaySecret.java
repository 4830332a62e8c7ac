package io.charttagger.warmup;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The secret of an App that nobody has: its key is made for one warm-up, and no GitHub knows it.
 */
final class ThrowAwaySecret {
  private static final int BITS_OF_GITHUBS = 2048;

  private ThrowAwaySecret() {}

  static String json() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("appId", "1")
        .put("privateKey", pem())
        // The signature in queue-event.json is made with it.
        .put("webhookSecret", "throw-away")
        .toString();
  }

  private static String pem() {
    KeyPairGenerator generator = generator("RSA");
    generator.initialize(BITS_OF_GITHUBS);
    return pem(generator);
  }

  /** A key that signs a tag which nobody creates. */
  static String signingKey() {
    return pem(generator("Ed25519"));
  }

  private static String pem(KeyPairGenerator generator) {
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder()
            .encodeToString(generator.generateKeyPair().getPrivate().getEncoded())
        + "\n-----END PRIVATE KEY-----\n";
  }

  private static KeyPairGenerator generator(String algorithm) {
    try {
      return KeyPairGenerator.getInstance(algorithm);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("the JDK has " + algorithm, impossible);
    }
  }
}
