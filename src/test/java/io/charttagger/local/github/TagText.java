package io.charttagger.local.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A tag object's text as GitHub shows its parts. The signature stays in the message, as recordings
 * of real answers have it, and is shown beside it once more.
 *
 * @param content the object's content
 * @see <a href="https://docs.github.com/en/rest/git/tags#get-a-tag">Get a tag, signature
 *     verification object</a>
 */
record TagText(String content) {
  private static final int NONE = -1;

  /** All that follows the header. */
  String message() {
    int end = content.indexOf("\n\n");
    return end < 0 ? "" : content.substring(end + 2);
  }

  /** Nobody has registered a key here, so no signature is verified. */
  ObjectNode verification() {
    int start = start();
    return start == NONE
        ? CommitJson.unsigned()
        : Json.object(
            "verified",
            false,
            "reason",
            "unknown_key",
            "signature",
            content.substring(start),
            "payload",
            content.substring(0, start),
            "verified_at",
            null);
  }

  private int start() {
    return Stream.of("PGP SIGNATURE", "PGP MESSAGE", "SIGNED MESSAGE", "SSH SIGNATURE")
        .map("\n-----BEGIN %s-----"::formatted)
        .flatMapToInt(line -> IntStream.of(content.lastIndexOf(line)))
        .filter(index -> index >= 0)
        .map(index -> index + 1)
        .max()
        .orElse(NONE);
  }
}
