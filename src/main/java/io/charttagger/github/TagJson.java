package io.charttagger.github;

import io.charttagger.chart.GitSha;
import io.charttagger.chart.SignedText;
import io.charttagger.chart.TagSignature;
import io.charttagger.github.http.UnexpectedAnswerException;
import io.charttagger.port.TagContent;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An annotated tag's object as GitHub shows it. GitHub leaves the signature in the message, and
 * shows it once more beside what it is of.
 *
 * @see <a href="https://docs.github.com/en/rest/git/tags#get-a-tag">Get a tag</a>
 */
final class TagJson {
  private final CheckedJson json;
  private final String sha;
  private final String annotation;

  private TagJson(CheckedJson json, String sha, String annotation) {
    this.json = json;
    this.sha = sha;
    this.annotation = annotation;
  }

  /**
   * The tag.
   *
   * @param sha its object's
   */
  static TagContent content(CheckedJson json, String sha) {
    String message = json.at("message").text();
    Optional<SignedText> split = SignedText.of(message);
    TagJson tag = new TagJson(json, sha, split.map(SignedText::payload).orElse(message));
    List<String> signatures =
        Stream.concat(
                split.map(SignedText::signature).stream(), tag.verification("signature").stream())
            .toList();
    return new TagContent(
        tag.annotation, tag.signature(signatures), AnswerJson.object(json.at("object")));
  }

  private Optional<String> verification(String field) {
    return json.optional("verification").flatMap(it -> it.optional(field)).map(CheckedJson::text);
  }

  /** What has the object's SHA is what git verifies; an answer may lack the last line end. */
  private Optional<TagSignature> signature(List<String> signatures) {
    return signatures.stream()
        .flatMap(text -> Stream.of(text, text + "\n"))
        .flatMap(text -> payload(text).map(it -> new TagSignature(text, Optional.of(it))).stream())
        .findFirst()
        .or(
            () ->
                signatures.stream().findFirst().map(it -> new TagSignature(it, Optional.empty())));
  }

  private Optional<String> payload(String signature) {
    return verification("payload")
        .filter(payload -> isWhole(payload, signature))
        .or(
            () ->
                header()
                    .map(header -> header + annotation)
                    .filter(payload -> isWhole(payload, signature)));
  }

  private boolean isWhole(String payload, String signature) {
    return GitSha.ofTag(payload, signature).equals(sha);
  }

  /** The header as git writes it, of a tag made in UTC: GitHub does not show the time zone. */
  private Optional<String> header() {
    try {
      return json.optional("tagger").map(this::header);
    } catch (UnexpectedAnswerException odd) {
      // Anybody may have made the tag, with whatever for a tagger: it cannot be verified, no more.
      return Optional.empty();
    }
  }

  private String header(CheckedJson tagger) {
    CheckedJson object = json.at("object");
    return "object %s\ntype %s\ntag %s\ntagger %s <%s> %d +0000\n\n"
        .formatted(
            object.at("sha").text(),
            object.at("type").text(),
            json.at("tag").text(),
            tagger.at("name").text(),
            tagger.at("email").text(),
            tagger.at("date").instant().getEpochSecond());
  }
}
