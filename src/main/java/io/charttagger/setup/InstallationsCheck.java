package io.charttagger.setup;

import io.charttagger.chart.RepositoryName;
import io.charttagger.dispatch.AllowList;
import io.charttagger.port.AppSetup;
import io.charttagger.port.Installation;
import io.charttagger.port.InstalledRepository;
import io.charttagger.port.RegisteredApp;
import io.charttagger.report.SetupPoint;
import java.util.ArrayList;
import java.util.List;

/** All accounts that the App is installed on and the allow list names, for the operator. */
public final class InstallationsCheck {
  private final Checklist checks;
  private final AppSetup setup;
  private final AllowList allowed;

  /** Checks nothing yet. */
  public InstallationsCheck(Checklist checks, AppSetup setup, AllowList allowed) {
    this.checks = checks;
    this.setup = setup;
    this.allowed = allowed;
  }

  private record Reached(List<Installation> installations, List<RepositoryName> repositories) {}

  /** A line for the allow list, and two for each installation that it names. */
  public void run(Known<RegisteredApp> app) {
    Known<Reached> reached =
        checks.check(SetupPoint.ALLOW_LIST, app, _ -> reached(), this::allowList);
    if (reached.value().isEmpty()) {
      checks.check(SetupPoint.INSTALLATION, reached, _ -> Verdict.ok(""));
      return;
    }
    reached.value().get().installations().forEach(installation -> one(installation, app));
  }

  private Reached reached() {
    List<Installation> ours =
        setup.installations().list().stream()
            .filter(installation -> allowed.namesOwner(installation.account()))
            .toList();
    List<RepositoryName> repositories = new ArrayList<>();
    ours.stream()
        .filter(installation -> !installation.suspended())
        .flatMap(installation -> setup.installations().repositories(installation).stream())
        .map(InstalledRepository::name)
        .filter(allowed::allows)
        .forEach(repositories::add);
    return new Reached(ours, repositories);
  }

  private Verdict allowList(Reached reached) {
    List<String> unreached =
        allowed.entries().stream()
            .filter(entry -> reached.repositories().stream().noneMatch(it -> names(entry, it)))
            .sorted()
            .toList();
    return unreached.isEmpty()
        ? Verdict.ok(
            "repositories that it names and the App is installed on: %d"
                .formatted(reached.repositories().size()))
        : Verdict.warning(
            "ALLOWED_REPOSITORIES names %s, where the App reaches no repository: an owner installs the App there, or the operator takes that off the list"
                .formatted(String.join(", ", unreached)));
  }

  private static boolean names(String entry, RepositoryName repository) {
    return AllowList.parse(entry).allows(repository);
  }

  private void one(Installation installation, Known<RegisteredApp> app) {
    Known<Installation> known =
        checks.check(
            SetupPoint.INSTALLATION,
            () -> InstallationPoint.active(installation),
            InstallationPoint::installed);
    checks.check(
        SetupPoint.ACCEPTED_PERMISSIONS,
        known.with(app, Granted::new),
        InstallationPoint::accepted);
  }
}
