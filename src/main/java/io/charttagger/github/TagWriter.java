package io.charttagger.github;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.TagObject;
import io.charttagger.port.TagAnswer;
import io.charttagger.port.TransientFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * Makes tags, and branches that are to stand like tags. The ref is the commit point: before it is
 * there, nothing is done; once it is there, all is. A write in doubt is never sent again before the
 * state was read back, and a ref that stands is never moved.
 *
 * @see <a href="https://docs.github.com/en/rest/git/tags#create-a-tag-object">Create a tag
 *     object</a>
 * @see <a href="https://docs.github.com/en/rest/git/refs#create-a-reference">Create a reference</a>
 */
final class TagWriter {
  private static final int TRIES = 3;

  private final RestClient rest;
  private final Hub4jClient hub;
  private final Readers readers;
  private final IntConsumer writesToCome;

  /**
   * Writes nothing yet.
   *
   * @param writesToCome told how many writes will follow; throws when they cannot be made in time
   */
  TagWriter(RestClient rest, Hub4jClient hub, Readers readers, IntConsumer writesToCome) {
    this.rest = rest;
    this.hub = hub;
    this.readers = readers;
    this.writesToCome = writesToCome;
  }

  /** Who looks at what came of a write. */
  record Readers(TagReader tags, RefRefusal refusals) {}

  /** Makes the object, then the ref. */
  TagAnswer create(TagObject tag) {
    // An object whose ref no longer fits into the time would be made again by the next run.
    writesToCome.accept(2);
    for (int attempt = 0; attempt < TRIES; attempt++) {
      Optional<String> object = object(tag);
      if (object.isPresent()) {
        return ref(tag, object.get());
      }
    }
    throw doubt("tag object", tag.name().value());
  }

  /** Makes a branch at a commit. */
  TagAnswer createBranch(String branch, CommitSha commit) {
    String ref = "heads/" + branch;
    return ref(
        "refs/" + ref,
        commit.value(),
        refused ->
            rest.find(rest.inRepository("git", "ref") + "/" + RestPath.file(ref))
                .map(found -> found.path("object").path("sha").asText())
                .map(
                    at ->
                        at.equals(commit.value())
                            ? new TagAnswer.Stands()
                            : new TagAnswer.Elsewhere(at)));
  }

  /**
   * The SHA of the tag object, once it is there; empty when that is in doubt and it is not there.
   */
  private Optional<String> object(TagObject tag) {
    try {
      RestResponse answer = rest.post(rest.inRepository("git", "tags"), body(tag));
      return Optional.of(rest.required(answer).json().path("sha").asText());
    } catch (AmbiguousWriteException doubt) {
      return rest.find(rest.inRepository("git", "tags", tag.sha())).map(found -> tag.sha());
    }
  }

  private TagAnswer ref(TagObject tag, String object) {
    return ref(
        tag.name().ref(),
        object,
        refused -> readers.tags().read(tag.name()).map(it -> judge(it, tag, object)));
  }

  private static TagAnswer judge(TagReader.Standing standing, TagObject tag, String object) {
    if (standing.object().equals(object)) {
      return new TagAnswer.Created(object);
    }
    return standing.commit().filter(tag.commit()::equals).isPresent()
        ? new TagAnswer.Stands()
        : new TagAnswer.Elsewhere(
            standing.commit().map(CommitSha::value).orElse("an object that is no commit"));
  }

  /** What stands under the name now, judged; empty when nothing does. */
  private interface ReadBack {
    Optional<TagAnswer> standing(String ref);
  }

  private TagAnswer ref(String ref, String object, ReadBack readBack) {
    for (int attempt = 0; attempt < TRIES; attempt++) {
      try {
        return switch (hub.write(repository -> repository.createRef(ref, object))) {
          case Hub4jClient.Written.Done<?> _ -> new TagAnswer.Created(object);
          case Hub4jClient.Written.Refused<?>(RestResponse answer) ->
              readBack.standing(ref).orElseGet(() -> readers.refusals().explain(ref, answer));
        };
      } catch (AmbiguousWriteException doubt) {
        Optional<TagAnswer> standing = readBack.standing(ref);
        if (standing.isPresent()) {
          return standing.get();
        }
      }
    }
    throw doubt("ref", ref);
  }

  private static TransientFailure doubt(String what, String name) {
    return new TransientFailure(
        "GitHub did not take the %s %s in %d tries".formatted(what, name, TRIES), Duration.ZERO);
  }

  private static ObjectNode body(TagObject tag) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("tag", tag.name().value());
    body.put("message", tag.annotation());
    body.put("object", tag.commit().value());
    body.put("type", "commit");
    ObjectNode tagger = body.putObject("tagger");
    tagger.put("name", tag.tagger().name());
    tagger.put("email", tag.tagger().email());
    tagger.put("date", tag.date().toString());
    return body;
  }
}
