package io.charttagger;

import io.charttagger.chart.Changelog;
import io.charttagger.chart.ChartYaml;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.RepositoryName;
import io.charttagger.dispatch.Event;
import io.charttagger.github.GitHubForges;
import io.charttagger.plan.ChangelogChoice;
import io.charttagger.plan.ChartState;
import io.charttagger.plan.Commit;
import io.charttagger.plan.Manifest;
import io.charttagger.plan.Merge;
import io.charttagger.plan.PlanRules;
import io.charttagger.plan.Planner;
import io.charttagger.plan.PullRequest;
import io.charttagger.plan.ReleaseEntry;
import io.charttagger.plan.ReleasePullRequest;
import io.charttagger.plan.RepositoryState;
import io.charttagger.plan.Step;
import io.charttagger.plan.TagState;
import io.charttagger.plan.Tagger;
import io.charttagger.plan.TaggingPlan;
import io.charttagger.run.Report;
import io.charttagger.run.ReportJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One run from end to end in miniature, without GitHub and AWS: an event turned away, and a push of
 * one chart decided.
 */
final class Rehearsal {
  private static final CommitSha COMMIT =
      CommitSha.parse("0123456789012345678901234567890123456789");
  // An owner's name never begins with a hyphen, so no allow list can have it: the event ends at the
  // gatekeeper.
  private static final String EVENT =
      """
      {"version": "2.0", "rawPath": "/dispatch",
       "requestContext": {"http": {"method": "POST", "path": "/dispatch"},
                          "authorizer": {"jwt": {"claims": {"iss": "rehearsal"}}}},
       "headers": {"content-type": "application/json"},
       "body": "{\\"repository\\":{\\"full_name\\":\\"-/-\\"},\\"client_payload\\":{\\"after\\":\\"%s\\"}}"}
      """
          .formatted(COMMIT);

  private final Wiring wiring;

  Rehearsal(Wiring wiring) {
    this.wiring = wiring;
  }

  void play() {
    Event event = Event.parse(EVENT.getBytes(StandardCharsets.UTF_8));
    Report report = wiring.run().run(event, wiring.budget(event.door(), 30_000));
    ReportJson.write(Answers.to(event.door(), report));
    GitHubForges.rehearse();
    TaggingPlan plan =
        new Planner(
                new PlanRules(new Tagger("rehearsal", "rehearsal@example.invalid"), true, Set.of()))
            .plan(state());
    for (Step step : plan.steps()) {
      if (step instanceof Step.CreateTag create) {
        ReleasePullRequest.of(
            "https://example.invalid",
            Optional.empty(),
            Optional.empty(),
            List.of(ReleaseEntry.of(create.subject(), create.release())));
      }
    }
  }

  private static RepositoryState state() {
    Manifest manifest =
        new Manifest.Found(
            ChartYaml.parse("name: a\nversion: 1.0.0\n".getBytes(StandardCharsets.UTF_8)));
    if (!(manifest instanceof Manifest.Found(ChartYaml.Chart chart))) {
      throw new IllegalStateException("the rehearsal's own chart is unreadable");
    }
    ChartState state =
        new ChartState(
            "charts/a",
            new Manifest.None(),
            manifest,
            COMMIT.value(),
            new TagState.Absent(),
            false,
            ChangelogChoice.of(chart, new Sources()));
    Commit commit = new Commit(COMMIT, List.of(), "author", "subject", Instant.EPOCH);
    PullRequest source =
        new PullRequest(1, "<!-- ATTESTATION_MAP {\"check\": \"1\"} -->", "branch", COMMIT);
    return new RepositoryState(
        RepositoryName.parse("example/charts"),
        COMMIT,
        List.of(new Merge(commit, Optional.of(source), List.of(state), Map.of())),
        List.of());
  }

  /** A changelog of one section. */
  private static final class Sources implements ChangelogChoice.Sources {
    @Override
    public Optional<Changelog> own() {
      return Optional.of(Changelog.parse("# Changelog\n\n## [1.0.0] - 2026-01-01\n\n- words\n"));
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
