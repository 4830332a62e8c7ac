package io.charttagger.github.auth;

import io.charttagger.port.AppKey;
import io.charttagger.port.TagSigning;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;

/** An App's id and its two keys, made for a test. */
public record TestApp(String id, KeyPair pair) {

  /** Makes new keys. */
  public static TestApp create(String id) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return new TestApp(id, generator.generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** What the product gets of it. */
  public AppKey key() {
    return new AppKey(
        id, (RSAPrivateKey) pair.getPrivate(), Optional.empty(), new TagSigning.Off());
  }

  /** What GitHub knows of it. */
  public RSAPublicKey publicKey() {
    return (RSAPublicKey) pair.getPublic();
  }
}
