package io.charttagger.setup;

import io.charttagger.chart.ChartName;
import io.charttagger.chart.ChartVersion;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.Quoted;
import io.charttagger.chart.RepositoryName;
import io.charttagger.dispatch.AllowList;
import io.charttagger.history.SetupReader;
import io.charttagger.history.StateReader;
import io.charttagger.history.UnfitSettings;
import io.charttagger.history.UnusableSettings;
import io.charttagger.plan.Warning;
import io.charttagger.port.AppSetup;
import io.charttagger.port.Budget;
import io.charttagger.port.CheckedRepository;
import io.charttagger.port.Installation;
import io.charttagger.port.InstalledRepository;
import io.charttagger.port.PermanentFailure;
import io.charttagger.port.RegisteredApp;
import io.charttagger.port.TagRuleset;
import io.charttagger.release.ReleaseMode;
import io.charttagger.report.SetupPoint;
import io.charttagger.settings.RepositorySettings;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What a run for one repository needs. */
public final class RepositoryCheck {
  private static final ChartName ANY_CHART = ChartName.parse("chart");
  private static final ChartVersion ANY_VERSION = new ChartVersion("1.2.3");

  private final Checklist checks;
  private final AppSetup setup;
  private final Deployment deployment;
  private final RepositoryName repository;

  /** Checks nothing yet. */
  public RepositoryCheck(
      Checklist checks, AppSetup setup, Deployment deployment, RepositoryName repository) {
    this.checks = checks;
    this.setup = setup;
    this.deployment = deployment;
    this.repository = repository;
  }

  /**
   * What the deployment says of every repository.
   *
   * @param settings what holds where a repository sets nothing else
   * @param mainBranch the branch that is tagged; empty for the default branch
   * @param allowed the repositories that may be tagged
   * @param admit rejects a caller that speaks for another branch than this one
   * @param budget the time that reads may take
   */
  public record Deployment(
      RepositorySettings settings,
      Optional<String> mainBranch,
      AllowList allowed,
      Consumer<String> admit,
      Budget budget) {}

  /** A repository that can be read, and what GitHub says of it. */
  private record Opened(CheckedRepository repository, InstalledRepository details) {}

  /** The branch that is tagged, and its head. */
  private record Main(CheckedRepository repository, String branch, CommitSha head) {}

  /** The settings at the head of that branch. */
  private record Settled(Main main, SetupReader reader, RepositorySettings settings) {}

  private record Rules(RegisteredApp app, Optional<List<TagRuleset>> rulesets) {}

  /** Checks all of it. */
  public void run(Known<RegisteredApp> app) {
    checks.say(SetupPoint.ALLOW_LIST, allowList());
    Known<Installation> installation =
        checks.check(
            SetupPoint.INSTALLATION, app, this::installation, InstallationPoint::installed);
    Known<Granted> granted = installation.with(app, Granted::new);
    checks.check(SetupPoint.ACCEPTED_PERMISSIONS, granted, InstallationPoint::accepted);
    Known<Opened> opened =
        checks.check(SetupPoint.REPOSITORY, installation, this::opened, this::repository);
    Known<Settled> settled = settings(readable(granted).with(opened, (_, it) -> it));
    checks.check(SetupPoint.RELEASE_BRANCH, settled, this::releaseBranch);
    checks.check(SetupPoint.CHARTS, settled, this::charts);
    Known<Rules> rules =
        checks.check(
            SetupPoint.TAG_PROTECTION,
            app.with(opened, Ruled::new),
            it -> new Rules(it.app(), it.opened().repository().tagRulesets(it.app().id())),
            it -> tagRules(it, settled).protection());
    checks.check(SetupPoint.TAG_CREATION, rules, it -> tagRules(it, settled).creation());
    checks.check(SetupPoint.CLEAN_UP, settled, RepositoryCheck::cleanUp);
  }

  private record Ruled(RegisteredApp app, Opened opened) {}

  private Verdict allowList() {
    return deployment.allowed().allows(repository)
        ? Verdict.ok("it names " + repository)
        : Verdict.failed(
            "ALLOWED_REPOSITORIES does not name %s, so every request for it is rejected: the operator adds it"
                .formatted(repository));
  }

  private Installation installation(RegisteredApp app) {
    return setup
        .installation(repository)
        .map(InstallationPoint::active)
        .orElseThrow(
            () ->
                new PermanentFailure(
                    404,
                    "the App is not installed on %s, or it does not exist: an owner installs it at %s/installations/new, or adds the repository to its installation under Settings > GitHub Apps"
                        .formatted(repository, app.page())));
  }

  private Opened opened(Installation installation) {
    CheckedRepository opened = setup.open(repository, installation);
    return new Opened(opened, opened.details());
  }

  private Verdict repository(Opened opened) {
    return opened.details().archived()
        ? Verdict.failed(
            "%s is archived, hence read-only: an administrator of the repository unarchives it"
                .formatted(repository))
        : Verdict.ok("it can be read, and is not archived");
  }

  /** Whether files may be read; else, what has to be fixed for that. */
  private static Known<Granted> readable(Known<Granted> granted) {
    return granted
        .value()
        .filter(it -> !it.installation().permissions().containsKey("contents"))
        .<Known<Granted>>map(
            it ->
                Known.unknown(
                    it.app().permissions().containsKey("contents")
                        ? SetupPoint.ACCEPTED_PERMISSIONS
                        : SetupPoint.PERMISSIONS))
        .orElse(granted);
  }

