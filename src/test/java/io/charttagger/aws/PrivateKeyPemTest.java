package io.charttagger.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PrivateKeyPemTest {

  @ParameterizedTest
  @ValueSource(ints = {512, 1024, 2048, 4096})
  void readsPkcs1AsGitHubGivesItAndPkcs8(int bits) throws Exception {
    KeyPair pair = TestKeys.rsa(bits);

    assertThat(PrivateKeyPem.parse(TestKeys.pkcs1(pair))).isEqualTo(pair.getPrivate());
    assertThat(PrivateKeyPem.parse(TestKeys.pkcs8(pair))).isEqualTo(pair.getPrivate());
  }

  @Test
  void lineEndsMayBeEscapedWindowsOrMissing() throws Exception {
    KeyPair pair = TestKeys.rsa(1024);
    String pem = TestKeys.pkcs1(pair);

    assertThat(PrivateKeyPem.parse(pem.replace("\n", "\\n"))).isEqualTo(pair.getPrivate());
    assertThat(PrivateKeyPem.parse(pem.replace("\n", "\\r\\n"))).isEqualTo(pair.getPrivate());
    assertThat(PrivateKeyPem.parse(pem.replace("\n", "\r\n"))).isEqualTo(pair.getPrivate());
    assertThat(PrivateKeyPem.parse(pem.replace("\n", ""))).isEqualTo(pair.getPrivate());
    assertThat(PrivateKeyPem.parse("\n " + pem + "\n\n")).isEqualTo(pair.getPrivate());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hunter2",
        "-----BEGIN RSA PRIVATE KEY-----",
        "-----BEGIN RSA PRIVATE KEY-----\n-----END RSA PRIVATE KEY-----",
        "-----BEGIN RSA PRIVATE KEY-----\nhunter2\n-----END RSA PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----",
        "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"
      })
  void saysWhatIsWrongWithATextWithoutShowingIt(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PrivateKeyPem.parse(text))
        .withMessageContaining(".pem file from GitHub")
        .withMessageNotContainingAny("hunter2", "AAAA");
  }

  @Test
  void aKeyOfAnotherKindOrCutShortIsRefused() throws Exception {
    KeyPair elliptic = KeyPairGenerator.getInstance("EC").generateKeyPair();
    String cut =
        TestKeys.pem("RSA PRIVATE KEY", Base64.getDecoder().decode("MIICXAIBAAKBgQC7JHoJfg6yNzLM"));

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                PrivateKeyPem.parse(
                    TestKeys.pem("PRIVATE KEY", elliptic.getPrivate().getEncoded())))
        .withMessageContaining("not an RSA key");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PrivateKeyPem.parse(cut))
        .withMessageContaining("damaged");
  }
}
