package io.charttagger.signature;

import io.charttagger.chart.TagObject;

/**
 * An Ed25519 private key that signs tags. Never part of a snapshot, a message or a log: {@code
 * toString} shows its public key alone.
 */
public final class SigningKey {
  private final byte[] key;
  private final SshPublicKey publicKey;

  private SigningKey(byte[] key) {
    this.key = key;
    this.publicKey = SshPublicKey.of(Ed25519.publicKey(key));
  }

  /** The key of these 32 bytes. */
  static SigningKey of(byte[] key) {
    return new SigningKey(key);
  }

  /**
   * Reads a private key: the file that {@code ssh-keygen -t ed25519} makes, or PKCS#8 in PEM
   * format. Line ends may be real or written {@code \n}, as in JSON that was escaped twice.
   *
   * @throws IllegalArgumentException when the text is no such key, or is protected by a passphrase;
   *     the message follows "the field" and shows nothing of the text
   */
  public static SigningKey parse(String text) {
    return PrivateKeyText.parse(text);
  }

  /** What others verify its signatures with. */
  public SshPublicKey publicKey() {
    return publicKey;
  }

  /**
   * The same tag with its signature, as {@code git tag -s} with {@code gpg.format=ssh} makes it.
   * The same tag gives the same signature, so the object's SHA is known before it is sent.
   *
   * @param tag one without a signature
   * @see <a href="https://git-scm.com/docs/git-config#Documentation/git-config.txt-gpgformat">
   *     gpg.format</a>
   */
  public TagObject sign(TagObject tag) {
    return tag.signed(signature(tag.content()));
  }

  /** The signature of a text, with its first and last line. */
  String signature(String text) {
    return SshSignature.of(text, key, publicKey).armored();
  }

  @Override
  public String toString() {
    return "SigningKey[" + publicKey.fingerprint() + ", the rest withheld]";
  }
}
