package io.charttagger.aws;

import com.fasterxml.jackson.databind.JsonNode;
import io.charttagger.port.TagSigning;
import io.charttagger.signature.AllowedSigners;
import io.charttagger.signature.SigningKey;
import io.charttagger.signature.SshPublicKey;
import java.util.ArrayList;
import java.util.List;

/**
 * The fields of the secret that concern signatures: {@code signingKey}, a private key, and {@code
 * allowedSigners}, the public keys that were in use before it. What is wrong with them stops those
 * who need them, and nobody else.
 */
final class SigningFields {
  private static final String KEY = "signingKey";
  private static final String SIGNERS = "allowedSigners";

  private final JsonNode secret;

  SigningFields(JsonNode secret) {
    this.secret = secret;
  }

  /**
   * Reads them.
   *
   * @param name what the secret is called in messages
   */
  TagSigning read(String name) {
    if (!secret.hasNonNull(KEY)) {
      return new TagSigning.Off();
    }
    try {
      SigningKey key = key();
      return new TagSigning.On(key, signers(key));
    } catch (IllegalArgumentException unusable) {
      return new TagSigning.Unusable(
          "The %s holds no key that tags can be signed with: its field %s"
              .formatted(name, unusable.getMessage()));
    }
  }

  private SigningKey key() {
    try {
      return SigningKey.parse(text(secret.path(KEY)));
    } catch (IllegalArgumentException notAKey) {
      throw new IllegalArgumentException(KEY + " " + notAKey.getMessage());
    }
  }

  private AllowedSigners signers(SigningKey key) {
    JsonNode others = secret.path(SIGNERS);
    if (!others.isArray() && secret.hasNonNull(SIGNERS)) {
      throw new IllegalArgumentException(
          SIGNERS + " is not a list; store it as [\"ssh-ed25519 AAAA…\"]");
    }
    List<SshPublicKey> keys = new ArrayList<>(List.of(key.publicKey()));
    for (JsonNode other : others) {
      try {
        keys.add(SshPublicKey.parse(text(other)));
      } catch (IllegalArgumentException notAKey) {
        throw new IllegalArgumentException(
            "%s has an element, number %d, that %s"
                .formatted(SIGNERS, keys.size(), notAKey.getMessage()));
      }
    }
    return new AllowedSigners(keys.stream().distinct().toList());
  }

  private static String text(JsonNode value) {
    if (!value.isTextual()) {
      throw new IllegalArgumentException("is not a string");
    }
    return value.asText();
  }
}
