package io.charttagger.local.job;

import io.charttagger.chart.CommitSha;
import io.charttagger.local.LocalCloud;
import io.charttagger.local.git.FileChanges;
import io.charttagger.local.git.GitHistory;
import io.charttagger.local.git.Note;
import io.charttagger.local.github.MergeMethod;
import io.charttagger.local.github.PullRequest;
import io.charttagger.local.github.PullRequestDraft;
import io.charttagger.local.github.SimulatedRepository;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * A made-up charts repository: several charts, released once, and then one push that brings three
 * pull requests, with and without lineage, one of them for two charts.
 */
public final class SampleCharts {
  static final String NAME = "helm-charts";

  private static final Instant START = Instant.parse("2026-11-02T09:00:00Z");
  private static final String CHANGELOG =
      """
      # Changelog

      All notable changes to this chart are documented in this file.
      The format is based on [Keep a Changelog](https://keepachangelog.com/en/1.1.0/).

      """;

  private final GitHistory history;
  private final SimulatedRepository repository;
  private final CommitSha before;

  private SampleCharts(LocalCloud cloud, Path directory) {
    this.history = GitHistory.at(directory);
    this.before = history.commit("main", start(), Note.of("Start the charts", START));
    history.branch("release", before);
    for (String released :
        new String[] {"alpha 1.0.0", "beta 0.3.0", "gamma 0.9.0", "delta 2.0.0", "epsilon 0.1.0"}) {
      tag(released.replace(" ", "-v"), released.replace(" ", " v"));
    }
    this.repository = cloud.host(NAME, history.repository());
    mergeWithLineage();
    squashWithoutLineage();
    mergeTwoChartsAtOnce();
  }

  /** Makes it in that directory, a bare git repository, and serves it. */
  public static SampleCharts in(LocalCloud cloud, Path directory) {
    return new SampleCharts(cloud, directory);
  }

  public SimulatedRepository repository() {
    return repository;
  }

  /** What main stood on before the push. */
  public CommitSha before() {
    return before;
  }

  /** What it stands on since. */
  public CommitSha after() {
    return history.tip("main");
  }

  /** Opens one more pull request, which is not merged: a preview shows what it would bring. */
  SampleCharts proposeBeta() {
    propose(
        "beta-again",
        "Give beta more memory",
        FileChanges.none().write("charts/platform/beta/Chart.yaml", chart("beta", "0.5.0")));
    repository
        .pulls()
        .open(new PullRequestDraft("Give beta more memory", "It ran out.", "beta-again", "main"));
    return this;
  }

  private static FileChanges start() {
    return FileChanges.none()
        .write("README.md", "# Charts\n")
        .write("charts/alpha/Chart.yaml", chart("alpha", "1.0.0"))
        .write(
            "charts/alpha/CHANGELOG.md",
            CHANGELOG + "## [1.0.0] - 2026-10-01\n\n### Added\n\n- The chart.\n")
        .write("charts/platform/README.md", "Charts that every cluster needs.\n")
        .write("charts/platform/beta/Chart.yaml", chart("beta", "0.3.0"))
        .write("charts/gamma/Chart.yaml", chart("gamma", "0.9.0") + "type: library\n")
        .write("charts/gamma/CHANGELOG.md", CHANGELOG + "## [0.9.0] - 2026-10-01\n\n- Helpers.\n")
        .write("charts/delta/Chart.yaml", chart("delta", "2.0.0"))
        .write("charts/delta/charts/redis/Chart.yaml", chart("redis", "19.0.0"))
        .write("charts/epsilon/Chart.yaml", chart("epsilon", "0.1.0"));
  }

  private static String chart(String name, String version) {
    return "apiVersion: v2\nname: %s\nversion: %s\n".formatted(name, version);
  }

  private void tag(String name, String release) {
    Note note = Note.of("Release: " + release + "\n", START);
    history.annotatedTag(
        name, before.value(), new Note(note.message(), "chart-tagger[bot]", START));
  }

  private void mergeWithLineage() {
    propose(
        "integration/alpha",
        "Probe alpha before it takes traffic",
        FileChanges.none()
            .write("charts/alpha/Chart.yaml", chart("alpha", "1.1.0"))
            .write("charts/alpha/templates/deployment.yaml", "kind: Deployment\n")
            .write(
                "charts/alpha/CHANGELOG.md",
                CHANGELOG
                    + """
                    ## [1.1.0] - 2026-11-02

                    ### Added

                    - A readiness probe, so that no request meets a pod that is still starting.

                    ### Changed

                    - `replicaCount` is 2 by default.

                    ## [1.0.0] - 2026-10-01

                    ### Added

                    - The chart.
                    """));
    pull(
        "integration/alpha",
        "Probe alpha before it takes traffic",
        """
        Waits until alpha answers.

        <!-- ATTESTATION_MAP
        {"lint": "att-20261102-0001", "unit-tests": "att-20261102-0002", "security-scan": 88231}
        -->
        """,
        MergeMethod.MERGE);
  }

  private void squashWithoutLineage() {
    propose(
        "beta-to-zero",
        "Let beta scale to zero",
        FileChanges.none().write("charts/platform/beta/Chart.yaml", chart("beta", "0.4.0")));
    pull("beta-to-zero", "Let beta scale to zero", "Nobody uses it at night.", MergeMethod.SQUASH);
  }

  private void mergeTwoChartsAtOnce() {
    propose(
        "integration/platform",
        "Raise gamma and delta together",
        FileChanges.none()
            .write("charts/gamma/Chart.yaml", chart("gamma", "1.0.0") + "type: library\n")
            .write(
                "charts/gamma/CHANGELOG.md",
                CHANGELOG
                    + "## [1.0.0] - 2026-11-02\n\n### Removed\n\n- The labels of Helm 2.\n\n"
                    + "## [0.9.0] - 2026-10-01\n\n- Helpers.\n")
            .write(
                "charts/delta/Chart.yaml",
                chart("delta", "2.1.0")
                    + """
                    annotations:
                      artifacthub.io/changes: |
                        - kind: changed
                          description: Takes its labels from gamma 1.0.0
                        - kind: fixed
                          description: The service account has a name of its own
                    """)
            .write("charts/epsilon/README.md", "Forgot to raise the version.\n"));
    pull(
        "integration/platform",
        "Raise gamma and delta together",
        """
        Together, because delta needs the new gamma.

        <!-- ATTESTATION_MAP {"gamma": {"lint": "att-20261102-0010"},
          "delta": {"lint": "att-20261102-0011", "dependency-review": "att-20261102-0012"}} -->
        """,
        MergeMethod.MERGE);
  }

  private void propose(String branch, String subject, FileChanges changes) {
    history.branch(branch, history.tip("main"));
    history.commit(branch, changes, Note.of(subject, next()));
  }

  private void pull(String branch, String title, String body, MergeMethod method) {
    Instant when = next();
    PullRequest pull = repository.pulls().open(new PullRequestDraft(title, body, branch, "main"));
    repository.pulls().merge(pull.number(), method, when);
  }

  private Instant next() {
    return START.plus(Duration.ofMinutes(20L * (repository.pulls().all().size() + 1)));
  }
}
