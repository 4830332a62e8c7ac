package io.charttagger.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.SignedText;
import io.charttagger.chart.TagObject;
import io.charttagger.fuzz.FuzzTarget;
import java.util.Base64;
import java.util.List;

/** No text is taken for a key, or for a signature of a key that did not make it. */
public final class SignatureFuzz implements FuzzTarget {
  private static final SigningKey KEY = SignedTags.newKey();
  private static final TagObject TAG = KEY.sign(SignedTags.tag("Release: a v1.0.0\n"));
  private static final AllowedSigners SIGNERS = new AllowedSigners(List.of(KEY.publicKey()));

  @Override
  public List<String> seeds() {
    return List.of(
        TAG.content(),
        KEY.publicKey().line(),
        "-----BEGIN OPENSSH PRIVATE KEY-----\n"
            + Base64.getEncoder()
                .encodeToString(
                    new SshBytes.Writer()
                        .raw("openssh-key-v1\0")
                        .string("none")
                        .string("none")
                        .string("")
                        .number(1)
                        .string(KEY.publicKey().blob())
                        .string(
                            new SshBytes.Writer()
                                .number(1)
                                .number(1)
                                .string(SshPublicKey.TYPE)
                                .bytes())
                        .bytes())
            + "\n-----END OPENSSH PRIVATE KEY-----\n",
        "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIA==\n-----END PRIVATE KEY-----\n");
  }

  @Override
  public void read(byte[] input) {
    String text = new String(input, UTF_8);
    readKeys(text);
    SignedText.of(text)
        .filter(signed -> SIGNERS.problem(signed).isEmpty())
        .ifPresent(
            signed -> assertThat(signed.payload()).isEqualTo(SignedText.payload(TAG.content())));
    assertThat(SignedText.of(SignedText.indented(text))).isEmpty();
  }

  private static void readKeys(String text) {
    try {
      SshPublicKey key = SshPublicKey.parse(text);
      assertThat(SshPublicKey.parse(key.line())).isEqualTo(key);
    } catch (IllegalArgumentException refused) {
      assertThat(refused.getMessage()).isNotBlank().doesNotContain("\n");
    }
    try {
      SigningKey key = SigningKey.parse(text);
      assertThat(SigningKey.parse(text).publicKey()).isEqualTo(key.publicKey());
    } catch (IllegalArgumentException refused) {
      assertThat(refused.getMessage()).isNotBlank().doesNotContain("\n");
    }
  }
}
