package io.charttagger.signature;

import io.charttagger.signature.SshBytes.MalformedBytes;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An SSH signature of a text.
 *
 * @see <a href="https://github.com/openssh/openssh-portable/blob/master/PROTOCOL.sshsig">The format
 *     of SSH signatures</a>
 */
final class SshSignature {
  /** What git's signatures are for. */
  static final String GIT = "git";

  private static final String MAGIC = "SSHSIG";
  private static final int VERSION = 1;
  private static final String BEGIN = "-----BEGIN SSH SIGNATURE-----";
  private static final String END = "-----END SSH SIGNATURE-----";
  private static final Pattern ARMOR =
      Pattern.compile(BEGIN + "\\n([A-Za-z0-9+/=\\n]{1,10000})\\n" + END + "\\s*");
  private static final Pattern LINE = Pattern.compile(".{1,70}");

  private final byte[] key;
  private final String namespace;
  private final Hash hash;
  private final byte[] bytes;

  private SshSignature(byte[] key, String namespace, Hash hash, byte[] bytes) {
    this.key = key;
    this.namespace = namespace;
    this.hash = hash;
    this.bytes = bytes;
  }

  /** Signs a text for git, as {@code ssh-keygen -Y sign -n git} does. */
  static SshSignature of(String text, byte[] privateKey, SshPublicKey publicKey) {
    byte[] signature = Ed25519.sign(privateKey, signed(text, GIT, Hash.SHA512));
    return new SshSignature(
        publicKey.blob(),
        GIT,
        Hash.SHA512,
        new SshBytes.Writer().string(SshPublicKey.TYPE).string(signature).bytes());
  }

  /** Reads a signature with its first and last line; empty when it is none that OpenSSH makes. */
  static Optional<SshSignature> parse(String armored) {
    Matcher matcher = ARMOR.matcher(armored);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      byte[] blob = Base64.getDecoder().decode(matcher.group(1).replace("\n", ""));
      return Optional.of(read(new SshBytes.Reader(blob)));
    } catch (IllegalArgumentException | MalformedBytes damaged) {
      return Optional.empty();
    }
  }

  private static SshSignature read(SshBytes.Reader reader) throws MalformedBytes {
    reader.expect(MAGIC);
    SshBytes.require(reader.number() == VERSION);
    byte[] key = reader.string();
    SshPublicKey.typeOf(key);
    String namespace = reader.text();
    reader.string(); // Reserved: whatever stands here is not signed.
    Hash hash = Hash.labelled(reader.text());
    byte[] bytes = reader.string();
    reader.end();
    return new SshSignature(key, namespace, hash, bytes);
  }

  /** What it is for. */
  String namespace() {
    return namespace;
  }

  /** Whether it names this key. */
  boolean names(SshPublicKey candidate) {
    return SshPublicKey.ofBlob(key).equals(candidate);
  }

  /** The fingerprint of the key that it names. */
  String fingerprint() {
    return SshPublicKey.fingerprint(key);
  }

  /** Whether this key signed this text with it. */
  boolean fits(String text, SshPublicKey signer) {
    SshBytes.Reader reader = new SshBytes.Reader(bytes);
    try {
      SshBytes.require(reader.text().equals(SshPublicKey.TYPE));
      byte[] signature = reader.string();
      reader.end();
      return Ed25519.verify(signer.key(), signed(text, namespace, hash), signature);
    } catch (MalformedBytes hostile) {
      return false;
    }
  }

  /** What is signed: not the text, but its hash, and what the signature is for. */
  private static byte[] signed(String text, String namespace, Hash hash) {
    return new SshBytes.Writer()
        .raw(MAGIC)
        .string(namespace)
        .string("")
        .string(hash.label())
        .string(hash.of(text.getBytes(StandardCharsets.UTF_8)))
        .bytes();
  }

  /** The signature with its first and last line, as it stands in a tag. */
  String armored() {
    byte[] blob =
        new SshBytes.Writer()
            .raw(MAGIC)
            .number(VERSION)
            .string(key)
            .string(namespace)
            .string("")
            .string(hash.label())
            .string(bytes)
            .bytes();
    return BEGIN
        + "\n"
        + LINE.matcher(Base64.getEncoder().encodeToString(blob)).replaceAll("$0\n")
        + END
        + "\n";
  }
}
