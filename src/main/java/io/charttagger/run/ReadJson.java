package io.charttagger.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.charttagger.changelog.ReleaseNotes;
import io.charttagger.chart.Commit;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.PullRequest;
import io.charttagger.chart.TagSignature;
import io.charttagger.port.Comparison;
import io.charttagger.port.FileContent;
import io.charttagger.port.GitObject;
import io.charttagger.port.ListedPullRequest;
import io.charttagger.port.Listing;
import io.charttagger.port.TagContent;
import io.charttagger.port.TagRef;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/**
 * What was read of a repository, as JSON.
 *
 * @param <T> what was read
 * @param write makes JSON of it
 * @param read makes it of JSON; an {@link IllegalArgumentException} or a {@link
 *     java.time.DateTimeException} says that it is none
 */
record ReadJson<T>(Function<T, JsonNode> write, Function<JsonNode, T> read) {
  static final ReadJson<Commit> COMMIT = new ReadJson<>(ReadJson::json, ReadJson::commit);
  static final ReadJson<Comparison> COMPARISON =
      new ReadJson<>(ReadJson::json, ReadJson::comparison);
  static final ReadJson<Listing> LISTING = new ReadJson<>(ReadJson::json, ReadJson::listing);
  static final ReadJson<FileContent> WHOLE_FILE =
      new ReadJson<>(
          file -> SavedJson.array().add(Base64.getEncoder().encodeToString(file.bytes())),
          json ->
              new FileContent(
                  Base64.getDecoder().decode(SavedJson.texts(json, 1).getFirst()), true));
  static final ReadJson<TagRef> TAG =
      new ReadJson<>(
          tag -> json(tag.target()).put("name", tag.name()),
          json -> new TagRef(SavedJson.text(json, "name"), object(json)));
  static final ReadJson<TagContent> TAG_CONTENT =
      new ReadJson<>(ReadJson::json, ReadJson::tagContent);
  static final ReadJson<ListedPullRequest> PULL_REQUEST =
      new ReadJson<>(ReadJson::json, ReadJson::pullRequest);
  static final ReadJson<ReleaseNotes> NOTES = new ReadJson<>(ReadJson::json, ReadJson::notes);

  /** Several of them. */
  ReadJson<List<T>> list() {
    return new ReadJson<>(
        values -> {
          ArrayNode array = SavedJson.array();
          values.forEach(value -> array.add(write.apply(value)));
          return array;
        },
        json -> SavedJson.elements(json, read));
  }

  private static JsonNode json(Commit commit) {
    ObjectNode node =
        SavedJson.object()
            .put("sha", commit.sha().value())
            .put("author", commit.author())
            .put("subject", commit.subject())
            .put("date", commit.committedAt().toString());
    ArrayNode parents = node.putArray("parents");
    commit.parents().forEach(parent -> parents.add(parent.value()));
    commit.skipInstruction().ifPresent(instruction -> node.put("skip", instruction));
    return node;
  }

  private static Commit commit(JsonNode json) {
    return new Commit(
        CommitSha.parse(SavedJson.text(json, "sha")),
        SavedJson.list(json, "parents", parent -> CommitSha.parse(SavedJson.text(parent))),
        SavedJson.text(json, "author"),
        SavedJson.text(json, "subject"),
        Instant.parse(SavedJson.text(json, "date")),
        SavedJson.optional(json, "skip").map(SavedJson::text));
  }

  private static JsonNode json(Comparison comparison) {
    ObjectNode node =
        SavedJson.object()
            .put("status", comparison.status().name())
            .put("total", comparison.total());
    node.set("mergeBase", json(comparison.mergeBase()));
    node.set("commits", COMMIT.list().write().apply(comparison.commits()));
    return node;
  }

  private static Comparison comparison(JsonNode json) {
    return new Comparison(
        Comparison.Status.valueOf(SavedJson.text(json, "status")),
        commit(json.path("mergeBase")),
        SavedJson.number(json, "total"),
        SavedJson.list(json, "commits", ReadJson::commit));
  }

