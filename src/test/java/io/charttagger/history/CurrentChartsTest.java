package io.charttagger.history;

import static io.charttagger.history.Edit.chart;
import static io.charttagger.history.Edit.file;
import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.CommitSha;
import io.charttagger.history.CurrentCharts.CurrentChart;
import io.charttagger.plan.Warning;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The charts at the head of the main branch. */
final class CurrentChartsTest {
  private final MapHistory history = new MapHistory();
  private final MapRepository repository = new MapRepository(history);
  private CommitSha head;

  @BeforeEach
  void charts() {
    head =
        history.commit(
            "main",
            "charts",
            chart("charts/a", "a", "1.0.0"),
            chart("charts/b", "b", "2.0.0"),
            chart("charts/c", "c", "1"),
            chart("charts/left", "left", "1.0.0"),
            file(".github/chart-tagger.yaml", "charts: [charts, nowhere]\nexclude: [left]"));
    history.annotatedTag("a-v1.0.0", head, "words");
    history.tag("b-2.0.0", head);
  }

  private CurrentCharts current() {
    history.laterThatDay();
    return new StateReader(repository, Layouts.in("charts"), new MapNotes(), repository.budget())
        .currentCharts(head);
  }

  @Test
  void areThoseThatTheSettingsName() {
    List<CurrentChart> charts = current().read();

    assertThat(charts).hasSize(3);
    assertThat(charts.get(0))
        .isInstanceOfSatisfying(
            CurrentChart.Valid.class,
            a -> {
              assertThat(a.directory()).isEqualTo("charts/a");
              assertThat(a.tagName()).hasToString("a-v1.0.0");
              assertThat(a.tag().flatMap(ExistingTag::commit)).hasValue(head);
              assertThat(a.otherForm()).isEmpty();
            });
    assertThat(charts.get(1))
        .isInstanceOfSatisfying(
            CurrentChart.Valid.class,
            b -> {
              assertThat(b.tag()).isEmpty();
              assertThat(b.otherForm()).hasValue("b-2.0.0");
            });
    assertThat(charts.get(2))
        .isInstanceOfSatisfying(
            CurrentChart.Invalid.class, c -> assertThat(c.problem()).contains("1"));
  }

  @Test
  void warnOfADirectoryThatIsNowhere() {
    assertThat(current().warnings()).extracting(Warning::code).containsExactly("charts-directory");
  }

  @Test
  void tellWhichCommitsAreNotOnMain() {
    history.branch("side", head);
    CommitSha side = history.commit("side", "side", file("x", "1"));

    assertThat(current().offMain(Set.of(head, side))).containsExactly(side);
  }
}
