package io.charttagger.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.charttagger.chart.Attestation;
import io.charttagger.chart.ChartName;
import io.charttagger.chart.ChartVersion;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.TagName;
import io.charttagger.chart.TagObject;
import io.charttagger.chart.Tagger;
import io.charttagger.dispatch.Dispatch;
import io.charttagger.plan.ChartOutcome;
import io.charttagger.plan.ChartRef;
import io.charttagger.plan.Covered;
import io.charttagger.plan.Passage;
import io.charttagger.plan.Release;
import io.charttagger.plan.Step;
import io.charttagger.plan.TaggingPlan;
import io.charttagger.plan.Upgrade;
import io.charttagger.plan.Warning;
import io.charttagger.port.Lease;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A plan on its way through the lock table: what time or a fault left unfinished is resumed without
 * reading the repository again. Only for the very same question, and only for a while: the pull
 * request may be edited meanwhile.
 */
final class SavedPlan {
  private static final int FORM = 3;

  /** A tag that an attempt of the run that saves this created. */
  private static final String CREATED = "created";

  private SavedPlan() {}

  static Lease.Work write(ResumedPlan resumed, String question) {
    TaggingPlan plan = resumed.plan();
    WorkDone done = resumed.done();
    ObjectNode node = SavedJson.object();
    node.put("form", FORM).put("question", question).put("commit", plan.commit().value());
    ArrayNode steps = node.putArray("steps");
    plan.steps()
        .forEach(step -> write(step, done.created().contains(step.subject()), steps.addObject()));
    SavedLines.write(done, node);
    ArrayNode warnings = node.putArray("warnings");
    plan.warnings()
        .forEach(
            warning ->
                warnings
                    .addArray()
                    .add(warning.chart())
                    .add(warning.code())
                    .add(warning.message()));
    write(plan.covered(), node);
    return SavedJson.write(node);
  }

  /**
   * The plan, whose tags are not signed; empty when it answers another question, was kept by
   * another version, or is spoilt.
   */
  static Optional<ResumedPlan> read(InputStream kept, Dispatch dispatch, String question) {
    return SavedJson.read(kept, node -> read(node, dispatch, question));
  }

  private static Optional<ResumedPlan> read(JsonNode node, Dispatch dispatch, String question) {
    if (SavedJson.number(node, "form") != FORM
        || !SavedJson.text(node, "question").equals(question)) {
      return Optional.empty();
    }
    return Optional.of(
        new ResumedPlan(
            new TaggingPlan(
                dispatch.repository(),
                // An earlier version saved no commit; its question named it.
                commit(SavedJson.text(node, "commit")).orElse(dispatch.after()),
                SavedJson.list(node, "steps", SavedPlan::step),
                SavedJson.list(node, "warnings", SavedPlan::warning),
                covered(node)),
            new WorkDone(
                created(node),
                SavedLines.releases(node),
                SavedLines.published(node),
                SavedLines.branches(node))));
  }

  private static void write(Covered covered, ObjectNode node) {
    node.put("from", text(covered.from())).put("lostMark", text(covered.lostMark()));
    ArrayNode commits = node.putArray("commits");
    covered.commits().forEach(commit -> commits.add(commit.value()));
  }

  private static String text(Optional<CommitSha> commit) {
    return commit.map(CommitSha::value).orElse("");
  }

  private static Covered covered(JsonNode node) {
    return new Covered(
        commit(SavedJson.text(node, "from")),
        SavedJson.list(node, "commits", it -> CommitSha.parse(SavedJson.text(it))),
        commit(SavedJson.text(node, "lostMark")));
  }

  private static Optional<CommitSha> commit(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(CommitSha.parse(text));
  }

  private static Set<ChartRef> created(JsonNode node) {
    return SavedJson.list(node, "steps", SavedPlan::createdChart).stream()
        .flatMap(Optional::stream)
        .collect(Collectors.toSet());
  }

  private static Optional<ChartRef> createdChart(JsonNode step) {
    return SavedJson.text(step, "step").equals(CREATED)
        ? Optional.of(subject(step))
        : Optional.empty();
  }

  private static void write(Step step, boolean created, ObjectNode node) {
    write(step.subject(), node);
    node.put("message", step.message());
    switch (step) {
      case Step.CreateTag create -> {
        write(create.release(), node.put("step", created ? CREATED : "create"));
        if (created) {
          node.put("object", create.release().tag().sha());
        }
      }
      case Step.KeepTag keep ->
          write(
              keep.release(),
              node.put("step", created ? CREATED : "keep").put("object", keep.object()));
      case Step.LeaveAlone leave ->
          node.put("step", "leave")
              .put("outcome", code(leave.outcome()))
              .put("fails", leave.fails());
    }
  }

  private static void write(ChartRef subject, ObjectNode node) {
    node.put("chart", subject.chart()).put("directory", subject.directory());
    subject.version().ifPresent(version -> node.put("version", version.value()));
    subject.previousVersion().ifPresent(version -> node.put("previous", version.value()));
    subject.tag().ifPresent(tag -> node.put("tag", tag.value()));
    node.put("commit", subject.commit().value());
    subject.sourcePullRequest().ifPresent(number -> node.put("source", number));
  }

