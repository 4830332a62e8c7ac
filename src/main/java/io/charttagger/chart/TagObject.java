package io.charttagger.chart;

import java.time.Instant;
import java.util.Optional;

/**
 * An annotated tag as git stores it. Deterministic: the same parts give the same SHA, so a retry
 * recognizes its own work and anyone can recompute it with {@code git mktag}.
 *
 * @param name the tag's name
 * @param commit the commit that it points at
 * @param annotation its message, ending with one newline
 * @param tagger the identity in its tagger line
 * @param date the commit's committer date, in UTC, to the second
 * @param signature of {@link #content} without it, with its first and last line; git keeps it
 *     behind the annotation
 * @see <a href="https://docs.github.com/en/rest/git/tags#create-a-tag-object">Create a tag
 *     object</a>
 */
public record TagObject(
    TagName name,
    CommitSha commit,
    String annotation,
    Tagger tagger,
    Instant date,
    Optional<String> signature) {

  /** One without a signature. */
  public TagObject(TagName name, CommitSha commit, String annotation, Tagger tagger, Instant date) {
    this(name, commit, annotation, tagger, date, Optional.empty());
  }

  /** The same tag with this signature. */
  public TagObject signed(String signature) {
    return new TagObject(name, commit, annotation, tagger, date, Optional.of(signature));
  }

  /** All that follows the header: the annotation, then the signature if there is one. */
  public String message() {
    return annotation + signature.orElse("");
  }

  /**
   * The object's content, byte for byte as git hashes it (without the {@code tag <length>} header).
   */
  public String content() {
    return header() + message();
  }

  private String header() {
    return "object %s\ntype commit\ntag %s\ntagger %s <%s> %d +0000\n\n"
        .formatted(commit, name, tagger.name(), tagger.email(), date.getEpochSecond());
  }

  /** The SHA-1 that git gives this object. */
  public String sha() {
    // Not of one text: with hundreds of long annotations that would be much memory.
    return GitSha.ofTag(header(), annotation, signature.orElse(""));
  }
}