  private static JsonNode json(Listing listing) {
    ObjectNode node = SavedJson.object().put("sha", listing.sha());
    ArrayNode entries = node.putArray("entries");
    listing
        .entries()
        .forEach(
            entry ->
                entries
                    .addArray()
                    .add(entry.name())
                    .add(entry.mode())
                    .add(entry.sha())
                    .add(Long.toString(entry.size())));
    return node;
  }

  private static Listing listing(JsonNode json) {
    return new Listing(
        SavedJson.text(json, "sha"), SavedJson.list(json, "entries", ReadJson::entry));
  }

  private static Listing.Entry entry(JsonNode json) {
    List<String> texts = SavedJson.texts(json, 4);
    return new Listing.Entry(
        texts.get(0), texts.get(1), texts.get(2), Long.parseLong(texts.get(3)));
  }

  private static ObjectNode json(GitObject object) {
    return SavedJson.object().put("sha", object.sha()).put("kind", object.kind().name());
  }

  private static GitObject object(JsonNode json) {
    return new GitObject(
        SavedJson.text(json, "sha"), GitObject.Kind.valueOf(SavedJson.text(json, "kind")));
  }

  private static JsonNode json(TagContent tag) {
    ObjectNode node = json(tag.target()).put("annotation", tag.annotation());
    tag.signature().ifPresent(signature -> write(signature, tag.annotation(), node));
    return node;
  }

  /** The annotation, which may be long, is the end of what is signed. */
  private static void write(TagSignature signature, String annotation, ObjectNode node) {
    node.put("signature", signature.text());
    signature
        .payload()
        .filter(payload -> payload.endsWith(annotation))
        .map(payload -> payload.substring(0, payload.length() - annotation.length()))
        .ifPresent(header -> node.put("header", header));
  }

  private static TagContent tagContent(JsonNode json) {
    String annotation = SavedJson.text(json, "annotation");
    return new TagContent(
        annotation,
        SavedJson.optional(json, "signature")
            .map(SavedJson::text)
            .map(
                text ->
                    new TagSignature(
                        text,
                        SavedJson.optional(json, "header")
                            .map(SavedJson::text)
                            .map(header -> header + annotation))),
        object(json));
  }

  private static JsonNode json(ListedPullRequest listed) {
    ObjectNode node =
        SavedJson.object()
            .put("number", listed.pullRequest().number())
            .put("body", listed.pullRequest().body())
            .put("author", listed.pullRequest().author())
            .put("headBranch", listed.pullRequest().headBranch())
            .put("headSha", listed.pullRequest().headSha().value())
            .put("base", listed.base());
    listed.mergedAs().ifPresent(sha -> node.put("mergedAs", sha.value()));
    return node;
  }

  private static ListedPullRequest pullRequest(JsonNode json) {
    return new ListedPullRequest(
        new PullRequest(
            SavedJson.number(json, "number"),
            SavedJson.text(json, "body"),
            SavedJson.text(json, "author"),
            SavedJson.text(json, "headBranch"),
            CommitSha.parse(SavedJson.text(json, "headSha"))),
        SavedJson.text(json, "base"),
        SavedJson.optional(json, "mergedAs").map(SavedJson::text).map(CommitSha::parse));
  }

  private static JsonNode json(ReleaseNotes notes) {
    ObjectNode node =
        SavedJson.object().put("text", notes.text()).put("written", notes.isWritten());
    ArrayNode warnings = node.putArray("warnings");
    notes.warnings().forEach(warnings::add);
    return node;
  }

  private static ReleaseNotes notes(JsonNode json) {
    return new ReleaseNotes(
        SavedJson.text(json, "text"),
        SavedJson.list(json, "warnings", SavedJson::text),
        SavedJson.flag(json, "written"));
  }
}
