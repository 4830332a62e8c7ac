package io.charttagger.e2e;

import io.charttagger.chart.Tagger;
import io.charttagger.dispatch.AllowList;
import io.charttagger.dispatch.EventReader;
import io.charttagger.dispatch.ExpectedToken;
import io.charttagger.dispatch.Gatekeeper;
import io.charttagger.github.GitHubForge;
import io.charttagger.github.GitHubServer;
import io.charttagger.github.http.HttpConnector;
import io.charttagger.github.http.RequestPolicy;
import io.charttagger.plan.PlanRules;
import io.charttagger.plan.TaggingRules;
import io.charttagger.port.AppKeys;
import io.charttagger.port.RateLimiter;
import io.charttagger.run.Actions;
import io.charttagger.run.RunSettings;
import io.charttagger.settings.ChartDirectories;
import io.charttagger.settings.Exclusions;
import io.charttagger.settings.RepositorySettings;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * What a run in this process needs beside GitHub.
 *
 * @param keys the App's credentials
 */
record TestWiring(Clock clock, Actions.Table table, RateLimiter pace, AppKeys keys) {
  private static final int WRITES_AT_ONCE = 4;

  /** The run, wired as the function wires it; nothing is remembered from another one. */
  Actions actions(String githubUrl, Scene.Options options) {
    return new Actions(
        new Actions.Entrance(
            new EventReader(() -> "secret", options.mainBranch()),
            new Gatekeeper(
                AllowList.parse("example-org/*,kube-friends/charts"),
                options.mainBranch(),
                new ExpectedToken("issuer", "audience"),
                clock)),
        table,
        new GitHubForge(
            new GitHubServer(HttpConnector.client(), githubUrl),
            keys,
            clock,
            new RequestPolicy(pace, WRITES_AT_ONCE, () -> 0.5)),
        new RunSettings(
            dispatch ->
                new PlanRules(
                        new Tagger(
                            "chart-tagger[bot]", "chart-tagger[bot]@users.noreply.github.com"),
                        dispatch.charts())
                    .signing(tag -> keys.signing().signed(tag)),
            new RepositorySettings(
                ChartDirectories.of(options.chartDirectories()),
                Exclusions.NONE,
                TaggingRules.DEFAULT
                    .naming(options.tagFormat())
                    .requiringLineage(options.requireLineage()),
                new RepositorySettings.Releases(
                    options.releaseMode(), "release", List.of(), options.publishing()),
                options.cleanup()),
            options.mainBranch(),
            WRITES_AT_ONCE,
            Optional.empty(),
            options.missedMerges(),
            keys));
  }
}
