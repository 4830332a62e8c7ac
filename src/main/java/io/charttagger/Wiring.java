package io.charttagger;

import io.charttagger.aws.AppCredentials;
import io.charttagger.aws.AwsClients;
import io.charttagger.aws.DynamoDbLocks;
import io.charttagger.aws.DynamoDbMarks;
import io.charttagger.aws.DynamoDbRateLimiter;
import io.charttagger.chart.Tagger;
import io.charttagger.dispatch.Dispatch;
import io.charttagger.dispatch.EventReader;
import io.charttagger.dispatch.EventSource;
import io.charttagger.dispatch.Gatekeeper;
import io.charttagger.dispatch.Rejection;
import io.charttagger.dispatch.WebhookSecret;
import io.charttagger.github.GitHubForge;
import io.charttagger.github.GitHubServer;
import io.charttagger.github.http.RequestPolicy;
import io.charttagger.plan.PlanRules;
import io.charttagger.port.Budget;
import io.charttagger.port.SigningKeys;
import io.charttagger.port.Sleeper;
import io.charttagger.report.Report;
import io.charttagger.run.Actions;
import io.charttagger.run.RunSettings;
import io.charttagger.settings.Settings;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.DoubleSupplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The composition root: constructs the forges, the locks, the rate limiter and the run, which
 * nothing else does. Opens no connection and reads no secret.
 */
final class Wiring implements AutoCloseable {
  // API Gateway gives up after 30 s. The rest is for a slow last call and the answer.
  private static final Duration API_TIME = Duration.ofSeconds(22);
  // Enough to finish the current work, release the leases and answer.
  private static final Duration RESERVE = Duration.ofSeconds(10);

  private final Clock clock = Clock.systemUTC();
  private final AwsClients aws;
  private final GitHubForge forge;
  private final Actions actions;

  /** The clients are closed with it. */
  Wiring(Settings settings, AwsClients aws, HttpClient gitHub) {
    this.aws = aws;
    DynamoDbClient table = aws.dynamoDb();
    // Not from ThreadLocalRandom: every copy of a snapshot would draw the same numbers.
    DoubleSupplier jitter = new SecureRandom()::nextDouble;
    AppCredentials credentials = new AppCredentials(aws.secrets(), settings.secretId(), clock);
    this.forge =
        new GitHubForge(
            new GitHubServer(gitHub, settings.githubApi().toString()),
            credentials,
            clock,
            new RequestPolicy(
                new DynamoDbRateLimiter(table, settings.lockTable(), clock, jitter),
                settings.writesAtOnce(),
                jitter));
    this.actions =
        new Actions(
            new Actions.Entrance(
                new EventReader(webhookSecret(credentials), settings.mainBranch()),
                new Gatekeeper(
                    settings.allowed(), settings.mainBranch(), settings.expectedToken(), clock)),
            new Actions.Table(
                new DynamoDbLocks(
                    table, settings.lockTable(), clock, () -> UUID.randomUUID().toString()),
                new DynamoDbMarks(table, settings.lockTable())),
            forge,
            new RunSettings(
                dispatch -> rules(settings, dispatch, credentials),
                settings.repository(),
                settings.mainBranch(),
                settings.writesAtOnce(),
                settings.readme(),
                settings.missedMerges(),
                credentials));
  }

  private static WebhookSecret webhookSecret(AppCredentials credentials) {
    return new WebhookSecret() {
      @Override
      public String get() {
        return credentials.get().webhookSecret().orElse("");
      }

      @Override
      public String readAgain() {
        return credentials.readAgainForWebhook().webhookSecret().orElse("");
      }
    };
  }

  private static PlanRules rules(Settings settings, Dispatch dispatch, SigningKeys signing) {
    return new PlanRules(
            new Tagger(settings.taggerName(), settings.taggerEmail()), dispatch.charts())
        .signing(tag -> signing.signing().signed(tag));
  }

  Actions actions() {
    return actions;
  }

  Clock clock() {
    return clock;
  }

  /** The time budget of an event from this source. */
  Budget budget(EventSource source, int remainingMillis) {
    return budget(source, remainingMillis, Sleeper.ASLEEP);
  }

  /** The same, of which this sleeper lets time pass. */
  Budget budget(EventSource source, int remainingMillis, Sleeper sleeper) {
    Duration lambda = Duration.ofMillis(remainingMillis).minus(RESERVE);
    Duration time =
        switch (source) {
          case API -> lambda.compareTo(API_TIME) < 0 ? lambda : API_TIME;
          case DIRECT, QUEUE -> lambda;
        };
    return new Budget(clock, clock.instant().plus(time), sleeper);
  }

  /** The report of an event that could not be read. */
  Report rejected(Rejection rejection) {
    return Actions.rejected(rejection, clock);
  }

  /** Closes all connections. */
  @Override
  public void close() {
    forge.close();
    aws.close();
  }
}