  /** Not the signature: only the key makes one, and whoever reads this has it. */
  private static void write(Release release, ObjectNode node) {
    TagObject tag = release.tag();
    node.put("annotation", tag.annotation()).put("date", tag.date().toString());
    node.put("taggerName", tag.tagger().name()).put("taggerEmail", tag.tagger().email());
    Passage changelog = release.passage();
    if (changelog.own().isEmpty()) {
      node.put("changelogStart", changelog.start()).put("changelogEnd", changelog.end());
    } else {
      node.put("changelog", changelog.own());
    }
    Upgrade upgrade = release.upgrade();
    upgrade.from().ifPresent(from -> node.put("upgradeFrom", from.value()));
    upgrade.appVersion().ifPresent(version -> node.put("appVersion", version));
    upgrade.formerAppVersion().ifPresent(version -> node.put("formerAppVersion", version));
    ArrayNode lineage = node.putArray("lineage");
    release.lineage().forEach(it -> lineage.addArray().add(it.check()).add(it.id()));
  }

  private static Step step(JsonNode node) {
    ChartRef subject = subject(node);
    String message = SavedJson.text(node, "message");
    return switch (SavedJson.text(node, "step")) {
      case "create" -> new Step.CreateTag(subject, release(subject, node), message);
      case "keep", CREATED -> kept(subject, release(subject, node), node);
      case "leave" ->
          new Step.LeaveAlone(
              subject,
              outcome(SavedJson.text(node, "outcome")),
              SavedJson.flag(node, "fails"),
              message);
      default -> throw new IllegalArgumentException("an unknown step");
    };
  }

  /** What an earlier attempt created is kept as it was created. */
  private static Step kept(ChartRef subject, Release release, JsonNode node) {
    return new Step.KeepTag(
        subject,
        release,
        CommitSha.parse(SavedJson.text(node, "object")).value(),
        SavedJson.text(node, "message"));
  }

  private static ChartRef subject(JsonNode node) {
    return new ChartRef(
        SavedJson.text(node, "chart"),
        SavedJson.text(node, "directory"),
        SavedJson.optional(node, "version").map(SavedJson::text).map(ChartVersion::parse),
        SavedJson.optional(node, "previous").map(SavedJson::text).map(ChartVersion::parse),
        SavedJson.optional(node, "tag").map(SavedJson::text).map(TagName::new),
        CommitSha.parse(SavedJson.text(node, "commit")),
        SavedJson.optional(node, "source").map(_ -> SavedJson.number(node, "source")));
  }

  /** What is released has a name, a version and a tag. */
  private static Release release(ChartRef subject, JsonNode node) {
    ChartName.parse(subject.chart());
    ChartVersion.parse(SavedJson.text(node, "version"));
    return new Release(
        new TagObject(
            new TagName(SavedJson.text(node, "tag")),
            subject.commit(),
            SavedJson.text(node, "annotation"),
            new Tagger(SavedJson.text(node, "taggerName"), SavedJson.text(node, "taggerEmail")),
            Instant.parse(SavedJson.text(node, "date"))),
        SavedJson.list(node, "lineage", SavedPlan::attestation),
        changelog(node),
        new Upgrade(
            SavedJson.optional(node, "upgradeFrom").map(SavedJson::text).map(TagName::new),
            SavedJson.optional(node, "appVersion").map(SavedJson::text),
            SavedJson.optional(node, "formerAppVersion").map(SavedJson::text)));
  }

  private static Passage changelog(JsonNode node) {
    return node.has("changelog")
        ? new Passage(0, 0, SavedJson.text(node, "changelog"))
        : new Passage(
            SavedJson.number(node, "changelogStart"),
            SavedJson.number(node, "changelogEnd"),
            /* own= */ "");
  }

  private static Attestation attestation(JsonNode node) {
    List<String> texts = SavedJson.texts(node, 2);
    return new Attestation(texts.get(0), texts.get(1));
  }

  private static Warning warning(JsonNode node) {
    List<String> texts = SavedJson.texts(node, 3);
    return new Warning(texts.get(0), texts.get(1), texts.get(2));
  }

  /** The table's own form: it stays when the constant is renamed, or its word in reports is. */
  private static String code(ChartOutcome outcome) {
    return switch (outcome) {
      case CREATE -> "CREATE";
      case ALREADY_TAGGED -> "ALREADY_TAGGED";
      case VERSION_UNCHANGED -> "VERSION_UNCHANGED";
      case UNTAGGED -> "UNTAGGED";
      case DELETED -> "DELETED";
      case INVALID -> "INVALID";
      case CONFLICT -> "CONFLICT";
      case UNATTESTED -> "UNATTESTED";
      case UNDOCUMENTED -> "UNDOCUMENTED";
      case SKIPPED -> "SKIPPED";
    };
  }

  private static ChartOutcome outcome(String code) {
    return Stream.of(ChartOutcome.values())
        .filter(outcome -> code(outcome).equals(code))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("an unknown outcome"));
  }
}
