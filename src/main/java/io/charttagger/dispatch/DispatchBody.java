package io.charttagger.dispatch;

import com.fasterxml.jackson.databind.JsonNode;
import io.charttagger.chart.ChartName;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.Quoted;
import io.charttagger.chart.RepositoryName;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads the dispatch, which is the same JSON from every source. Types are strict, because an
 * ambiguous dry run must never write. Unknown fields are ignored.
 */
final class DispatchBody {
  private static final String TAGGING = "charts-merged";
  private static final String CATCH_UP = "catch-up";
  private static final String BACKFILL = "backfill";
  private static final String AUDIT = "audit";
  private static final String CHECK_SETUP = "check-setup";
  private static final int MAX_PAYLOAD_BYTES = 64 * 1024;

  private DispatchBody() {}

  static Request read(JsonNode json, Caller caller) {
    if (!json.isObject()) {
      throw new Rejection(Rule.FIELD, "the body is not a JSON object; send the dispatch as JSON");
    }
    Fields body = new Fields("", json);
    String action = body.text("action").orElse(TAGGING);
    return switch (action) {
      case TAGGING -> merged(body, caller);
      case CATCH_UP -> catchUp(body, caller);
      case BACKFILL -> backfill(body, caller);
      case AUDIT -> audit(body, caller);
      case CHECK_SETUP -> checkSetup(body, caller);
      default ->
          new Request.NotOurs("action " + Quoted.of(action) + " is none of Chart Tagger's actions");
    };
  }

  /** A merge that was made, or with the number of a pull request one that may be made. */
  private static Request merged(Fields body, Caller caller) {
    RepositoryName repository = body.repository();
    Fields payload = payload(body);
    Dispatch dispatch = dispatch(repository, body, payload);
    OptionalInt pullRequest = pullRequest(payload);
    if (pullRequest.isEmpty()) {
      return new Request.Tagging(dispatch, caller);
    }
    if (!dispatch.dryRun()) {
      throw new Rejection(
          Rule.FIELD,
          "client_payload.pull_request asks for a preview, which writes nothing: set client_payload.dry_run to true as well");
    }
    return new Request.Preview(dispatch, pullRequest.getAsInt(), caller);
  }

  private static Request catchUp(Fields body, Caller caller) {
    Fields payload = optionalPayload(body);
    rejectCharts(payload, "catch-up is for all charts; omit it");
    return new Request.CatchUp(
        perhapsRepository(body), dryRun(payload), body.installation(), body.text("branch"), caller);
  }

  /** Only one that says so in as many words writes. */
  private static Request backfill(Fields body, Caller caller) {
    Fields payload = optionalPayload(body);
    boolean dryRun = payload.value("dry_run").isEmpty() || dryRun(payload);
    return new Request.Backfill(survey(body, payload), dryRun, caller);
  }

  private static Request audit(Fields body, Caller caller) {
    Fields payload = optionalPayload(body);
    // It writes nothing, but a value that means nothing is a mistake here, too.
    var _ = dryRun(payload);
    return new Request.Audit(survey(body, payload), caller);
  }

  private static Request checkSetup(Fields body, Caller caller) {
    Fields payload = optionalPayload(body);
    rejectCharts(payload, "check-setup is for the whole repository; omit it");
    // It writes nothing and looks the installation up, but a value that means nothing is a mistake.
    var _ = dryRun(payload);
    var _ = body.installation();
    return new Request.CheckSetup(perhapsRepository(body), body.text("branch"), caller);
  }

  private static Optional<RepositoryName> perhapsRepository(Fields body) {
    return body.value("repository").isPresent() ? Optional.of(body.repository()) : Optional.empty();
  }

  private static void rejectCharts(Fields payload, String remedy) {
    payload
        .value("charts")
        .ifPresent(
            charts -> {
              throw payload.wrong("charts", charts, remedy);
            });
  }

  private static Survey survey(Fields body, Fields payload) {
    return new Survey(body.repository(), charts(payload), body.installation(), body.text("branch"));
  }

