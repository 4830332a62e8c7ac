package io.charttagger.signature;

import io.charttagger.signature.SshBytes.MalformedBytes;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads an Ed25519 private key from a file's text.
 *
 * @see <a href="https://github.com/openssh/openssh-portable/blob/master/PROTOCOL.key">The OpenSSH
 *     private key format</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5208#section-5">RFC 5208, PrivateKeyInfo</a>
 */
final class PrivateKeyText {
  private static final Pattern PEM =
      Pattern.compile(
          "\\s*-----BEGIN ([A-Z0-9 ]{1,40})-----([A-Za-z0-9+/=\\s]+)-----END \\1-----\\s*");
  private static final Pattern PUBLIC = Pattern.compile("\\s*(ssh|ecdsa|sk-ssh|sk-ecdsa)-\\S+\\s");
  private static final String OPENSSH_MAGIC = "openssh-key-v1\0";
  private static final String INSTEAD =
      "; make a key with: ssh-keygen -t ed25519 -N '' -C chart-tagger -f signing-key, and store the content of the file signing-key";

  private PrivateKeyText() {}

  /** See {@link SigningKey#parse}. */
  static SigningKey parse(String text) {
    String lines = text.replace("\\n", "\n").replace("\\r", "");
    if (PUBLIC.matcher(lines).lookingAt()) {
      throw refused("is a public key; store the private one, the file without .pub");
    }
    Matcher matcher = PEM.matcher(lines);
    if (!matcher.matches()) {
      throw refused("is not a private key in PEM or OpenSSH format" + INSTEAD);
    }
    byte[] content;
    try {
      content = Base64.getDecoder().decode(matcher.group(2).replaceAll("\\s", ""));
    } catch (IllegalArgumentException damaged) {
      throw damaged();
    }
    return switch (matcher.group(1)) {
      case "PRIVATE KEY" ->
          SigningKey.of(
              Ed25519.privateKey(content)
                  .orElseThrow(() -> refused("is not an Ed25519 key" + INSTEAD)));
      case "OPENSSH PRIVATE KEY" -> openSsh(content);
      case "ENCRYPTED PRIVATE KEY" -> throw passphrase();
      case "PUBLIC KEY" -> throw refused("is a public key; store the private one");
      default -> throw refused("is not an Ed25519 key" + INSTEAD);
    };
  }

  private static SigningKey openSsh(byte[] content) {
    try {
      SshBytes.Reader reader = new SshBytes.Reader(content);
      reader.expect(OPENSSH_MAGIC);
      String cipher = reader.text();
      reader.text(); // How a passphrase becomes a key, ...
      reader.string(); // ... and with which options.
      SshBytes.require(reader.number() == 1);
      String type = SshPublicKey.typeOf(reader.string());
      if (!type.equals(SshPublicKey.TYPE)) {
        throw refused("is not an Ed25519 key" + INSTEAD);
      }
      if (!cipher.equals("none")) {
        throw passphrase();
      }
      SigningKey key = unencrypted(new SshBytes.Reader(reader.string()));
      reader.end();
      return key;
    } catch (MalformedBytes malformed) {
      throw damaged();
    }
  }

  private static SigningKey unencrypted(SshBytes.Reader reader) throws MalformedBytes {
    int check = reader.number();
    SshBytes.require(check == reader.number()); // Equal once they are decrypted well.
    SshBytes.require(reader.text().equals(SshPublicKey.TYPE));
    byte[] publicKey = reader.string();
    byte[] both = reader.string();
    SshBytes.require(both.length == 2 * Ed25519.KEY_LENGTH);
    SigningKey key = SigningKey.of(Arrays.copyOf(both, Ed25519.KEY_LENGTH));
    // A key with another's public half would sign what nobody can verify.
    SshBytes.require(Arrays.equals(key.publicKey().key(), publicKey));
    return key;
  }

  private static IllegalArgumentException passphrase() {
    return refused(
        "is protected by a passphrase, which nobody can enter here; remove it from a copy with: ssh-keygen -p -N '' -f signing-key");
  }

  private static IllegalArgumentException damaged() {
    return refused("is damaged; store the whole file, unchanged");
  }

  private static IllegalArgumentException refused(String why) {
    return new IllegalArgumentException(why);
  }
}
