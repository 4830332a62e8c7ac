package io.charttagger.run;

import io.charttagger.dispatch.Gatekeeper;
import io.charttagger.dispatch.Request;
import io.charttagger.port.AppSetup;
import io.charttagger.port.Budget;
import io.charttagger.port.Forge;
import io.charttagger.port.RegisteredApp;
import io.charttagger.report.Report;
import io.charttagger.setup.Checklist;
import io.charttagger.setup.DeploymentCheck;
import io.charttagger.setup.InstallationsCheck;
import io.charttagger.setup.Known;
import io.charttagger.setup.RepositoryCheck;

/**
 * Reports point by point what is wrong with the set-up of the deployment and of a repository, and
 * who fixes it. Writes nothing to GitHub, and nothing to the table that outlasts it but an unused
 * lease.
 */
final class CheckSetup {
  private final Gatekeeper gatekeeper;
  private final Actions.Table table;
  private final Forge forge;
  private final RunSettings settings;

  /** Takes its collaborators. */
  CheckSetup(Gatekeeper gatekeeper, Actions.Table table, Forge forge, RunSettings settings) {
    this.gatekeeper = gatekeeper;
    this.table = table;
    this.forge = forge;
    this.settings = settings;
  }

  /** Reports, as far as the request may and time allows; see {@link TaggingRun#run}. */
  Report run(Request.CheckSetup request, Budget budget) {
    Progress progress = new Progress(budget.clock());
    return progress.reportOf(() -> tell(request, budget, progress));
  }

  private Report tell(Request.CheckSetup request, Budget budget, Progress progress) {
    request.repository().ifPresent(progress::about);
    gatekeeper.admit(request);
    AppSetup setup = forge.setup(budget);
    progress.calling(setup::calls);
    Checklist checks = new Checklist();
    Known<RegisteredApp> app =
        new DeploymentCheck(checks, setup, budget.clock()).run(table.locks(), table.marks());
    request
        .repository()
        .ifPresentOrElse(
            repository ->
                new RepositoryCheck(checks, setup, deployment(request, budget), repository)
                    .run(app),
            () -> new InstallationsCheck(checks, setup, gatekeeper.allowList()).run(app));
    return progress.checked(checks.lines());
  }

  private RepositoryCheck.Deployment deployment(Request.CheckSetup request, Budget budget) {
    return new RepositoryCheck.Deployment(
        settings.repository(),
        settings.mainBranch(),
        gatekeeper.allowList(),
        main -> gatekeeper.admit(request.caller(), request.branch(), main),
        budget);
  }
}
