package io.charttagger.signature;

import io.charttagger.signature.SshBytes.MalformedBytes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;

/** How keys and texts are hashed. */
enum Hash {
  SHA256("SHA-256"),
  SHA512("SHA-512");

  private final String algorithm;

  Hash(String algorithm) {
    this.algorithm = algorithm;
  }

  /** Its name in a signature. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  byte[] of(byte[] bytes) {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("the JDK has " + algorithm, impossible);
    }
  }

  static Hash labelled(String label) throws MalformedBytes {
    for (Hash hash : values()) {
      if (hash.label().equals(label)) {
        return hash;
      }
    }
    throw new MalformedBytes();
  }
}
