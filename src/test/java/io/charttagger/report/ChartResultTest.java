package io.charttagger.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.charttagger.chart.CommitSha;
import io.charttagger.plan.ChartOutcome;
import io.charttagger.plan.ChartRef;
import io.charttagger.plan.Step;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the plan decides is reported as such. */
final class ChartResultTest {
  private static final ChartRef CHART =
      new ChartRef(
          "a",
          "charts/a",
          Optional.empty(),
          Optional.empty(),
          CommitSha.parse("a".repeat(40)),
          Optional.empty());

  static Stream<Arguments> leftAlone() {
    return Stream.of(
        arguments(ChartOutcome.ALREADY_TAGGED, false, ChartResult.TAGGED_ELSEWHERE),
        arguments(ChartOutcome.VERSION_UNCHANGED, false, ChartResult.VERSION_UNCHANGED),
        arguments(ChartOutcome.UNTAGGED, false, ChartResult.UNTAGGED),
        arguments(ChartOutcome.DELETED, false, ChartResult.DELETED),
        arguments(ChartOutcome.INVALID, true, ChartResult.INVALID),
        arguments(ChartOutcome.INVALID, false, ChartResult.INVALID_AS_BEFORE),
        arguments(ChartOutcome.CONFLICT, true, ChartResult.CONFLICT),
        arguments(ChartOutcome.CONFLICT, false, ChartResult.CONFLICT_AS_BEFORE),
        arguments(ChartOutcome.UNATTESTED, true, ChartResult.UNATTESTED),
        arguments(ChartOutcome.UNDOCUMENTED, true, ChartResult.UNDOCUMENTED),
        arguments(ChartOutcome.SKIPPED, false, ChartResult.SKIPPED));
  }

  @ParameterizedTest
  @MethodSource("leftAlone")
  void aChartThatIsLeftAloneFailsTheRunAsThePlanSays(
      ChartOutcome outcome, boolean fails, ChartResult result) {
    ChartLine line = ChartLine.planned(new Step.LeaveAlone(CHART, outcome, fails, "because"));

    assertThat(line.result()).isEqualTo(result);
    assertThat(line.result().fails()).isEqualTo(fails);
    assertThat(line.result().hasTag()).isFalse();
    assertThat(line.release()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void whatFailsHasNoTag(ChartResult result) {
    assertThat(result.fails() && result.isTaggedAnywhere()).isFalse();
    assertThat(result.isCreatedNow() && !result.isCreated()).isFalse();
    assertThat(result.isCreated() && !result.hasTag()).isFalse();
    assertThat(result.hasTag() && !result.isTaggedAnywhere()).isFalse();
  }
}
