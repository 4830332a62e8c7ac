package io.charttagger.run;

import io.charttagger.chart.CommitSha;
import io.charttagger.dispatch.Caller;
import io.charttagger.dispatch.Dispatch;
import io.charttagger.dispatch.Gatekeeper;
import io.charttagger.dispatch.Request;
import io.charttagger.history.VirtualThreads;
import io.charttagger.port.Budget;
import io.charttagger.port.Forge;
import io.charttagger.port.Installation;
import io.charttagger.port.Installations;
import io.charttagger.port.InstalledRepository;
import io.charttagger.port.Lease;
import io.charttagger.port.LockKey;
import io.charttagger.port.PermanentFailure;
import io.charttagger.port.TransientFailure;
import io.charttagger.report.Report;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Catches up with all repositories that the App is installed on and the allow list names. All are
 * looked at first, at the price of one request each; then those with news get an ordinary run, each
 * with a share of the time that is left.
 *
 * <p>The repositories are taken in the order of their ids, as on a ring. What does not fit into the
 * time is left to the next catch-up, which begins with it. So the one least recently caught up is
 * always first, and all that has to be remembered is where the ring was left.
 */
final class CatchUpOfAll {
  private static final int LOOKS_AT_ONCE = 10;
  private static final int RUNS_AT_ONCE = 4;
  // Less does not help a repository with many merges, which would never be done.
  private static final Duration LEAST_SHARE = Duration.ofSeconds(30);
  // A run that has less would only read.
  private static final Duration LEAST_LEFT = Duration.ofSeconds(5);

  private final Actions.Table table;
  private final Forge forge;
  private final Each each;

  CatchUpOfAll(Actions.Table table, Forge forge, Each each) {
    this.table = table;
    this.forge = forge;
    this.each = each;
  }

  /**
   * How each repository is caught up.
   *
   * @param gatekeeper knows which ones may be
   * @param mainNews tells which ones have to be
   * @param taggingRun does it
   */
  record Each(Gatekeeper gatekeeper, MainNews mainNews, TaggingRun taggingRun) {}

  /**
   * Catches up, as far as the time allows.
   *
   * @param log takes the report of each ordinary run
   */
  Report run(boolean dryRun, Budget budget, Consumer<Report> log) {
    CatchUpProgress progress = new CatchUpProgress(budget.clock(), dryRun);
    try (Lease lease = table.lock(LockKey.ofCatchUp(), "another catch-up is at work")) {
      return new Round(budget, lease, progress).tell(log);
    }
  }

  /** One event's way around the ring. */
  private final class Round {
    private final Budget budget;
    private final Budget lookBudget;
    private final Lease lease;
    private final CatchUpProgress progress;
    private final Installations installations;

    Round(Budget budget, Lease lease, CatchUpProgress progress) {
      this.budget = budget;
      this.lookBudget = budget.part(budget.left().dividedBy(2));
      this.lease = lease;
      this.progress = progress;
      this.installations = forge.installations(lookBudget);
    }

    /** A repository with news. */
    private record Undecided(InstalledRepository repository, CommitSha head) {}

    Report tell(Consumer<Report> log) {
      List<InstalledRepository> repositories = inOrder(installed());
      run(undecided(repositories), log);
      remember(repositories);
      return progress.report(installations.calls());
    }

    private List<InstalledRepository> installed() {
      Queue<InstalledRepository> found = new ConcurrentLinkedQueue<>();
      List<Installation> ours =
          installations.list().stream()
              .filter(installation -> each.gatekeeper().mayAllow(installation.account()))
              .toList();
      VirtualThreads.each(
          ours, LOOKS_AT_ONCE, installation -> found.addAll(repositories(installation)));
      return List.copyOf(found);
    }

    private List<InstalledRepository> repositories(Installation installation) {
      if (installation.suspended()) {
        progress.warn(
            "the App's installation on %s is suspended: its owner lifts that under Settings > GitHub Apps"
                .formatted(installation.account()));
        return List.of();
      }
      try {
        return installations.repositories(installation).stream()
            .filter(it -> !it.archived() && each.gatekeeper().isAllowed(it.name()))
            .toList();
      } catch (TransientFailure passing) {
        progress.troubled(installation.account(), passing);
      } catch (PermanentFailure lasting) {
        progress.failed(installation.account(), lasting);
      }
      return List.of();
    }

