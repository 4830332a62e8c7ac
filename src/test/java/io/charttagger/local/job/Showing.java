package io.charttagger.local.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.charttagger.local.Run;
import io.charttagger.local.github.PullRequest;
import java.util.List;

/** Shows runs as a person wants to see them. */
final class Showing {
  private static final JsonMapper PRETTY =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private static final int COLUMN = 19;

  private final Screen screen;
  private final TagVerifier proof;

  Showing(Screen screen, TagVerifier proof) {
    this.screen = screen;
    this.proof = proof;
  }

  void dispatched(JsonNode dispatch) {
    screen.heading("What was dispatched");
    try {
      screen.text(PRETTY.writeValueAsString(dispatch));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A line per merge and chart, the warnings, and what ended the run if anything did. */
  void outcome(Run run) {
    screen.heading("What came of it: " + run.outcome());
    if (run.report().has("message")) {
      screen.wrapped(0, run.report().path("message").asText());
      screen.line("");
    }
    run.charts().forEach(this::chart);
    for (JsonNode warning : run.warnings()) {
      screen.wrapped(
          COLUMN,
          "%-18s %s"
              .formatted(
                  "warning",
                  named(warning.path("chart").asText()) + warning.path("message").asText()));
    }
  }

  void tags(Run run) {
    for (JsonNode chart : run.standing()) {
      String tag = chart.path("tag").asText();
      screen.heading("Tag " + tag);
      screen.command("git cat-file -p " + tag);
      screen.text(proof.annotation(tag));
    }
  }

  /** The open release pull request as text, or why there is none. */
  void releasePullRequest(Run run) {
    for (JsonNode line : run.list("releasePullRequests")) {
      if (line.has("number")) {
        PullRequest pull = proof.releasePullRequest();
        screen.heading(
            "Release pull request #%d, %s -> %s"
                .formatted(pull.number(), pull.head(), pull.base()));
        screen.line(pull.title());
        screen.line("");
        screen.text(pull.body());
      } else {
        screen.heading("Release pull request");
        release(line);
      }
    }
  }

  /** What came of a release pull request, in one line or more. */
  void release(JsonNode line) {
    screen.wrapped(
        COLUMN,
        "%-18s release pull request%s: %s"
            .formatted(
                line.path("outcome").asText(),
                line.has("number") ? " #" + line.path("number") : "",
                line.path("message").asText()));
  }

  void calls(List<String> lines) {
    screen.heading("Calls to GitHub");
    lines.forEach(screen::line);
  }

  /** What one chart came to, in one line or more. */
  void chart(JsonNode chart) {
    String source =
        chart.has("sourcePullRequest") ? "#" + chart.path("sourcePullRequest").asInt() : "-";
    screen.wrapped(
        COLUMN,
        "%-18s %s (%s, %s): %s"
            .formatted(
                chart.path("outcome").asText(),
                chart.path("tag").asText(chart.path("directory").asText()),
                source,
                chart.path("commit").asText().substring(0, 7),
                chart.path("message").asText()));
  }

  /** Some warnings are about a push and name no chart. */
  private static String named(String chart) {
    return chart.isEmpty() ? "" : chart + ": ";
  }
}
