package io.charttagger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.charttagger.local.LocalCloud;
import io.charttagger.local.Run;
import io.charttagger.local.github.DispatchMessage;
import io.charttagger.local.github.LoggedRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What an admitted dispatch finds in a hostile repository is only ever text: the harmless tags are
 * made, everything else is named, and nothing of it acts where it is shown.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HostileContentTest {
  /** Generous, for busy machines; anything worse than linear would take far longer. */
  private static final Duration SOON = Duration.ofMinutes(2);

  private LocalCloud cloud;
  private HostileCharts charts;
  private Run run;
  private List<LoggedRequest> writes;

  @BeforeAll
  void dispatch() {
    cloud = LocalCloud.start();
    charts = HostileCharts.in(cloud);
    run = send();
    writes = cloud.github().log().writes();
  }

  @AfterAll
  void close() {
    cloud.close();
    charts.history().close();
    System.out.printf("%5d hostile charts, each an outcome%n", charts.expected().size());
  }

  @Test
  void eachChartHasItsOutcomeAndNoneStopsAnother() {
    Map<String, String> outcomes = new TreeMap<>();
    run.charts()
        .forEach(
            chart ->
                outcomes.put(chart.path("directory").asText(), chart.path("outcome").asText()));

    assertThat(outcomes).isEqualTo(charts.expected());
    assertThat(run.took()).isLessThan(SOON);
  }

  @Test
  void onlyTagsReleasePullRequestAndCheckRunAreWritten() {
    assertThat(writes)
        .extracting(write -> write.method() + " " + write.path())
        .allMatch(
            call ->
                call.matches(
                    "POST /app/installations/[0-9]+/access_tokens|POST"
                        + " /repos/example-org/hostile-charts/(git/tags|git/refs|pulls|check-runs)"));
    assertThat(writes)
        .filteredOn(write -> write.path().endsWith("/git/refs"))
        .allMatch(write -> write.body().contains("\"ref\":\"refs/tags/"))
        .hasSameSizeAs(charts.history().tags().keySet());
    assertThat(charts.history().tags().keySet())
        .containsExactlyInAnyOrderElementsOf(run.tags())
        .allMatch(tag -> tag.matches("[a-z]+-v1\\.0\\.0"));
  }

  @Test
  void noAnnotationLosesItsLastLinesOrHoldsAControlCharacter() {
    charts
        .history()
        .tags()
        .forEach(
            (tag, object) ->
                assertThat(charts.history().text(object))
                    .as(tag)
                    .containsPattern("\nSource PR: (#[1-4]|none \\(.*\\))\nCommit: [0-9a-f]{40}\n$")
                    .doesNotContainPattern("[\\p{Cntrl}&&[^\n\t]]|\u202E"));
  }

  @Test
  void theSummaryIsNoMarkupButItsOwn() {
    String summary = run.report().path("summary").asText();

    assertThat(foreignMarkup(summary)).isEmpty();
    assertThat(summary.lines().filter(line -> line.startsWith("| ")))
        .as("a line for each chart and the heading")
        .hasSize(charts.expected().size() + 1);
    JsonNode check = charts.repository().checks().all().getFirst().fields();
    assertThat(check.at("/output/summary").asText()).isEqualTo(summary);
  }

  @Test
  void theReleasePullRequestIsNoMarkupButItsOwn() {
    String body = charts.repository().pulls().open().getFirst().body();

    assertThat(foreignMarkup(body))
        .as("a changelog may hold links and images, which GitHub filters and fetches itself")
        .noneMatch(markup -> markup.startsWith("html") || markup.startsWith("call"));
    assertThat(body)
        .as("with the changelogs")
        .contains("touch pwned")
        .containsOnlyOnce("<!-- chart-tagger:begin -->")
        .containsOnlyOnce("<!-- chart-tagger:end -->");
    assertThat(body.lines().filter(line -> line.contains("<!-- CHART_RELEASES"))).hasSize(1);
    assertThat(body.lines().filter(line -> line.contains("<!-- ATTESTATION_MAP"))).hasSize(1);
  }

  @Test
  void theSameDispatchAgainReadsItAllBackAndWritesNoTag() {
    cloud.github().log().clear();

    Run again = send();

    assertThat(again.tags()).isEqualTo(run.tags());
    assertThat(again.report().at("/releasePullRequests/0/outcome").asText()).isEqualTo("unchanged");
    assertThat(cloud.github().log().writes())
        .as("that charts failed is told each time")
        .extracting(LoggedRequest::path)
        .containsExactly("/repos/example-org/hostile-charts/check-runs");
    assertThat(cloud.github().log().unsupported()).isEmpty();
  }

  private Run send() {
    return Run.send(
        cloud, DispatchMessage.of(charts.repository(), charts.before(), charts.after()));
  }

  /** All that would act: elements but our own, images, links that lead away, calls for people. */
  private static List<String> foreignMarkup(String markdown) {
    List<String> foreign = new ArrayList<>();
    Parser.builder()
        .build()
        .parse(markdown)
        .accept(
            new AbstractVisitor() {
              @Override
              public void visit(HtmlBlock block) {
                html(block.getLiteral());
              }

              @Override
              public void visit(HtmlInline inline) {
                html(inline.getLiteral());
              }

              @Override
              public void visit(Image image) {
                foreign.add("image " + image.getDestination());
              }

              @Override
              public void visit(Link link) {
                if (!link.getDestination()
                    .matches(
                        "(http://127\\.0\\.0\\.1:[0-9]+|https://github\\.com)/example-org/hostile-charts/"
                            + "(tree|releases/tag|commit|pull|compare)/[A-Za-z0-9./%_-]+")) {
                  foreign.add("link " + link.getDestination());
                }
              }

              @Override
              public void visit(Text text) {
                // In code GitHub mentions nobody.
                if (text.getLiteral().matches("(?i).*(@[a-z]|closes #).*")) {
                  foreign.add("call " + text.getLiteral());
                }
              }

              private void html(String text) {
                if (!text.matches(
                    "(?s)<!--((?!-->).)*-->\n"
                        + "?|<details><summary><b>[a-z]+ 1\\.0\\.0</b></summary>|</details>|</?sub>")) {
                  foreign.add("html " + text);
                }
              }
            });
    return foreign;
  }
}
