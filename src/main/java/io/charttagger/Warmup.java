package io.charttagger;

import io.charttagger.changelog.Changelog;
import io.charttagger.changelog.ChangelogChoice;
import io.charttagger.changelog.ChangelogSources;
import io.charttagger.chart.ChartAt;
import io.charttagger.chart.ChartYaml;
import io.charttagger.chart.Commit;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.PullRequest;
import io.charttagger.chart.RepositoryName;
import io.charttagger.chart.Tagger;
import io.charttagger.dispatch.Event;
import io.charttagger.github.GitHubForge;
import io.charttagger.plan.ChartState;
import io.charttagger.plan.Merge;
import io.charttagger.plan.PlanRules;
import io.charttagger.plan.Planner;
import io.charttagger.plan.RepositoryState;
import io.charttagger.plan.Step;
import io.charttagger.plan.TagState;
import io.charttagger.plan.TaggingPlan;
import io.charttagger.release.ReleaseEntry;
import io.charttagger.release.ReleasePullRequest;
import io.charttagger.release.ReleaseTarget;
import io.charttagger.release.RepositoryPage;
import io.charttagger.report.Report;
import io.charttagger.report.ReportJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Runs the code once without GitHub and AWS: rejects an event, and plans a push of one chart. */
final class Warmup {
  private static final CommitSha COMMIT =
      CommitSha.parse("0123456789012345678901234567890123456789");
  // An owner's name never starts with a hyphen, so the event is always rejected.
  private static final String EVENT =
      """
      {"version": "2.0", "rawPath": "/dispatch",
       "requestContext": {"http": {"method": "POST", "path": "/dispatch"},
                          "authorizer": {"jwt": {"claims": {"iss": "warmup"}}}},
       "headers": {"content-type": "application/json"},
       "body": "{\\"repository\\":{\\"full_name\\":\\"-/-\\"},\\"client_payload\\":{\\"after\\":\\"%s\\"}}"}
      """
          .formatted(COMMIT);

  private final Wiring wiring;

  Warmup(Wiring wiring) {
    this.wiring = wiring;
  }

  void run() {
    Event event = Event.parse(EVENT.getBytes(StandardCharsets.UTF_8));
    Report report = wiring.actions().run(event, wiring.budget(event.source(), 30_000), part -> {});
    ReportJson.write(LambdaResponse.to(event.source(), report));
    GitHubForge.warmUp();
    TaggingPlan plan =
        new Planner(new PlanRules(new Tagger("warmup", "warmup@example.invalid"), Set.of()))
            .plan(state());
    for (Step step : plan.steps()) {
      if (step instanceof Step.CreateTag create) {
        ReleasePullRequest.of(
            new ReleaseTarget(
                new RepositoryPage("https://example.invalid"), "main", "release", Optional.empty()),
            ReleasePullRequest.Listed.NOTHING,
            new ReleasePullRequest.Added(
                List.of(ReleaseEntry.of(create.subject(), create.release())), plan.warnings()));
      }
    }
  }

  private static RepositoryState state() {
    ChartAt found =
        new ChartAt.Found(
            ChartYaml.parse("name: a\nversion: 1.0.0\n".getBytes(StandardCharsets.UTF_8)));
    if (!(found instanceof ChartAt.Found(ChartYaml.Chart chart))) {
      throw new IllegalStateException("the chart of the warm-up is unreadable");
    }
    ChartState state =
        new ChartState(
            "charts/a",
            new ChartAt.None(),
            found,
            COMMIT.value(),
            new TagState.Absent(),
            false,
            ChangelogChoice.of(chart, new WarmupSources()));
    Commit commit = new Commit(COMMIT, List.of(), "author", "subject", Instant.EPOCH);
    PullRequest source =
        new PullRequest(
            1, "<!-- ATTESTATION_MAP {\"check\": \"1\"} -->", "warmup", "branch", COMMIT);
    return new RepositoryState(
        RepositoryName.parse("example/charts"),
        COMMIT,
        List.of(new Merge(commit, Optional.of(source), List.of(state), Map.of())),
        List.of());
  }

  /** A changelog with one section. */
  private static final class WarmupSources implements ChangelogSources {
    @Override
    public <T> Optional<T> own(Function<Changelog, T> read) {
      return Optional.of("# Changelog\n\n## [1.0.0] - 2026-01-01\n\n- a change\n")
          .map(Changelog::parse)
          .map(read);
    }

    @Override
    public OwnFile ownFile() {
      return new OwnFile.Here();
    }

    @Override
    public boolean rootHeadingIsOurs(ChartYaml.Chart chart) {
      return false;
    }

    @Override
    public Optional<Changelog> root() {
      return Optional.empty();
    }

    @Override
    public List<Commit> commits() {
      return List.of();
    }
  }
}
