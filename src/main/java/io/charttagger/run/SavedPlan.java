package io.charttagger.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.charttagger.chart.Attestation;
import io.charttagger.chart.ChartVersion;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.TagName;
import io.charttagger.chart.TagObject;
import io.charttagger.chart.Tagger;
import io.charttagger.dispatch.Dispatch;
import io.charttagger.plan.ChartOutcome;
import io.charttagger.plan.ChartRef;
import io.charttagger.plan.Release;
import io.charttagger.plan.Step;
import io.charttagger.plan.TaggingPlan;
import io.charttagger.plan.Warning;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A plan on its way through the lock table: what time or a fault left unfinished is resumed without
 * reading the repository again. Only for the very same question, and only for a while: the pull
 * request may be edited meanwhile.
 */
final class SavedPlan {
  private static final int FORM = 1;
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private SavedPlan() {}

  static byte[] write(TaggingPlan plan, Dispatch dispatch) {
    ObjectNode node = JSON.createObjectNode();
    node.put("form", FORM).put("question", question(dispatch));
    ArrayNode steps = node.putArray("steps");
    plan.steps().forEach(step -> write(step, steps.addObject()));
    ArrayNode warnings = node.putArray("warnings");
    plan.warnings()
        .forEach(
            warning ->
                warnings
                    .addArray()
                    .add(warning.chart())
                    .add(warning.code())
                    .add(warning.message()));
    try {
      return JSON.writeValueAsBytes(node);
    } catch (IOException e) {
      throw new UncheckedIOException("a tree of texts is always JSON", e);
    }
  }

  /** Empty when it answers another question, or was kept by another version of the function. */
  static Optional<TaggingPlan> read(byte[] kept, Dispatch dispatch) {
    try {
      JsonNode node = JSON.readTree(kept);
      if (node.path("form").asInt() != FORM
          || !node.path("question").asText().equals(question(dispatch))) {
        return Optional.empty();
      }
      List<Step> steps = new ArrayList<>();
      node.path("steps").forEach(step -> steps.add(step(step)));
      List<Warning> warnings = new ArrayList<>();
      node.path("warnings")
          .forEach(
              warning ->
                  warnings.add(
                      new Warning(
                          warning.path(0).asText(),
                          warning.path(1).asText(),
                          warning.path(2).asText())));
      return Optional.of(new TaggingPlan(dispatch.repository(), dispatch.after(), steps, warnings));
    } catch (IOException notJson) {
      return Optional.empty();
    }
  }

  private static String question(Dispatch dispatch) {
    return dispatch.before() + " " + dispatch.after() + " " + dispatch.charts();
  }

  private static void write(Step step, ObjectNode node) {
    write(step.subject(), node);
    node.put("message", step.message());
    switch (step) {
      case Step.CreateTag create -> write(create.release(), node.put("step", "create"));
      case Step.KeepTag keep -> write(keep.release(), node.put("step", "keep"));
      case Step.LeaveAlone leave ->
          node.put("step", "leave")
              .put("outcome", leave.outcome().name())
              .put("fails", leave.fails());
    }
  }

  private static void write(ChartRef subject, ObjectNode node) {
    node.put("chart", subject.chart()).put("directory", subject.directory());
    subject.version().ifPresent(version -> node.put("version", version.value()));
    subject.tag().ifPresent(tag -> node.put("tag", tag.value()));
    node.put("commit", subject.commit().value());
    subject.sourcePullRequest().ifPresent(number -> node.put("source", number));
  }

  private static void write(Release release, ObjectNode node) {
    TagObject tag = release.tag();
    node.put("annotation", tag.annotation()).put("date", tag.date().toString());
    node.put("taggerName", tag.tagger().name()).put("taggerEmail", tag.tagger().email());
    node.put("changelog", release.changelog());
    ArrayNode lineage = node.putArray("lineage");
    release.lineage().forEach(it -> lineage.addArray().add(it.check()).add(it.id()));
  }

  private static Step step(JsonNode node) {
    ChartRef subject =
        new ChartRef(
            node.path("chart").asText(),
            node.path("directory").asText(),
            text(node, "version").map(ChartVersion::parse),
            text(node, "tag").map(TagName::new),
            CommitSha.parse(node.path("commit").asText()),
            text(node, "source").map(Integer::valueOf));
    String message = node.path("message").asText();
    return switch (node.path("step").asText()) {
      case "create" -> new Step.CreateTag(subject, release(subject, node), message);
      case "keep" -> new Step.KeepTag(subject, release(subject, node), message);
      default ->
          new Step.LeaveAlone(
              subject,
              ChartOutcome.valueOf(node.path("outcome").asText()),
              node.path("fails").asBoolean(),
              message);
    };
  }

  private static Release release(ChartRef subject, JsonNode node) {
    List<Attestation> lineage = new ArrayList<>();
    node.path("lineage")
        .forEach(it -> lineage.add(new Attestation(it.path(0).asText(), it.path(1).asText())));
    return new Release(
        new TagObject(
            subject.tag().orElseThrow(),
            subject.commit(),
            node.path("annotation").asText(),
            new Tagger(node.path("taggerName").asText(), node.path("taggerEmail").asText()),
            Instant.parse(node.path("date").asText())),
        lineage,
        node.path("changelog").asText());
  }

  private static Optional<String> text(JsonNode node, String field) {
    return node.has(field) ? Optional.of(node.path(field).asText()) : Optional.empty();
  }
}
