package io.charttagger.github;

import io.charttagger.chart.GitSha;
import io.charttagger.chart.SignedText;
import io.charttagger.chart.TagSignature;
import io.charttagger.port.TagContent;
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
    return new TagContent(
        tag.annotation,
        split
            .map(SignedText::signature)
            .or(() -> tag.verification("signature"))
            .map(tag::signature),
        AnswerJson.object(json.at("object")));
  }

  private Optional<String> verification(String field) {
    return json.optional("verification").flatMap(it -> it.optional(field)).map(CheckedJson::text);
  }

  private TagSignature signature(String text) {
    return new TagSignature(text, payload(text));
  }

  /** Only what has the object's SHA together with the signature is what git verifies. */
  private Optional<String> payload(String signature) {
    return Stream.concat(
            verification("payload").stream(), header().map(it -> it + annotation).stream())
        .filter(payload -> GitSha.ofTag(payload, signature).equals(sha))
        .findFirst();
  }

  /** The header as git writes it, of a tag made in UTC: GitHub does not show the time zone. */
  private Optional<String> header() {
    CheckedJson object = json.at("object");
    return json.optional("tagger")
        .map(
            tagger ->
                "object %s\ntype %s\ntag %s\ntagger %s <%s> %d +0000\n\n"
                    .formatted(
                        object.at("sha").text(),
                        object.at("type").text(),
                        json.at("tag").text(),
                        tagger.at("name").text(),
                        tagger.at("email").text(),
                        tagger.at("date").instant().getEpochSecond()));
  }
}
