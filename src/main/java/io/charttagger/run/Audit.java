package io.charttagger.run;

import io.charttagger.chart.CommitSha;
import io.charttagger.dispatch.Dispatch;
import io.charttagger.dispatch.Gatekeeper;
import io.charttagger.dispatch.Request;
import io.charttagger.history.CurrentCharts;
import io.charttagger.history.CurrentCharts.CurrentChart;
import io.charttagger.history.CurrentCharts.CurrentChart.Invalid;
import io.charttagger.history.CurrentCharts.CurrentChart.Valid;
import io.charttagger.history.ExistingTag;
import io.charttagger.history.StateReader;
import io.charttagger.plan.Warning;
import io.charttagger.port.Budget;
import io.charttagger.port.Forge;
import io.charttagger.port.Lease;
import io.charttagger.port.LockKey;
import io.charttagger.port.Repository;
import io.charttagger.port.TagSigning;
import io.charttagger.report.ChartLine;
import io.charttagger.report.ChartResult;
import io.charttagger.report.Report;
import io.charttagger.report.ReportJson;
import io.charttagger.report.RunOutcome;
import io.charttagger.settings.RepositorySettings;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reports for every chart on main the state of its version's tag, and whether a release pull
 * request offers it. Writes nothing to GitHub; the lease only keeps what was read, for an audit
 * that time cut short and that is sent again.
 */
final class Audit {
  private final Gatekeeper gatekeeper;
  private final Actions.Table table;
  private final Forge forge;
  private final RunSettings settings;

  /** Takes its collaborators. */
  Audit(Gatekeeper gatekeeper, Actions.Table table, Forge forge, RunSettings settings) {
    this.gatekeeper = gatekeeper;
    this.table = table;
    this.forge = forge;
    this.settings = settings;
  }

  /** Reports, as far as the request may and time allows; see {@link TaggingRun#run}. */
  Report run(Request.Audit request, Budget budget) {
    Progress progress = new Progress(budget.clock());
    return progress.reportOf(() -> tell(request, budget, progress));
  }

  private Report tell(Request.Audit request, Budget budget, Progress progress) {
    progress.about(request.survey().repository());
    gatekeeper.admit(request);
    Repository repository =
        forge.open(request.survey().repository(), request.survey().installation(), budget);
    progress.opened(repository);
    String main =
        new MainBranch(gatekeeper, settings.mainBranch())
            .of(repository, request.caller(), request.survey().branch());
    Dispatch dispatch =
        SurveyedCharts.atHead(request.survey(), /* dryRun= */ true, repository, main);
    progress.received(dispatch);
    Signers signers = new Signers(settings.signing());
    try (Lease lease =
        table.lock(
            LockKey.ofAudit(dispatch.repository()),
            "another audit of this repository is running; retry in 5 s")) {
      Repository leased = repository.under(lease);
      Found found =
          SavedReads.resuming(
              lease,
              "audit " + settings.question(dispatch),
              reads ->
                  found(
                      reads.reader(leased, settings.layout(dispatch.repository(), main), budget),
                      dispatch,
                      signers));
      progress.audited(
          found.lines(),
          Stream.concat(
                  found.warnings().stream(),
                  new UnofferedTags(leased, found.settings().releases(), main, dispatch.after())
                      .warnings(found.lines()).stream())
              .toList());
      Report report = progress.report(new RunOutcome.Audited(), "");
      // The next audit reads anew.
      lease.reportAndClose(ReportJson.text(report));
      return report;
    }
  }

  private record Found(
      List<ChartLine> lines, List<Warning> warnings, RepositorySettings settings) {}

  private static Found found(StateReader reader, Dispatch dispatch, Signers signers) {
    CurrentCharts current = reader.currentCharts(dispatch.after());
    List<CurrentChart> charts = SurveyedCharts.named(current.read(), dispatch);
    Set<CommitSha> offMain =
        current.offMain(
            charts.stream().flatMap(it -> tagged(it).stream()).collect(Collectors.toSet()));
    return new Found(
        signers.judged(signing -> lines(charts, dispatch, offMain, signing)),
        current.warnings(),
        reader.settings(dispatch.after()));
  }

  private static List<ChartLine> lines(
      List<CurrentChart> charts,
      Dispatch dispatch,
      Set<CommitSha> offMain,
      Optional<TagSigning.On> signing) {
    return charts.stream()
        .map(
            chart ->
                switch (chart) {
                  case Invalid invalid -> line(invalid, dispatch);
                  case Valid valid -> line(valid, dispatch, offMain, signing);
                })
        .toList();
  }

  private static Optional<CommitSha> tagged(CurrentChart chart) {
    return switch (chart) {
      case Valid valid -> valid.tag().flatMap(ExistingTag::commit);
      case Invalid _ -> Optional.empty();
    };
  }

  private static ChartLine line(Invalid chart, Dispatch dispatch) {
    return new ChartLine(
        SurveyedCharts.ref(chart, dispatch.after()),
        ChartResult.INVALID_AS_BEFORE,
        Optional.empty(),
        SurveyedCharts.problem(chart));
  }

  private static ChartLine line(
      Valid chart, Dispatch dispatch, Set<CommitSha> offMain, Optional<TagSigning.On> signing) {
    AuditedTag.Finding finding =
        chart
            .tag()
            .map(tag -> new AuditedTag(chart.chart(), tag).judge(offMain, signing))
            .orElseGet(() -> missing(chart));
    return new ChartLine(
        SurveyedCharts.ref(
            chart, chart.tag().flatMap(ExistingTag::commit).orElse(dispatch.after())),
        finding.result(),
        Optional.empty(),
        chart.tag().map(ExistingTag::object),
        finding.message());
  }

  private static AuditedTag.Finding missing(Valid chart) {
    return new AuditedTag.Finding(
        ChartResult.MISSING,
        chart
            .otherForm()
            .map("it has no tag of this form; tag %s marks this version"::formatted)
            .orElse("it has no tag; a backfill makes it on the merge that brought this version"));
  }
}
