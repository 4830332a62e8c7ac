package io.charttagger.aws;

import java.io.ByteArrayOutputStream;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads an RSA private key from text: PKCS#1, as GitHub issues it, or PKCS#8, as Java reads it.
 * Line ends may be real or written {@code \n}, as in JSON that was escaped twice.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5208#section-5">RFC 5208, PrivateKeyInfo</a>
 */
final class PrivateKeyPem {
  private static final Pattern PEM =
      Pattern.compile(
          "\\s*-----BEGIN (RSA )?PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END (RSA )?PRIVATE"
              + " KEY-----\\s*");

  /** INTEGER 0, then SEQUENCE { OID rsaEncryption, NULL }: what PKCS#8 puts before the key. */
  private static final byte[] RSA_PREAMBLE =
      HexFormat.of().parseHex("020100" + "300d" + "06092a864886f70d010101" + "0500");

  private static final int SEQUENCE = 0x30;
  private static final int OCTET_STRING = 0x04;

  private PrivateKeyPem() {}

  /**
   * Reads the key.
   *
   * @throws IllegalArgumentException when the text is not such a key; the message follows "the
   *     field" and shows nothing of the text
   */
  static RSAPrivateKey parse(String text) {
    Matcher matcher = PEM.matcher(text.replace("\\n", "\n").replace("\\r", ""));
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "is not an RSA private key in PEM format; store the whole .pem file from GitHub,"
              + " from BEGIN to END");
    }
    boolean isPkcs1 = matcher.group(1) != null;
    try {
      byte[] der = Base64.getDecoder().decode(matcher.group(2).replaceAll("\\s", ""));
      PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(isPkcs1 ? wrapped(der) : der);
      return (RSAPrivateKey) KeyFactory.getInstance("RSA").generatePrivate(spec);
    } catch (InvalidKeySpecException | IllegalArgumentException damaged) {
      throw new IllegalArgumentException(
          "is damaged or not an RSA key; store the .pem file from GitHub, unchanged");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static byte[] wrapped(byte[] pkcs1) {
    ByteArrayOutputStream info = new ByteArrayOutputStream();
    info.writeBytes(RSA_PREAMBLE);
    info.writeBytes(element(OCTET_STRING, pkcs1));
    return element(SEQUENCE, info.toByteArray());
  }

  /** One DER element: tag, length, content. */
  private static byte[] element(int tag, byte[] content) {
    ByteArrayOutputStream element = new ByteArrayOutputStream();
    element.write(tag);
    if (content.length < 128) {
      element.write(content.length);
    } else {
      byte[] length = java.math.BigInteger.valueOf(content.length).toByteArray();
      int from = length[0] == 0 ? 1 : 0;
      element.write(0x80 | (length.length - from));
      element.write(length, from, length.length - from);
    }
    element.writeBytes(content);
    return element.toByteArray();
  }
}
