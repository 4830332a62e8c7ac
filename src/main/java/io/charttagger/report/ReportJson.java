package io.charttagger.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** A report as JSON: the body of the answer and, without its Markdown, the log line. */
public final class ReportJson {
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private ReportJson() {}

  /** The whole report with its {@code summary}, ready Markdown for a job summary. */
  public static ObjectNode of(Report report) {
    ObjectNode node = facts(report);
    annotate(node, report);
    node.put("summary", Summary.of(report));
    return node;
  }

  private static void annotate(ObjectNode node, Report report) {
    List<Optional<String>> annotations = PlannedAnnotations.of(report);
    for (int i = 0; i < annotations.size(); i++) {
      ObjectNode chart = (ObjectNode) node.path("charts").path(i);
      annotations.get(i).ifPresent(annotation -> chart.put("annotation", annotation));
    }
    long leftOut = PlannedAnnotations.leftOut(report);
    if (leftOut > 0) {
      node.put("annotationsLeftOut", leftOut);
    }
  }

  /** The report without its Markdown and the annotations, which a log line has no room for. */
  public static ObjectNode facts(Report report) {
    ObjectNode node = JSON.createObjectNode();
    node.put("outcome", OutcomeWords.of(report.outcome()));
    if (report.outcome() instanceof RunOutcome.Previewed) {
      node.put("preview", true);
    }
    if (!report.message().isEmpty()) {
      node.put("message", report.message());
    }
    report.repository().ifPresent(repository -> node.put("repository", repository.toString()));
    report.commit().ifPresent(commit -> node.put("commit", commit.value()));
    report.from().ifPresent(from -> node.put("from", from.value()));
    ArrayNode charts = node.putArray("charts");
    report.charts().forEach(line -> chart(charts.addObject(), line, report.outcome()));
    ArrayNode releases = node.putArray("releasePullRequests");
    report.releasePullRequests().forEach(line -> release(releases.addObject(), line));
    ArrayNode published = node.putArray("githubReleases");
    report.githubReleases().forEach(line -> published(published.addObject(), line));
    ArrayNode branches = node.putArray("branches");
    report
        .branches()
        .forEach(
            line ->
                branches
                    .addObject()
                    .put("name", line.name())
                    .put("outcome", OutcomeWords.of(line.result()))
                    .put("message", line.message()));
    ArrayNode warnings = node.putArray("warnings");
    report
        .warnings()
        .forEach(
            warning ->
                warnings
                    .addObject()
                    .put("chart", warning.chart())
                    .put("code", warning.code())
                    .put("message", warning.message()));
    if (report.outcome() instanceof RunOutcome.Checked) {
      ArrayNode checks = node.putArray("checks");
      report.checks().forEach(line -> check(checks.addObject(), line));
    }
    node.put("githubCalls", report.effort().githubCalls());
    node.put("durationMs", report.effort().duration().toMillis());
    return node;
  }

  /** The outcome's word, for those who have no room for the report. */
  public static String word(RunOutcome outcome) {
    return OutcomeWords.of(outcome);
  }

  /** The facts in one line of text. */
  public static String text(Report report) {
    return write(facts(report));
  }

  /** True when a text is the report of a run that failed or was rejected. */
  public static boolean isOfFailure(String text) {
    try {
      String outcome = JSON.readTree(text).path("outcome").asText();
      return outcome.equals(OutcomeWords.of(new RunOutcome.Failed(422)))
          || outcome.equals(OutcomeWords.of(new RunOutcome.Rejected(422)));
    } catch (JsonProcessingException notJson) {
      return false;
    }
  }

  /** Any tree in one line of text. */
  public static String write(ObjectNode node) {
    try {
      return JSON.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts and numbers is always JSON", e);
    }
  }

  private static void chart(ObjectNode node, ChartLine line, RunOutcome outcome) {
    node.put("name", line.subject().chart());
    node.put("directory", line.subject().directory());
    line.subject().version().ifPresent(version -> node.put("version", version.value()));
    line.subject()
        .previousVersion()
        .ifPresent(version -> node.put("previousVersion", version.value()));
    line.subject().tag().ifPresent(tag -> node.put("tag", tag.value()));
    node.put("commit", line.subject().commit().value());
    line.subject().sourcePullRequest().ifPresent(number -> node.put("sourcePullRequest", number));
    node.put("outcome", OutcomeWords.of(line.result()));
    if (line.result().fails()) {
      node.put("fails", true);
    }
    line.tagObject()
        // The tag of a merge that is not made has no SHA yet.
        .filter(_ -> !(outcome instanceof RunOutcome.Previewed && line.result().isToBeCreated()))
        .ifPresent(object -> node.put("tagObject", object));
    node.put("message", line.message());
  }

  private static void check(ObjectNode node, SetupLine line) {
    node.put("point", OutcomeWords.of(line.point()));
    node.put("outcome", OutcomeWords.of(line.result()));
    node.put("message", line.message());
  }

  private static void release(ObjectNode node, ReleaseLine line) {
    line.number().ifPresent(number -> node.put("number", number));
    line.url().ifPresent(url -> node.put("url", url));
    node.put("outcome", OutcomeWords.of(line.result()));
    node.put("message", line.message());
  }

  private static void published(ObjectNode node, GitHubReleaseLine line) {
    node.put("tag", line.tag().value());
    line.url().ifPresent(url -> node.put("url", url));
    node.put("outcome", OutcomeWords.of(line.result()));
    node.put("message", line.message());
  }
}