  private Known<Settled> settings(Known<Opened> opened) {
    Known<Main> main =
        checks.check(
            SetupPoint.MAIN_BRANCH,
            opened,
            this::main,
            it -> mainBranch(it, opened.value().orElseThrow().details()));
    return checks.check(SetupPoint.SETTINGS, main, this::settled, this::settings);
  }

  private Main main(Opened opened) {
    String branch = deployment.mainBranch().orElse(opened.details().defaultBranch());
    deployment.admit().accept(branch);
    return opened
        .repository()
        .branch(branch)
        // A replica may lag.
        .or(() -> opened.repository().branch(branch))
        .map(head -> new Main(opened.repository(), branch, CommitSha.parse(head)))
        .orElseThrow(
            () ->
                new PermanentFailure(
                    422,
                    "%s has no branch %s, which is the one that is tagged: push it, or the operator sets MAIN_BRANCH (empty for the default branch)"
                        .formatted(repository, Quoted.of(branch))));
  }

  private Verdict mainBranch(Main main, InstalledRepository details) {
    return main.branch().equals(details.defaultBranch())
        ? Verdict.ok("%s is tagged, the default branch".formatted(main.branch()))
        : Verdict.warning(
            "%s is tagged, but the default branch is %s, and GitHub sends a repository_dispatch for that one only: the operator sets MAIN_BRANCH to the default branch, unless pushes to %s are what should be tagged"
                .formatted(main.branch(), details.defaultBranch(), main.branch()));
  }

  private Settled settled(Main main) {
    SetupReader reader =
        new SetupReader(
            main.repository(),
            new StateReader.Layout(repository, deployment.settings(), main.branch()),
            deployment.budget());
    try {
      return new Settled(main, reader, reader.settings(main.head()));
    } catch (UnusableSettings unusable) {
      throw new PermanentFailure(unusable.status(), unusable.withoutRun());
    } catch (UnfitSettings _) {
      // The points of the release branch and of the clean-up say what does not fit.
      return new Settled(main, reader, deployment.settings());
    }
  }

  private Verdict settings(Settled settled) {
    return Verdict.ok(
        settled.settings().equals(deployment.settings())
            ? "the deployment's settings hold"
            : "the repository's own settings can be used");
  }

  private Verdict releaseBranch(Settled settled) {
    RepositorySettings.Releases releases = settled.settings().releases();
    if (releases.mode() == ReleaseMode.OFF) {
      return Verdict.ok("release pull requests are off");
    }
    String branch = releases.branch();
    Optional<String> problem = settled.settings().releaseProblem(settled.main().branch());
    if (problem.isPresent()) {
      return Verdict.failed(
          problem.get()
              + " (the operator's setting RELEASE_BRANCH, or releaseBranch in .github/chart-tagger.yaml)");
    }
    if (settled.main().repository().branch(branch).isPresent()) {
      return Verdict.ok("%s exists".formatted(branch));
    }
    return settled
        .main()
        .repository()
        .branchBelow(branch)
        .map(
            below ->
                Verdict.failed(
                    "branch %s is missing, and git cannot create it while there is a branch %s: the operator sets another release branch with RELEASE_BRANCH"
                        .formatted(branch, below)))
        .orElseGet(
            () ->
                Verdict.failed(
                    "branch %s is missing: create it at the last released commit: gh api repos/%s/git/refs -f ref=refs/heads/%s -f sha=COMMIT"
                        .formatted(branch, repository, branch)));
  }

  private Verdict charts(Settled settled) {
    List<Warning> misnamed =
        settled.reader().misnamed(settled.settings().charts(), settled.main().head());
    if (misnamed.isEmpty()) {
      return Verdict.ok("there are directories where charts are looked for");
    }
    String message = String.join("; ", misnamed.stream().map(Warning::message).toList());
    return misnamed.size() == settled.settings().charts().each().size()
        ? Verdict.failed(message)
        : Verdict.warning(message);
  }

  private TagRules tagRules(Rules rules, Known<Settled> settled) {
    RepositorySettings settings =
        settled.value().map(Settled::settings).orElse(deployment.settings());
    return new TagRules(
        repository,
        rules.rulesets(),
        settings.rules().tagFormat().tag(ANY_CHART, ANY_VERSION).value(),
        rules.app().id());
  }

  private static Verdict cleanUp(Settled settled) {
    if (settled.settings().cleanUpBranches().isEmpty()) {
      return Verdict.ok("no branches are deleted");
    }
    String pattern = settled.settings().cleanUpBranches().get();
    Optional<String> problem = settled.settings().cleanUpProblem(settled.main().branch());
    if (problem.isPresent()) {
      return Verdict.failed(
          problem.get()
              + " (the operator's setting CLEANUP_BRANCHES, or cleanUpBranches in .github/chart-tagger.yaml)");
    }
    return inTheWay(settled.main().repository(), pattern)
        .map(
            branch ->
                Verdict.warning(
                    "branch %s exists, and git cannot have a branch %s beside it, so there is nothing to clean up: an administrator of the repository renames it, or the operator sets another CLEANUP_BRANCHES"
                        .formatted(branch, pattern)))
        .orElseGet(() -> Verdict.ok("branches %s are deleted when merged".formatted(pattern)));
  }

  /** A branch that has the name of a directory in which the pattern's branches would be. */
  private static Optional<String> inTheWay(CheckedRepository repository, String pattern) {
    String literal = pattern.substring(0, pattern.indexOf("{chart}"));
    for (int slash = literal.indexOf('/'); slash >= 0; slash = literal.indexOf('/', slash + 1)) {
      String directory = literal.substring(0, slash);
      if (repository.branch(directory).isPresent()) {
        return Optional.of(directory);
      }
    }
    return Optional.empty();
  }
}
