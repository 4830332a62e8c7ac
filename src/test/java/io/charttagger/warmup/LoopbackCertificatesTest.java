package io.charttagger.warmup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LoopbackCertificatesTest {
  private static final int IP_ADDRESS = 7;

  @ParameterizedTest
  @EnumSource
  void theServersIsOf127001AndSignedByItsAuthority(CertificateKind kind) throws Exception {
    LoopbackCertificates made = new LoopbackCertificates(kind);
    X509Certificate server = made.server();
    X509Certificate authority = made.authority();

    assertThat(server.getSubjectAlternativeNames())
        .containsExactly(List.of(IP_ADDRESS, "127.0.0.1"));
    assertThat(server.getPublicKey()).isEqualTo(made.keys().getPublic());
    assertThat(server.getIssuerX500Principal()).isEqualTo(authority.getSubjectX500Principal());
    assertThat(authority.getBasicConstraints()).isNotNegative();
    assertThat(server.getBasicConstraints()).isNegative();
    assertThatCode(() -> server.verify(authority.getPublicKey())).doesNotThrowAnyException();
    assertThatCode(server::checkValidity).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @EnumSource
  void aServersNextCertificateIsAnotherOneOfTheSameKey(CertificateKind kind) throws Exception {
    LoopbackCertificates made = new LoopbackCertificates(kind);
    X509Certificate first = made.server();
    X509Certificate second = made.server();

    assertThat(second).isNotEqualTo(first);
    assertThat(second.getPublicKey()).isEqualTo(first.getPublicKey());
    assertThat(second.getExtensionValue("2.5.29.35")).isNotNull();
    assertThat(made.authority().getExtensionValue("2.5.29.14")).isNotNull();
  }

  @ParameterizedTest
  @EnumSource
  void everyOneHasAnotherKey(CertificateKind kind) throws Exception {
    assertThat(new LoopbackCertificates(kind).keys().getPublic())
        .isNotEqualTo(new LoopbackCertificates(kind).keys().getPublic());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 127, 128, 255, 256, 65_535, 65_536})
  void aLengthIsWrittenAsShortAsItCanBe(int length) {
    byte[] value = Der.bytes(new byte[length]);

    int more = length < 128 ? 0 : (BigInteger.valueOf(length).bitLength() + 7) / 8;
    assertThat(value).hasSize(2 + more + length);
    assertThat(value[1]).isEqualTo((byte) (more == 0 ? length : 0x80 | more));
  }

  @Test
  void thePartsOfASequenceFollowEachOther() {
    assertThat(Der.sequence(Der.hex("02 01 01"), Der.bits(Der.hex("ff"))))
        .isEqualTo(Der.hex("30 07 02 01 01 03 02 00 ff"));
  }
}
