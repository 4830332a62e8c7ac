package io.charttagger.chart;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The SHA-1 that git gives to an object.
 *
 * @see <a href="https://git-scm.com/book/en/v2/Git-Internals-Git-Objects">Git objects</a>
 */
public final class GitSha {
  private GitSha() {}

  /** The SHA of a file with this content. */
  public static String ofBlob(byte[] content) {
    return of("blob", content);
  }

  /** The SHA of an annotated tag with this content. */
  public static String ofTag(byte[] content) {
    return of("tag", content);
  }

  private static String of(String kind, byte[] content) {
    MessageDigest digest = sha1();
    digest.update((kind + " " + content.length + "\0").getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest.digest(content));
  }

  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Java promises SHA-1 on every platform", e);
    }
  }
}
