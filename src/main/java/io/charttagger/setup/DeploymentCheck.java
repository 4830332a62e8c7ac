package io.charttagger.setup;

import io.charttagger.chart.Quoted;
import io.charttagger.port.AppKey;
import io.charttagger.port.AppSetup;
import io.charttagger.port.LockKey;
import io.charttagger.port.Locks;
import io.charttagger.port.Mark;
import io.charttagger.port.Marks;
import io.charttagger.port.RegisteredApp;
import io.charttagger.report.SetupPoint;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What every run needs, whichever repository it is for. */
public final class DeploymentCheck {
  private static final Duration SAME_TIME = Duration.ofSeconds(30);
  private static final Set<String> EVENTS = Set.of("push", "repository_dispatch");

  /** The id of no repository: its mark is never written. */
  private static final long NO_REPOSITORY = 0;

  private final Checklist checks;
  private final AppSetup setup;
  private final Clock clock;

  /** Checks nothing yet. */
  public DeploymentCheck(Checklist checks, AppSetup setup, Clock clock) {
    this.checks = checks;
    this.setup = setup;
    this.clock = clock;
  }

  /** Checks all of it; returns the App, if its own points are in order. */
  public Known<RegisteredApp> run(Locks locks, Marks marks) {
    Known<AppKey> key = checks.check(SetupPoint.SECRET, setup::key, DeploymentCheck::secret);
    checks.check(SetupPoint.SIGNING_KEY, key, it -> SigningCheck.of(it.signing()));
    Known<Mark> _ = checks.check(SetupPoint.TABLE, () -> tried(locks, marks), _ -> table());
    Known<Optional<Instant>> github =
        checks.check(SetupPoint.GITHUB, setup::clock, _ -> Verdict.ok("it answers"));
    checks.check(SetupPoint.CLOCK, github, this::clock);
    Known<RegisteredApp> app =
        checks.check(
            SetupPoint.APP,
            key.with(github, (own, _) -> own),
            _ -> setup.app(),
            DeploymentCheck::app);
    checks.check(SetupPoint.PERMISSIONS, app, DeploymentCheck::permissions);
    checks.check(SetupPoint.WEBHOOK, key.with(app, Webhook::new), DeploymentCheck::webhook);
    return app;
  }

  private record Webhook(AppKey key, RegisteredApp app) {}

  private static Verdict secret(AppKey key) {
    return Verdict.ok(
        "it holds the key of App %s (RSA, %d bits)"
            .formatted(Quoted.of(key.appId()), key.privateKey().getModulus().bitLength()));
  }

  /** One conditional change, taken back, and one read: all that runs do with the table. */
  private static Mark tried(Locks locks, Marks marks) {
    switch (locks.acquire(LockKey.ofSetupCheck())) {
      case Locks.Attempt.Granted(var lease) -> lease.close();
      // Another check holds it: the table answered all the same.
      case Locks.Attempt.Denied _ -> {}
    }
    return marks.read(NO_REPOSITORY);
  }

  private static Verdict table() {
    return Verdict.ok("it can be read and changed");
  }

  private Verdict clock(Optional<Instant> theirs) {
    if (theirs.isEmpty()) {
      return Verdict.warning(
          "GitHub did not say what time it is, so the clocks cannot be compared: send the same request again; if it stays so, the operator looks what is between the function and GITHUB_API_URL");
    }
    Duration ahead = Duration.between(theirs.get(), clock.instant());
    return ahead.abs().compareTo(SAME_TIME) <= 0
        ? Verdict.ok("it shows GitHub's time")
        : Verdict.warning(
            "the function's clock is %d s %s GitHub's, which refuses what is signed at another time: the operator sets the clock of the machine (NTP); Lambda sets its own"
                .formatted(ahead.abs().toSeconds(), ahead.isNegative() ? "behind" : "ahead of"));
  }

  private static Verdict app(RegisteredApp app) {
    return Verdict.ok(
        "GitHub accepts the signature of %s (App id %d)"
            .formatted(Quoted.of(app.name()), app.id()));
  }

  private static Verdict permissions(RegisteredApp app) {
    List<String> needed = Permissions.missing(Permissions.NEEDED, app.permissions());
    if (!needed.isEmpty()) {
      return Verdict.failed(
          "the App does not request %s, which every run needs: the App's owner grants that in the App's settings (Permissions & events), then the owner of each account that it is installed on accepts it"
              .formatted(Permissions.named(needed, Permissions.NEEDED)));
    }
    List<String> useful = Permissions.missing(Permissions.USEFUL, app.permissions());
    return useful.isEmpty()
        ? Verdict.ok("it requests all that runs use")
        : Verdict.warning(
            "the App does not request %s, so %s: if that matters, the App's owner grants it in the App's settings"
                .formatted(
                    Permissions.named(useful, Permissions.USEFUL),
                    String.join(" and ", useful.stream().map(Permissions::withoutIt).toList())));
  }

  private static Verdict webhook(Webhook webhook) {
    boolean isSent = webhook.app().events().stream().anyMatch(EVENTS::contains);
    boolean isVerified = webhook.key().webhookSecret().isPresent();
    if (isSent && isVerified) {
      return Verdict.ok("its events are sent, and there is a secret to verify them with");
    }
    if (isSent) {
      return Verdict.warning(
          "the App subscribes to events, but its secret has no webhookSecret, so every webhook is rejected: the operator stores the one of the App's settings in the secret, or the App's owner unsubscribes");
    }
    return isVerified
        ? Verdict.warning(
            "there is a webhookSecret, but the App subscribes neither to push nor to repository_dispatch, so no webhook comes: the App's owner subscribes to Push in the App's settings, unless only workflows call")
        : Verdict.ok("none is used: there is no webhookSecret, and the App subscribes to no event");
  }
}
