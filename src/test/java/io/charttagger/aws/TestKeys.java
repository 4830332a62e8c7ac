package io.charttagger.aws;

import io.charttagger.local.log.TestLog;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;

/** Keys made for a test, in the shapes that people store. */
final class TestKeys {
  private TestKeys() {}

  static KeyPair rsa(int bits) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(bits);
    return generator.generateKeyPair();
  }

  static String pkcs8(KeyPair pair) {
    return pem("PRIVATE KEY", pair.getPrivate().getEncoded());
  }

  /** Java writes PKCS#8 only; the PKCS#1 key is the content of its last element. */
  static String pkcs1(KeyPair pair) {
    byte[] pkcs8 = pair.getPrivate().getEncoded();
    int algorithm = contentAt(pkcs8, 0) + 3;
    int octets = algorithm + 2 + pkcs8[algorithm + 1];
    return pem(
        "RSA PRIVATE KEY", Arrays.copyOfRange(pkcs8, contentAt(pkcs8, octets), pkcs8.length));
  }

  /** Where the content of the DER element begins that begins here. */
  private static int contentAt(byte[] der, int element) {
    int length = der[element + 1] & 0xff;
    return element + 2 + (length < 0x80 ? 0 : length - 0x80);
  }

  static String pem(String type, byte[] der) {
    String lines =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(der);
    TestLog.shared().mustNotShow("a private key", lines);
    return "-----BEGIN " + type + "-----\n" + lines + "\n-----END " + type + "-----\n";
  }
}
