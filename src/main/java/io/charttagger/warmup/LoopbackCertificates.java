package io.charttagger.warmup;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An authority, and the certificate of 127.0.0.1 that it signed. The keys of both are made for one
 * warm-up and end with it, so there is none to keep, renew or steal.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-4.1">RFC 5280, 4.1</a>
 */
final class LoopbackCertificates {
  private static final byte[] VERSION_3 = Der.value(0xa0, Der.hex("02 01 02"));
  // From 2020 to what RFC 5280 writes for a certificate that does not expire.
  private static final byte[] VALIDITY =
      Der.sequence(
          Der.value(0x17, "200101000000Z".getBytes(US_ASCII)),
          Der.value(0x18, "99991231235959Z".getBytes(US_ASCII)));
  private static final byte[] IS_AUTHORITY =
      Der.sequence(Der.hex("06 03 551d13 01 01 ff"), Der.bytes(Der.hex("30 03 01 01 ff")));
  // Which key an authority has, and which one signed: any name of it will do.
  private static final String KEY = "0102030405060708090a0b0c0d0e0f1011121314";
  private static final byte[] HAS_KEY =
      Der.sequence(Der.hex("06 03 551d0e"), Der.bytes(Der.bytes(Der.hex(KEY))));
  private static final byte[] SIGNED_BY_KEY =
      Der.sequence(Der.hex("06 03 551d23"), Der.bytes(Der.hex("30 16 80 14" + KEY)));
  private static final byte[] IS_LOOPBACK =
      Der.sequence(Der.hex("06 03 551d11"), Der.bytes(Der.hex("30 06 87 04 7f000001")));

  // Of four bytes, as the encoding has to be as short as it can be.
  private static final int FIRST = 0x01000000;

  private final CertificateKind kind;
  private final byte[] issuer;
  private final KeyPair authorityKeys;
  private final KeyPair serverKeys;
  private final AtomicInteger serial = new AtomicInteger(FIRST);

  LoopbackCertificates(CertificateKind kind) throws GeneralSecurityException {
    this.kind = kind;
    this.issuer = name("warm-up " + kind);
    this.authorityKeys = kind.authority();
    this.serverKeys = kind.server();
  }

  /** The server's keys. */
  KeyPair keys() {
    return serverKeys;
  }

  /** Another one each time: Java verifies the signature of one certificate only once. */
  X509Certificate server() throws GeneralSecurityException {
    return certificate(name("127.0.0.1"), serverKeys.getPublic(), IS_LOOPBACK, SIGNED_BY_KEY);
  }

  /** What a client of the server has to trust. */
  X509Certificate authority() throws GeneralSecurityException {
    return certificate(issuer, authorityKeys.getPublic(), IS_AUTHORITY, HAS_KEY);
  }

  private X509Certificate certificate(byte[] subject, PublicKey key, byte[]... extensions)
      throws GeneralSecurityException {
    byte[] content =
        Der.sequence(
            VERSION_3,
            Der.value(
                0x02, ByteBuffer.allocate(Integer.BYTES).putInt(serial.getAndIncrement()).array()),
            kind.identifier(),
            issuer,
            VALIDITY,
            subject,
            key.getEncoded(),
            Der.value(0xa3, Der.sequence(extensions)));
    Signature signature = Signature.getInstance(kind.signature());
    signature.initSign(authorityKeys.getPrivate());
    signature.update(content);
    byte[] signed = Der.sequence(content, kind.identifier(), Der.bits(signature.sign()));
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(signed));
  }

  /** With a common name alone. */
  private static byte[] name(String common) {
    byte[] value = Der.value(0x0c, common.getBytes(US_ASCII));
    return Der.sequence(Der.value(0x31, Der.sequence(Der.hex("06 03 550403"), value)));
  }
}
