package io.charttagger.signature;

import io.charttagger.chart.CommitSha;
import io.charttagger.chart.TagName;
import io.charttagger.chart.TagObject;
import io.charttagger.chart.Tagger;
import io.charttagger.port.TagSigning;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.EdECPrivateKey;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Keys and signed tags for tests. */
public final class SignedTags {
  private SignedTags() {}

  /** A key that nobody has. */
  public static SigningKey newKey() {
    try {
      EdECPrivateKey key =
          (EdECPrivateKey) KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate();
      return SigningKey.of(key.getBytes().orElseThrow());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The deployment signs with this key, after those. */
  public static TagSigning signing(SigningKey key, SigningKey... former) {
    List<SshPublicKey> keys =
        Stream.concat(Stream.of(key), Stream.of(former)).map(SigningKey::publicKey).toList();
    return new TagSigning.On(key, new AllowedSigners(keys));
  }

  /** A tag without a signature. */
  public static TagObject tag(String annotation) {
    return new TagObject(
        new TagName("a-v1.0.0"),
        CommitSha.parse("1".repeat(40)),
        annotation,
        new Tagger("chart-tagger[bot]", "bot@example.org"),
        Instant.ofEpochSecond(1_793_527_200));
  }

  /** The signature of a text that is no tag. */
  static String signature(SigningKey key, String text) {
    return key.signature(text);
  }
}
