package io.charttagger.run;

import io.charttagger.chart.CommitSha;
import io.charttagger.chart.RepositoryName;
import io.charttagger.dispatch.Dispatch;
import io.charttagger.dispatch.Gatekeeper;
import io.charttagger.dispatch.MissedMerges;
import io.charttagger.dispatch.Request;
import io.charttagger.port.Budget;
import io.charttagger.port.Forge;
import io.charttagger.port.Repository;
import io.charttagger.report.Report;
import io.charttagger.report.RunOutcome;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Decides the merges that no dispatch told of, of one repository or of all. Where there are some,
 * an ordinary run for the head of the main branch does it.
 */
final class CatchUp {
  private final Gatekeeper gatekeeper;
  private final Forge forge;
  private final MainNews mainNews;
  private final TaggingRun taggingRun;
  private final CatchUpOfAll catchUpOfAll;

  CatchUp(Gatekeeper gatekeeper, Actions.Table table, Forge forge, TaggingRun taggingRun) {
    this.gatekeeper = gatekeeper;
    this.forge = forge;
    this.mainNews = new MainNews(table.marks());
    this.taggingRun = taggingRun;
    this.catchUpOfAll =
        new CatchUpOfAll(table, forge, new CatchUpOfAll.Each(gatekeeper, mainNews, taggingRun));
  }

  /**
   * Does what the request asks, as far as it may and can.
   *
   * @param log takes the report of each ordinary run of a catch-up of all repositories
   */
  Report run(Request.CatchUp request, Budget budget, Consumer<Report> log) {
    Progress progress = new Progress(budget.clock());
    return progress.reportOf(
        () -> {
          gatekeeper.admit(request);
          if (taggingRun.missedMerges() == MissedMerges.OFF) {
            return progress.report(
                new RunOutcome.NothingToTag(), "catching up is switched off (CATCH_UP=off)");
          }
          return request
              .repository()
              .map(repository -> one(repository, request, budget, progress))
              .orElseGet(() -> catchUpOfAll.run(dryRun(request), budget, log));
        });
  }

  /** Where missed merges are only reported, no catch-up writes. */
  private boolean dryRun(Request.CatchUp request) {
    return request.dryRun() || taggingRun.missedMerges() == MissedMerges.REPORT;
  }

  private Report one(
      RepositoryName name, Request.CatchUp request, Budget budget, Progress progress) {
    progress.about(name);
    Repository repository = forge.open(name, request.installation(), budget);
    progress.opened(repository);
    String main = taggingRun.mainBranch().of(repository, request.caller(), request.branch());
    MainNews.News news =
        mainNews.of(
            new MainNews.Main(repository.id(), main, () -> repository.branch(main)),
            dryRun(request),
            budget.clock().instant());
    return switch (news) {
      case MainNews.News.Nothing(String why) ->
          progress.report(new RunOutcome.NothingToTag(), "nothing to catch up: " + why);
      case MainNews.News.FirstSeen(CommitSha head) -> {
        progress.about(name, head);
        yield progress.report(new RunOutcome.NothingToTag(), firstSeen(head));
      }
      case MainNews.News.Undecided(CommitSha head) -> {
        Dispatch dispatch =
            new Dispatch(
                name,
                Optional.empty(),
                head,
                dryRun(request),
                Set.of(),
                request.installation(),
                Optional.empty());
        yield taggingRun
            .run(new Request.Tagging(dispatch, request.caller()), budget)
            .after(repository.calls());
      }
    };
  }

  /** What to say of a repository that was never seen. */
  static String firstSeen(CommitSha head) {
    return "the repository is seen for the first time: only what is merged after %s will be tagged"
        .formatted(head);
  }
}
