package io.charttagger.chart;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * An annotated tag as git stores it. Deterministic: the same parts give the same SHA, so a retry
 * recognizes its own work and anyone can recompute it with {@code git mktag}.
 *
 * @param name the tag's name
 * @param commit the commit that it points at
 * @param annotation its message, ending with one newline
 * @param tagger the identity in its tagger line
 * @param date the commit's committer date, in UTC, to the second
 * @see <a href="https://docs.github.com/en/rest/git/tags#create-a-tag-object">Create a tag
 *     object</a>
 */
public record TagObject(
    TagName name, CommitSha commit, String annotation, Tagger tagger, Instant date) {

  /**
   * The object's content, byte for byte as git hashes it (without the {@code tag <length>} header).
   */
  public String content() {
    return "object %s\ntype commit\ntag %s\ntagger %s <%s> %d +0000\n\n%s"
        .formatted(commit, name, tagger.name(), tagger.email(), date.getEpochSecond(), annotation);
  }

  /** The SHA-1 that git gives this object. */
  public String sha() {
    return GitSha.ofTag(content().getBytes(StandardCharsets.UTF_8));
  }
}