  private static Fields optionalPayload(Fields body) {
    Fields payload =
        body.value("client_payload").isPresent()
            ? payload(body)
            : new Fields("client_payload.", body.object().path("client_payload"));
    rejectMisspellings(body, "");
    rejectMisspellings(payload, "dry_run");
    payload
        .value("pull_request")
        .ifPresent(
            number -> {
              throw payload.wrong(
                  "pull_request", number, "only the action charts-merged previews; omit it");
            });
    return payload;
  }

  private static Dispatch dispatch(RepositoryName repository, Fields body, Fields payload) {
    rejectMisspellings(body, "");
    rejectMisspellings(payload, "dry_run");
    return new Dispatch(
        repository,
        before(payload),
        after(payload),
        dryRun(payload),
        charts(payload),
        body.installation(),
        body.text("branch"));
  }

  private static Fields payload(Fields body) {
    // GitHub sends null for a repository_dispatch without a payload.
    Fields payload =
        body.value("client_payload").filter(JsonNode::isNull).isPresent()
            ? new Fields("client_payload.", body.object().path("client_payload"))
            : body.inner("client_payload", "an object with after is needed");
    if (payload.object().toString().getBytes(StandardCharsets.UTF_8).length > MAX_PAYLOAD_BYTES) {
      throw new Rejection(Rule.TOO_LARGE, "client_payload is over " + MAX_PAYLOAD_BYTES + " bytes");
    }
    return payload;
  }

  /** A caller who writes {@code dryRun} wants a dry run; ignoring it would write tags. */
  private static void rejectMisspellings(Fields fields, String correct) {
    fields
        .object()
        .fieldNames()
        .forEachRemaining(
            name -> {
              String letters = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
              if (letters.equals("dryrun") && !name.equals(correct)) {
                throw new Rejection(
                    Rule.FIELD,
                    fields.path() + Quoted.of(name) + " is unknown: write client_payload.dry_run");
              }
            });
  }

  private static Optional<CommitSha> before(Fields payload) {
    return payload.value("before").filter(JsonNode::isNull).isPresent()
        ? Optional.empty()
        : payload.text("before", CommitSha::parse);
  }

  private static CommitSha after(Fields payload) {
    CommitSha after =
        payload
            .text("after", CommitSha::parse)
            .orElseThrow(
                () -> payload.missing("after", "the full SHA of the commit to tag is needed"));
    if (after.isZero()) {
      throw new Rejection(
          Rule.FIELD,
          "client_payload.after is all zero: the branch was deleted, so there is nothing to tag");
    }
    return after;
  }

  private static boolean dryRun(Fields payload) {
    JsonNode value = payload.object().path("dry_run");
    if (!value.isMissingNode() && !value.isBoolean()) {
      throw payload.wrong("dry_run", value, "true or false is needed, without quotation marks");
    }
    return value.asBoolean();
  }

  private static OptionalInt pullRequest(Fields payload) {
    Optional<JsonNode> value = payload.value("pull_request");
    if (value.isEmpty()) {
      return OptionalInt.empty();
    }
    JsonNode number = value.get();
    if (!number.isIntegralNumber() || !number.canConvertToInt() || number.asInt() <= 0) {
      throw payload.wrong(
          "pull_request", number, "the number of a pull request is needed; omit it for a merge");
    }
    return OptionalInt.of(number.asInt());
  }

  private static Set<ChartName> charts(Fields payload) {
    Set<ChartName> charts = new TreeSet<>();
    payload
        .value("charts")
        .ifPresent(
            value -> {
              if (!value.isArray() || value.isEmpty()) {
                throw payload.wrong(
                    "charts", value, "a list of chart names is needed; omit it for all charts");
              }
              for (JsonNode chart : value) {
                String name = payload.textOf("charts", chart);
                charts.add(payload.parsed("charts", name, ChartName::parse));
              }
            });
    return charts;
  }
}
