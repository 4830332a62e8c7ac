package io.charttagger.local.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.revwalk.RevCommit;

/**
 * Check runs.
 *
 * @see <a href="https://docs.github.com/en/rest/checks/runs">Check runs</a>
 */
final class CheckEndpoints {
  private static final int LONGEST_TEXT = 65_535;
  private static final Set<String> STATUSES = Set.of("queued", "in_progress", "completed");
  private static final Set<String> CONCLUSIONS =
      Set.of(
          "success", "failure", "neutral", "cancelled", "skipped", "timed_out", "action_required");

  private CheckEndpoints() {}

  static void on(Router router) {
    router.add("POST", "/check-runs", Need.WRITE_CHECKS, CheckEndpoints::create);
    router.add("PATCH", "/check-runs/{id}", Need.WRITE_CHECKS, CheckEndpoints::update);
    router.add("GET", "/check-runs/{id}", Need.READ_CHECKS, CheckEndpoints::one);
  }

  static Reply ofCommit(Visit visit) throws IOException {
    RevCommit commit = CommitEndpoints.named(visit, visit.part("ref"));
    List<CheckRun> all = visit.repository().checks().all();
    List<CheckRun> found =
        all.reversed().stream()
            .filter(run -> run.headSha().equals(commit.name()))
            .filter(run -> visit.query("check_name").map(run.name()::equals).orElse(true))
            .filter(
                run -> visit.query("filter").orElse("latest").equals("all") || isLatest(run, all))
            .toList();
    Page page = Page.asked(visit);
    List<ObjectNode> shown = page.cut(found).stream().map(run -> json(visit, run)).toList();
    return page.link(
        Reply.ok(Json.object("total_count", found.size(), "check_runs", shown)),
        visit,
        found.size());
  }

  private static boolean isLatest(CheckRun run, List<CheckRun> all) {
    return all.stream()
        .noneMatch(
            other ->
                other.id() > run.id()
                    && other.name().equals(run.name())
                    && other.headSha().equals(run.headSha()));
  }

  private static Reply create(Visit visit) throws IOException {
    visit.needed("name");
    RevCommit commit = CommitEndpoints.named(visit, visit.needed("head_sha"));
    ObjectNode fields = checked(visit, visit.json().deepCopy());
    CheckRun run = visit.repository().checks().add(commit.name(), fields);
    return Reply.created(json(visit, run))
        .with("Location", visit.links().api("/check-runs/" + run.id()));
  }

  private static Reply update(Visit visit) {
    CheckRun run = numbered(visit);
    ObjectNode fields = run.fields().deepCopy();
    fields.setAll((ObjectNode) visit.json().deepCopy());
    return Reply.ok(
        json(
            visit,
            visit
                .repository()
                .checks()
                .replace(new CheckRun(run.id(), run.headSha(), checked(visit, fields)))));
  }

  private static Reply one(Visit visit) {
    return Reply.ok(json(visit, numbered(visit)));
  }

  private static CheckRun numbered(Visit visit) {
    try {
      return visit
          .repository()
          .checks()
          .find(Long.parseLong(visit.part("id")))
          .orElseThrow(Refusal::notFound);
    } catch (NumberFormatException e) {
      throw Refusal.notFound();
    }
  }

  /** Refuses what GitHub refuses, and completes what it completes. */
  private static ObjectNode checked(Visit visit, ObjectNode fields) {
    JsonNode output = fields.path("output");
    if (!output.isMissingNode()
        && !(output.path("title").isTextual() && output.path("summary").isTextual())) {
      throw Refusal.unprocessable(
          "Invalid request.\n\n\"title\", \"summary\" weren't supplied in output.");
    }
    for (String part : List.of("summary", "text")) {
      if (output.path(part).asText("").length() > LONGEST_TEXT) {
        throw Refusal.invalid(
            Refusal.custom("CheckRun", "%s exceeds a maximum of 65535 characters".formatted(part)));
      }
    }
    if (fields.hasNonNull("conclusion")) {
      fields.put("status", "completed");
    }
    allowed(fields, "status", STATUSES);
    allowed(fields, "conclusion", CONCLUSIONS);
    if (fields.path("status").asText().equals("completed") && !fields.hasNonNull("conclusion")) {
      throw Refusal.unprocessable(
          "Invalid request.\n\n\"conclusion\" is needed when the status is completed.");
    }
    String now = Json.time(visit.repository().clock().instant());
    if (!fields.hasNonNull("started_at")) {
      fields.put("started_at", now);
    }
    if (fields.hasNonNull("conclusion") && !fields.hasNonNull("completed_at")) {
      fields.put("completed_at", now);
    }
    return fields;
  }

  private static void allowed(ObjectNode fields, String field, Set<String> values) {
    if (fields.hasNonNull(field) && !values.contains(fields.path(field).asText())) {
      throw Refusal.unprocessable(
          "Invalid request.\n\n%s is not a member of %s."
              .formatted(fields.path(field), values.stream().sorted().toList()));
    }
  }

  private static ObjectNode json(Visit visit, CheckRun run) {
    JsonNode fields = run.fields();
    String self = visit.links().api("/check-runs/" + run.id());
    return Json.object(
        "id", run.id(),
        "name", run.name(),
        "node_id", Json.nodeId("CheckRun", run.id()),
        "head_sha", run.headSha(),
        "external_id", fields.path("external_id").asText(""),
        "url", self,
        "html_url", visit.links().page("/runs/" + run.id()),
        "details_url", fields.path("details_url").asText("https://example.com"),
        "status", fields.path("status").asText("queued"),
        "conclusion", fields.get("conclusion"),
        "started_at", fields.get("started_at"),
        "completed_at", fields.get("completed_at"),
        "output",
            Json.object(
                "title", fields.path("output").get("title"),
                "summary", fields.path("output").get("summary"),
                "text", fields.path("output").get("text"),
                "annotations_count", fields.path("output").path("annotations").size(),
                "annotations_url", self + "/annotations"),
        "check_suite", Json.object("id", 1),
        "app", Users.app(visit.caller().installedApp(), AppRegistration.USUAL),
        "pull_requests", List.of());
  }
}
