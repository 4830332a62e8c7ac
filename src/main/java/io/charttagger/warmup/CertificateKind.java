package io.charttagger.warmup;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;

/** The keys and signatures of the certificates that a server shows in life. */
enum CertificateKind {
  GITHUB("SHA384withECDSA", "30 0a 06 08 2a8648ce3d040303"),
  AWS("SHA256withRSA", "30 0d 06 09 2a864886f70d01010b 05 00");

  private final String signature;
  private final String identifier;

  CertificateKind(String signature, String identifier) {
    this.signature = signature;
    this.identifier = identifier;
  }

  /** Java's name of how the authority signs. */
  String signature() {
    return signature;
  }

  /** The same in DER. */
  byte[] identifier() {
    return Der.hex(identifier);
  }

  KeyPair authority() throws GeneralSecurityException {
    return switch (this) {
      case GITHUB -> keys("EC", 384);
      case AWS -> keys("RSA", 2048);
    };
  }

  KeyPair server() throws GeneralSecurityException {
    return switch (this) {
      case GITHUB -> keys("EC", 256);
      case AWS -> keys("RSA", 2048);
    };
  }

  private static KeyPair keys(String algorithm, int bits) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(bits);
    return generator.generateKeyPair();
  }
}
