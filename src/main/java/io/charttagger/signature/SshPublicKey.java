package io.charttagger.signature;

import io.charttagger.signature.SshBytes.MalformedBytes;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An Ed25519 public key as OpenSSH writes it. Nothing of it is secret.
 *
 * @param base64 its bytes in the SSH encoding, in Base64: the second word of a {@code .pub} file
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8709#section-4">RFC 8709, public key format</a>
 */
public record SshPublicKey(String base64) {
  /** The name of the kind of key. */
  static final String TYPE = "ssh-ed25519";

  private static final Pattern LINE =
      Pattern.compile("\\s*" + TYPE + "[ \\t]+([A-Za-z0-9+/=]{1,100})(?:[ \\t][^\\r\\n]*)?\\s*");

  /** The key of these 32 bytes. */
  static SshPublicKey of(byte[] key) {
    return ofBlob(new SshBytes.Writer().string(TYPE).string(key).bytes());
  }

  /**
   * Reads the line of a {@code .pub} file: kind, key, and perhaps a comment.
   *
   * @throws IllegalArgumentException when it is no such line; the message follows what it is called
   */
  public static SshPublicKey parse(String line) {
    Matcher matcher = LINE.matcher(line);
    if (matcher.matches()) {
      try {
        byte[] blob = Base64.getDecoder().decode(matcher.group(1));
        if (typeOf(blob).equals(TYPE)) {
          return of(keyOf(blob));
        }
      } catch (IllegalArgumentException | MalformedBytes damaged) {
        throw new IllegalArgumentException("is damaged; copy the whole line of the .pub file");
      }
    }
    throw new IllegalArgumentException(
        "is not an Ed25519 public key; copy the line of the .pub file, which begins with " + TYPE);
  }

  /** A key in the SSH encoding. */
  static SshPublicKey ofBlob(byte[] blob) {
    return new SshPublicKey(Base64.getEncoder().encodeToString(blob));
  }

  /** The kind of a key in the SSH encoding. */
  static String typeOf(byte[] blob) throws MalformedBytes {
    return new SshBytes.Reader(blob).text();
  }

  private static byte[] keyOf(byte[] blob) throws MalformedBytes {
    SshBytes.Reader reader = new SshBytes.Reader(blob);
    SshBytes.require(reader.text().equals(TYPE));
    byte[] key = reader.string();
    reader.end();
    SshBytes.require(key.length == Ed25519.KEY_LENGTH);
    return key;
  }

  /** The key in the SSH encoding. */
  byte[] blob() {
    return Base64.getDecoder().decode(base64);
  }

  /** The key's 32 bytes. */
  byte[] key() {
    byte[] blob = blob();
    return Arrays.copyOfRange(blob, blob.length - Ed25519.KEY_LENGTH, blob.length);
  }

  /** The line of a {@code .pub} file, without a comment. */
  public String line() {
    return TYPE + " " + base64;
  }

  /**
   * The line that lets {@code git verify-tag} accept the key's signatures.
   *
   * @param signer whose signatures they are, such as an e-mail address
   * @see <a href="https://man.openbsd.org/ssh-keygen.1#ALLOWED_SIGNERS">Allowed signers</a>
   */
  public String allowedSignersLine(String signer) {
    return "%s namespaces=\"%s\" %s".formatted(signer, SshSignature.GIT, line());
  }

  /** What people compare keys by, as {@code ssh-keygen -l} shows it. */
  public String fingerprint() {
    return fingerprint(blob());
  }

  /** The fingerprint of a key of any kind. */
  static String fingerprint(byte[] blob) {
    return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(Hash.SHA256.of(blob));
  }
}
