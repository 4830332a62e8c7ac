package io.charttagger.chart;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The SHA-1 that git gives to an object.
 *
 * @see <a href="https://git-scm.com/book/en/v2/Git-Internals-Git-Objects">Git objects</a>
 */
public final class GitSha {
  private GitSha() {}

  /** The SHA of a file with this content. */
  public static String ofBlob(byte[] content) {
    return of("blob", List.of(content));
  }

  /** The SHA of an annotated tag whose content is these parts, one after the other. */
  public static String ofTag(String... parts) {
    return of("tag", Stream.of(parts).map(part -> part.getBytes(StandardCharsets.UTF_8)).toList());
  }

  private static String of(String kind, List<byte[]> parts) {
    MessageDigest digest = sha1();
    int length = parts.stream().mapToInt(part -> part.length).sum();
    digest.update((kind + " " + length + "\0").getBytes(StandardCharsets.UTF_8));
    parts.forEach(digest::update);
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Java promises SHA-1 on every platform", e);
    }
  }
}