    private List<InstalledRepository> inOrder(List<InstalledRepository> repositories) {
      long first = RingPosition.read(lease.savedWork()).orElse(0);
      return repositories.stream()
          .sorted(
              Comparator.comparing((InstalledRepository it) -> it.id() < first)
                  .thenComparingLong(InstalledRepository::id))
          .toList();
    }

    private List<Undecided> undecided(List<InstalledRepository> repositories) {
      Queue<Undecided> found = new ConcurrentLinkedQueue<>();
      progress.found(repositories);
      VirtualThreads.each(
          repositories,
          LOOKS_AT_ONCE,
          repository ->
              look(repository).map(head -> new Undecided(repository, head)).ifPresent(found::add));
      return repositories.stream()
          .flatMap(repository -> found.stream().filter(it -> it.repository().equals(repository)))
          .toList();
    }

    /** The head of a repository with news. */
    private Optional<CommitSha> look(InstalledRepository repository) {
      if (!lookBudget.allows(Duration.ZERO)) {
        return Optional.empty();
      }
      try {
        lease.renew();
        String main = each.taggingRun().mainBranch().fixed().orElse(repository.defaultBranch());
        MainNews.News news =
            each.mainNews()
                .of(
                    new MainNews.Main(
                        repository.id(), main, () -> installations.branch(repository, main)),
                    progress.isDryRun(),
                    budget.clock().instant());
        return switch (news) {
          case MainNews.News.Nothing _ -> {
            progress.withoutNews(repository);
            yield Optional.empty();
          }
          case MainNews.News.FirstSeen(CommitSha head) -> {
            progress.firstSeen(repository, head);
            yield Optional.empty();
          }
          case MainNews.News.Undecided(CommitSha head) -> Optional.of(head);
        };
      } catch (TransientFailure passing) {
        progress.troubled(repository, passing);
      } catch (PermanentFailure lasting) {
        progress.failed(repository, lasting);
      }
      return Optional.empty();
    }

    private void run(List<Undecided> undecided, Consumer<Report> log) {
      AtomicInteger waiting = new AtomicInteger(undecided.size());
      VirtualThreads.each(
          undecided,
          RUNS_AT_ONCE,
          one -> {
            Duration share = share(waiting.getAndDecrement());
            if (budget.allows(LEAST_LEFT) && holdsLease()) {
              Report report = run(one, budget.part(share));
              progress.ran(one.repository(), report);
              log.accept(report);
            }
          });
    }

    /** What a repository may take, so that all who wait get something. */
    private Duration share(int waiting) {
      Duration fair = budget.left().multipliedBy(RUNS_AT_ONCE).dividedBy(waiting);
      return fair.compareTo(LEAST_SHARE) < 0 ? LEAST_SHARE : fair;
    }

    private boolean holdsLease() {
      try {
        lease.renew();
        return true;
      } catch (TransientFailure lost) {
        return false;
      }
    }

    private Report run(Undecided one, Budget share) {
      Dispatch dispatch =
          new Dispatch(
              one.repository().name(),
              Optional.empty(),
              one.head(),
              progress.isDryRun(),
              Set.of(),
              OptionalLong.of(one.repository().installation()),
              Optional.empty());
      return each.taggingRun().run(new Request.Tagging(dispatch, new Caller.DirectCaller()), share);
    }

    /** Where the next catch-up begins: with the first that this one did not come to. */
    private void remember(List<InstalledRepository> repositories) {
      Optional<InstalledRepository> next =
          repositories.stream().filter(progress::isLeft).findFirst();
      if (next.isEmpty() || progress.isDryRun()) {
        return;
      }
      try {
        lease.save(RingPosition.write(next.get().id()));
      } catch (TransientFailure | PermanentFailure failure) {
        progress.warn(
            "the next catch-up will not continue where this one stopped: " + failure.getMessage());
      }
    }
  }
}
