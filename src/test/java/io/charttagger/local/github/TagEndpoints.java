package io.charttagger.local.github;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevTag;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.util.RawParseUtils;

/**
 * Tag objects.
 *
 * @see <a href="https://docs.github.com/en/rest/git/tags">Tags</a>
 */
final class TagEndpoints {
  private TagEndpoints() {}

  static void on(Router router) {
    router.add("GET", "/git/tags/{sha}", Need.READ_CONTENTS, TagEndpoints::read);
    router.add("POST", "/git/tags", Need.WRITE_CONTENTS, TagEndpoints::create);
  }

  private static Reply read(Visit visit) throws IOException {
    String sha = visit.part("sha");
    return ObjectId.isId(sha)
        ? Reply.ok(json(visit, ObjectId.fromString(sha)))
        : refuse(Refusal.notFound());
  }

  private static Reply create(Visit visit) throws IOException {
    String name = visit.needed("tag");
    String message = visit.needed("message");
    String object = visit.needed("object");
    String type = visit.needed("type");
    if (!Repository.isValidRefName("refs/tags/" + name)) {
      throw Refusal.invalid(Refusal.field("Tag", "tag", "invalid"));
    }
    Optional<ObjectId> target =
        object.matches("[0-9a-f]{40}") ? visit.git().resolve(object) : Optional.empty();
    if (target.isEmpty()
        || !Constants.typeString(visit.repository().git().open(target.get()).getType())
            .equals(type)) {
      throw Refusal.unprocessable("Could not verify object");
    }
    String text =
        "object %s\ntype %s\ntag %s\ntagger %s\n\n%s"
            .formatted(object, type, name, tagger(visit), message);
    ObjectId id;
    try (ObjectInserter inserter = visit.repository().git().newObjectInserter()) {
      id = inserter.insert(Constants.OBJ_TAG, text.getBytes(UTF_8));
      inserter.flush();
    }
    return Reply.created(json(visit, id))
        .with("Location", visit.links().api("/git/tags/" + id.name()));
  }

  /** The tagger line as git writes it; without a tagger it is the caller, now. */
  private static String tagger(Visit visit) {
    JsonNode tagger = visit.json().path("tagger");
    OffsetDateTime now = visit.repository().clock().instant().atOffset(ZoneOffset.UTC);
    if (tagger.isMissingNode() || tagger.isNull()) {
      return line(
          Users.BOT, Users.id(Users.BOT) + "+" + Users.BOT + "@users.noreply.github.com", now);
    }
    if (!tagger.path("name").isTextual() || !tagger.path("email").isTextual()) {
      throw Refusal.unprocessable(
          "Invalid request.\n\n\"name\", \"email\" weren't supplied in tagger.");
    }
    return line(
        tagger.path("name").asText(),
        tagger.path("email").asText(),
        date(tagger.path("date"), now));
  }

  private static OffsetDateTime date(JsonNode date, OffsetDateTime now) {
    if (date.isMissingNode() || date.isNull()) {
      return now;
    }
    try {
      return OffsetDateTime.parse(date.asText());
    } catch (DateTimeParseException e) {
      throw Refusal.unprocessable("Invalid request.\n\n" + date + " is not a valid date-time.");
    }
  }

  private static String line(String name, String email, OffsetDateTime when) {
    int minutes = when.getOffset().getTotalSeconds() / 60;
    return "%s <%s> %d %s%02d%02d"
        .formatted(
            withoutCrud(name),
            withoutCrud(email),
            when.toEpochSecond(),
            minutes < 0 ? "-" : "+",
            Math.abs(minutes) / 60,
            Math.abs(minutes) % 60);
  }

  /** What git's {@code strbuf_addstr_without_crud} leaves of an identity. */
  private static String withoutCrud(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isCrud(text.charAt(start))) {
      start++;
    }
    while (end > start && isCrud(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end).replaceAll("[<>\n]", "");
  }

  private static boolean isCrud(char c) {
    return c <= ' ' || ".,:;<>\"\\'".indexOf(c) >= 0;
  }

  private static ObjectNode json(Visit visit, ObjectId id) throws IOException {
    try (RevWalk walk = new RevWalk(visit.repository().git())) {
      if (!(walk.parseAny(id) instanceof RevTag tag)) {
        throw Refusal.notFound();
      }
      walk.parseBody(tag);
      TagText text = new TagText(RawParseUtils.decode(tag.getRawBuffer()));
      String type = Constants.typeString(tag.getObject().getType());
      String target = tag.getObject().name();
      return Json.object(
          "node_id", Json.nodeId("Tag", id.name()),
          "sha", id.name(),
          "url", visit.links().api("/git/tags/" + id.name()),
          "tag", tag.getTagName(),
          "message", text.message(),
          "tagger", CommitJson.person(tag.getTaggerIdent()),
          "object",
              Json.object(
                  "sha", target,
                  "type", type,
                  "url", visit.links().api("/git/" + type + "s/" + target)),
          "verification", text.verification());
    } catch (MissingObjectException e) {
      throw Refusal.notFound();
    }
  }

  private static Reply refuse(Refusal refusal) {
    throw refusal;
  }
}
