package io.charttagger.signature;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Ed25519 as the JDK has it, for keys of 32 bytes.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8032#section-5.1">RFC 8032, Ed25519</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8410">RFC 8410, its keys in PKCS#8 and X.509</a>
 */
final class Ed25519 {
  /** The length of either key. */
  static final int KEY_LENGTH = 32;

  private static final String NAME = "Ed25519";
  private static final byte[] BEFORE_PRIVATE_KEY =
      HexFormat.of().parseHex("302e020100300506032b657004220420");
  private static final byte[] BEFORE_PUBLIC_KEY =
      HexFormat.of().parseHex("302a300506032b6570032100");

  private Ed25519() {}

  /** The private key in a PKCS#8 structure; empty when there is none of Ed25519 in it. */
  static Optional<byte[]> privateKey(byte[] pkcs8) {
    try {
      EdECPrivateKey key =
          (EdECPrivateKey) factory().generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      return key.getBytes().filter(bytes -> bytes.length == KEY_LENGTH);
    } catch (InvalidKeySpecException notOne) {
      return Optional.empty();
    }
  }

  /** The public key that belongs to a private one. */
  static byte[] publicKey(byte[] privateKey) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(NAME);
      // The only way in the JDK: a generator takes its random bytes for the private key.
      generator.initialize(NamedParameterSpec.ED25519, new Given(privateKey));
      KeyPair pair = generator.generateKeyPair();
      if (!Arrays.equals(pair.getPrivate().getEncoded(), pkcs8(privateKey))) {
        throw new IllegalStateException("this JDK makes Ed25519 keys in another way");
      }
      byte[] x509 = pair.getPublic().getEncoded();
      return Arrays.copyOfRange(x509, x509.length - KEY_LENGTH, x509.length);
    } catch (GeneralSecurityException impossible) {
      throw missing(impossible);
    }
  }

  /** The signature, 64 bytes; the same for the same key and text. */
  static byte[] sign(byte[] privateKey, byte[] text) {
    try {
      PrivateKey key = factory().generatePrivate(new PKCS8EncodedKeySpec(pkcs8(privateKey)));
      Signature signature = Signature.getInstance(NAME);
      signature.initSign(key);
      signature.update(text);
      return signature.sign();
    } catch (GeneralSecurityException impossible) {
      throw missing(impossible);
    }
  }

  /** Whether the private key of this public one signed the text. */
  static boolean verify(byte[] publicKey, byte[] text, byte[] signature) {
    try {
      Signature verifier = Signature.getInstance(NAME);
      verifier.initVerify(
          factory().generatePublic(new X509EncodedKeySpec(joined(BEFORE_PUBLIC_KEY, publicKey))));
      verifier.update(text);
      return verifier.verify(signature);
    } catch (InvalidKeySpecException | InvalidKeyException | SignatureException hostile) {
      // No point of the curve, or no signature: nobody signed with it.
      return false;
    } catch (GeneralSecurityException impossible) {
      throw missing(impossible);
    }
  }

  private static byte[] pkcs8(byte[] privateKey) {
    return joined(BEFORE_PRIVATE_KEY, privateKey);
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static KeyFactory factory() {
    try {
      return KeyFactory.getInstance(NAME);
    } catch (GeneralSecurityException impossible) {
      throw missing(impossible);
    }
  }

  private static IllegalStateException missing(GeneralSecurityException cause) {
    return new IllegalStateException("the JDK has Ed25519 since version 15", cause);
  }

  /** Not random: the bytes of a private key, where a generator asks for random ones. */
  private static final class Given extends SecureRandom {
    private static final long serialVersionUID = 1L;
    private final transient byte[] bytes;

    Given(byte[] bytes) {
      super(null, null); // No source of randomness is opened.
      this.bytes = bytes.clone();
    }

    @Override
    public void nextBytes(byte[] target) {
      System.arraycopy(bytes, 0, target, 0, target.length);
    }
  }
}
