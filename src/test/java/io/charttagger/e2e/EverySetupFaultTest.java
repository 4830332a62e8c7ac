package io.charttagger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.RepositoryName;
import io.charttagger.local.aws.AwsFaults;
import io.charttagger.local.aws.LocalDynamoDb;
import io.charttagger.local.git.GitHistory;
import io.charttagger.local.github.Fault;
import io.charttagger.local.github.LoggedRequest;
import io.charttagger.local.github.WrongAnswer;
import io.charttagger.report.PointResult;
import io.charttagger.report.Report;
import io.charttagger.report.ReportJson;
import io.charttagger.report.RunOutcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A fault at any call of a check, once and from there on: the report has every point, says nothing
 * secret, and the next one is as if nothing had been.
 */
@Execution(ExecutionMode.CONCURRENT)
@Tag("exhaustive")
final class EverySetupFaultTest {
  private static final int POINTS = 19;
  private static final List<Fault> FAULTS =
      List.of(
          new Fault.Refuse(500, "", Map.of()),
          Fault.Refuse.with(403, "Resource not accessible by integration"),
          Fault.Refuse.with(404, "Not Found"),
          Fault.Refuse.with(401, "Bad credentials"),
          Fault.Refuse.secondaryLimit(429, true),
          new Fault.DropAfter(),
          Fault.instead(new WrongAnswer.Page()),
          Fault.instead(new WrongAnswer.Text("{}")),
          Fault.instead(new WrongAnswer.Text("[]")),
          Fault.instead(new WrongAnswer.Text("[{}]")),
          Fault.instead(new WrongAnswer.Half()),
          Fault.instead(new WrongAnswer.Strange(204)));

  private static LocalDynamoDb dynamoDb;

  @BeforeAll
  static void start() {
    dynamoDb = LocalDynamoDb.start();
  }

  @AfterAll
  static void stop() {
    dynamoDb.close();
  }

  private static void isWhole(Report report) {
    assertThat(report.outcome()).isInstanceOf(RunOutcome.Checked.class);
    assertThat(report.checks()).hasSize(POINTS);
    assertThat(report.checks()).allSatisfy(line -> assertThat(line.message()).isNotEmpty());
    assertThat(ReportJson.text(report)).doesNotContain("ghs_", "PRIVATE KEY", "null");
  }

  @Test
  void afterAFaultAtAnyCallToGitHubTheReportIsWhole() {
    List<Integer> statuses;
    try (SoundSetup setup = new SoundSetup(dynamoDb)) {
      setup.report();
      statuses = setup.scene().github().log().all().stream().map(LoggedRequest::status).toList();
    }
    int calls = statuses.size();
    assertThat(calls).isGreaterThan(10);
    try (GitHistory beside = GitHistory.inMemory();
        SoundSetup setup = new SoundSetup(dynamoDb)) {
      // Of whose token a wrong answer is made.
      setup.scene().github().host(RepositoryName.parse("example-org/beside"), beside.repository());
      for (Fault fault : FAULTS) {
        for (int call = 1; call <= calls; call++) {
          int begun = setup.scene().github().log().all().size();
          int first = begun + call;
          setup.scene().github().faults().every(it -> it.number() >= first, fault);
          Report always = setup.report();
          isWhole(always);
          // The last one looks for a branch that would be in the way, and there is none.
          if (statuses.get(call - 1) < 300) {
            assertThat(always.checks())
                .as("%s from call %d on", fault, call)
                .anyMatch(line -> line.result() != PointResult.OK);
          }
          setup.scene().github().faults().clear();

          begun = setup.scene().github().log().all().size();
          setup.scene().github().faults().at(begun + call, fault);
          isWhole(setup.report());
          setup.scene().github().faults().clear();

          assertThat(setup.report().checks())
              .as("after %s at call %d", fault, call)
              .allMatch(line -> line.result() == PointResult.OK);
        }
      }
    }
  }

  @Test
  void aFaultOfTheTableHidesNoOtherPoint() {
    int calls;
    try (SoundSetup setup = new SoundSetup(dynamoDb)) {
      setup.report();
      calls = setup.scene().tableFaults().calls().size();
    }
    for (AwsFaults.Fault fault : List.of(AwsFaults.Fault.denied(), AwsFaults.Fault.dropBefore())) {
      for (int call = 1; call <= calls; call++) {
        try (SoundSetup setup = new SoundSetup(dynamoDb)) {
          int first = call;
          setup.scene().tableFaults().when(it -> it.number() >= first, fault);
          Report report = setup.report();

          isWhole(report);
          assertThat(report.checks().stream().filter(it -> it.result() != PointResult.OK))
              .as("%s from call %d on", fault, call)
              .hasSizeLessThanOrEqualTo(1);
        }
      }
    }
  }
}
