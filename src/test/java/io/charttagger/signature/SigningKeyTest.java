package io.charttagger.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys in the forms that people have, and what they sign. */
final class SigningKeyTest {
  @TempDir private Path directory;
  private OpenSsh openSsh;

  @BeforeEach
  void start() {
    openSsh = new OpenSsh(directory);
  }

  static Stream<String> texts() {
    return Stream.of(
        "", "a", "object 1\ntag a-v1.0.0\n\nRelease: a v1.0.0\n", "Ünï🎉\n".repeat(20_000));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void theSignatureIsTheOneOfSshKeygenByteForByte(String text) {
    Path file = openSsh.key("key");
    SigningKey key = SigningKey.parse(OpenSsh.text(file));

    assertThat(signature(key, text)).isEqualTo(openSsh.signature(file, "git", text));
  }

  @Test
  void thePublicKeyIsTheOneOfThePubFile() {
    Path file = openSsh.key("key");
    SshPublicKey key = SigningKey.parse(OpenSsh.text(file)).publicKey();

    assertThat(OpenSsh.text(Path.of(file + ".pub"))).isEqualTo(key.line() + " a comment\n");
    assertThat(key).isEqualTo(SshPublicKey.parse(OpenSsh.text(Path.of(file + ".pub"))));
    assertThat(key.fingerprint()).isEqualTo(openSsh.fingerprint(file));
  }

  @Test
  void theSameKeyIsReadFromBothForms() throws Exception {
    String pkcs8 = pem("PRIVATE KEY", pkcs8("Ed25519"));
    SigningKey key = SigningKey.parse(pkcs8);
    Path file = directory.resolve("key");
    Files.writeString(file, openSshForm(key, pkcs8));
    // OpenSSH does not even look at a key that others may read.
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

    assertThat(SigningKey.parse(OpenSsh.text(file)).publicKey()).isEqualTo(key.publicKey());
    assertThat(openSsh.fingerprint(file)).isEqualTo(key.publicKey().fingerprint());
  }

  @Test
  void lineEndsMayBeOfWindowsOrEscapedTwice() {
    String text = OpenSsh.text(openSsh.key("key"));
    SshPublicKey key = SigningKey.parse(text).publicKey();

    assertThat(
            Stream.of(
                text.replace("\n", "\r\n"), text.replace("\n", "\\n"), "\n  " + text + "\n\n"))
        .allMatch(form -> SigningKey.parse(form).publicKey().equals(key));
  }

  @Test
  void aKeyShowsItsPublicHalfAlone() {
    Path file = openSsh.key("key");
    SigningKey key = SigningKey.parse(OpenSsh.text(file));

    assertThat(key).hasToString("SigningKey[" + openSsh.fingerprint(file) + ", the rest withheld]");
  }

  /** What people store instead, and the words that must be in the message. */
  private Stream<Arguments> others() throws Exception {
    Path good = openSsh.key("good");
    String text = OpenSsh.text(good);
    return Stream.of(
        Arguments.of("", "not a private key"),
        Arguments.of("hunter2", "ssh-keygen -t ed25519"),
        Arguments.of("-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nx\n", "ssh-keygen -t ed25519"),
        Arguments.of(OpenSsh.text(Path.of(good + ".pub")), "is a public key"),
        Arguments.of(
            OpenSsh.text(openSsh.key("locked", "-t", "ed25519", "-N", "hunter2")), "ssh-keygen -p"),
        Arguments.of(OpenSsh.text(openSsh.key("rsa", "-t", "rsa", "-N", "")), "not an Ed25519 key"),
        Arguments.of(
            OpenSsh.text(openSsh.key("ec", "-t", "ecdsa", "-N", "")), "not an Ed25519 key"),
        Arguments.of(
            OpenSsh.text(openSsh.key("rsapem", "-t", "rsa", "-N", "", "-m", "PEM")),
            "not an Ed25519 key"),
        Arguments.of(pem("PRIVATE KEY", pkcs8("RSA")), "not an Ed25519 key"),
        Arguments.of(pem("PRIVATE KEY", pkcs8("EC")), "not an Ed25519 key"),
        Arguments.of(pem("PRIVATE KEY", pkcs8("X25519")), "not an Ed25519 key"),
        Arguments.of(pem("PRIVATE KEY", pkcs8("Ed448")), "not an Ed25519 key"),
        Arguments.of(pem("PRIVATE KEY", new byte[] {1, 2, 3}), "not an Ed25519 key"),
        Arguments.of(pem("ENCRYPTED PRIVATE KEY", new byte[] {1, 2, 3}), "passphrase"),
        Arguments.of(pem("PUBLIC KEY", new byte[] {1, 2, 3}), "is a public key"),
        Arguments.of(pem("OPENSSH PRIVATE KEY", new byte[] {1, 2, 3}), "damaged"),
        Arguments.of(text.replace("AAAA", "====AAAA"), "damaged"),
        Arguments.of(text.substring(0, text.length() / 2), "not a private key"));
  }

  @Test
  void anythingElseIsRefusedWithWhatToMakeInstead() throws Exception {
    List<Arguments> others = others().toList();
    assertThat(others).hasSize(18);
    for (Arguments other : others) {
      String text = (String) other.get()[0];
      assertThatIllegalArgumentException()
          .as("%s", other.get()[1])
          .isThrownBy(() -> SigningKey.parse(text))
          .withMessageContaining((String) other.get()[1])
          .withMessageNotContaining("hunter2");
    }
  }

  /** No length, and no change of a byte, brings another exception, or another key. */
  @Test
  void aDamagedKeyIsRefused() {
    String text = OpenSsh.text(openSsh.key("key"));
    SshPublicKey key = SigningKey.parse(text).publicKey();
    byte[] bytes = Base64.getDecoder().decode(text.replaceAll("-----.*-----|\\s", ""));
    Random random = new Random(7);
    for (int round = 0; round < 3000; round++) {
      byte[] damaged = round < bytes.length ? Arrays.copyOf(bytes, round) : bytes.clone();
      if (round >= bytes.length) {
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      }
      try {
        // The comment and what fills the last block may be anything.
        assertThat(SigningKey.parse(pem("OPENSSH PRIVATE KEY", damaged)).publicKey())
            .isEqualTo(key);
      } catch (IllegalArgumentException refused) {
        assertThat(refused).hasMessageMatching("is (damaged|not an Ed25519|protected).*");
      }
    }
  }

  private static String signature(SigningKey key, String text) {
    return SignedTags.signature(key, text);
  }

  private static byte[] pkcs8(String algorithm) throws Exception {
    return KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPrivate().getEncoded();
  }

  private static String pem(String label, byte[] content) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(
            label,
            Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(content),
            label);
  }

  /** The same key as OpenSSH writes it. */
  private static String openSshForm(SigningKey key, String pkcs8) {
    byte[] bytes = Base64.getMimeDecoder().decode(pkcs8.replaceAll("-----.*-----", ""));
    byte[] seed = Arrays.copyOfRange(bytes, bytes.length - 32, bytes.length);
    byte[] both = Arrays.copyOf(seed, 64);
    System.arraycopy(key.publicKey().key(), 0, both, 32, 32);
    byte[] secret =
        new SshBytes.Writer()
            .number(7)
            .number(7)
            .string(SshPublicKey.TYPE)
            .string(key.publicKey().key())
            .string(both)
            .string("abcd")
            .bytes();
    int fill = (8 - secret.length % 8) % 8;
    byte[] filled = Arrays.copyOf(secret, secret.length + fill);
    for (int i = 0; i < fill; i++) {
      filled[secret.length + i] = (byte) (i + 1);
    }
    return pem(
        "OPENSSH PRIVATE KEY",
        new SshBytes.Writer()
            .raw("openssh-key-v1\0")
            .string("none")
            .string("none")
            .string("")
            .number(1)
            .string(key.publicKey().blob())
            .string(filled)
            .bytes());
  }
}
