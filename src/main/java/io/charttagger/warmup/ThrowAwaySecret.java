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
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(BITS_OF_GITHUBS);
      return "-----BEGIN PRIVATE KEY-----\n"
          + Base64.getMimeEncoder()
              .encodeToString(generator.generateKeyPair().getPrivate().getEncoded())
          + "\n-----END PRIVATE KEY-----\n";
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Java promises RSA on every platform", impossible);
    }
  }
}
