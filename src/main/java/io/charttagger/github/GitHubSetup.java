package io.charttagger.github;

import io.charttagger.chart.RepositoryName;
import io.charttagger.github.auth.ReadOnlyTokens;
import io.charttagger.github.auth.RenamedRepository;
import io.charttagger.github.http.GitHubFailure;
import io.charttagger.github.http.HttpDate;
import io.charttagger.github.http.MediaType;
import io.charttagger.github.http.RateLimitedConnector;
import io.charttagger.github.http.RestClient;
import io.charttagger.github.http.RestPath;
import io.charttagger.github.http.RestResponse;
import io.charttagger.port.AppKey;
import io.charttagger.port.AppKeys;
import io.charttagger.port.AppSetup;
import io.charttagger.port.Budget;
import io.charttagger.port.CheckedRepository;
import io.charttagger.port.Installation;
import io.charttagger.port.Installations;
import io.charttagger.port.PermanentFailure;
import io.charttagger.port.RegisteredApp;
import io.charttagger.port.StopReason;
import io.charttagger.port.TagSigning;
import io.charttagger.port.TransientFailure;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How the App is set up on GitHub.
 *
 * @see <a href="https://docs.github.com/en/rest/apps/apps#get-the-authenticated-app">Get the
 *     authenticated app</a>
 * @see <a
 *     href="https://docs.github.com/en/rest/apps/apps#get-a-repository-installation-for-the-authenticated-app">Get
 *     a repository installation for the authenticated app</a>
 * @see <a href="https://docs.github.com/en/rest/rate-limit/rate-limit">Rate limit</a>, which costs
 *     nothing and needs no credentials
 */
final class GitHubSetup implements AppSetup {
  private static final int NOT_FOUND = 404;

  private final GitHubForge forge;
  private final Budget budget;
  private final RateLimitedConnector connector;
  private final RestClient app;
  private final Installations installations;

  GitHubSetup(GitHubForge forge, Budget budget) {
    this.forge = forge;
    this.budget = budget;
    this.connector = forge.connector(budget).readingWithoutPermits();
    this.app = forge.app(connector);
    this.installations =
        new GitHubInstallations(
            forge, budget, () -> forge.connector(budget).readingWithoutPermits());
  }

  @Override
  public AppKey key() {
    AppKeys keys = forge.keys();
    AppKey key = keys.get();
    boolean isComplete = key.webhookSecret().isPresent() && key.signing() instanceof TagSigning.On;
    return isComplete ? key : keys.readAgain();
  }

  @Override
  public Optional<Instant> clock() {
    try {
      return new RestClient(connector.asApp(), forge.site().apiUrl())
          .get("/rate_limit", MediaType.JSON)
          .header("Date")
          .flatMap(HttpDate::parse);
    } catch (TransientFailure failure) {
      if (failure.reason() == StopReason.RATE_LIMIT) {
        // Who asks without credentials shares a limit with others. GitHub has answered all the
        // same.
        return Optional.empty();
      }
      throw failure;
    }
  }

  @Override
  public RegisteredApp app() {
    return AnswerJudge.readAgain(
        budget,
        () -> {
          RestResponse answer = app.get("/app", MediaType.JSON);
          if (answer.status() == NOT_FOUND) {
            throw new PermanentFailure(
                502,
                "GitHub knows no App with the appId in the App's secret: the operator corrects it, as the App's settings show it");
          }
          return SetupJson.app(CheckedJson.of(accepted("the App", answer)));
        });
  }

  @Override
  public Optional<Installation> installation(RepositoryName repository) {
    Supplier<Optional<Installation>> read = () -> read(repository);
    // Twice, because one "not found" may be a replica that lags.
    return AnswerJudge.readAgain(budget, read).or(() -> AnswerJudge.readAgain(budget, read));
  }

  private Optional<Installation> read(RepositoryName repository) {
    RestResponse answer =
        app.get(
            RestPath.of("repos", repository.owner(), repository.name(), "installation"),
            MediaType.JSON);
    if (answer.status() == NOT_FOUND) {
      return Optional.empty();
    }
    if (answer.status() >= 300 && answer.status() < 400) {
      throw new RenamedRepository(app, repository).failure(answer);
    }
    CheckedJson json = CheckedJson.of(accepted(repository.toString(), answer));
    Optional<Installation> found = SetupJson.installation(json);
    json.require(found.filter(it -> it.account().equalsIgnoreCase(repository.owner())).isPresent());
    return found;
  }

  private static RestResponse accepted(String place, RestResponse answer) {
    if (answer.isSuccess()) {
      return answer;
    }
    throw answer.status() == 401
        ? GitHubFailure.signatureRefused()
        : GitHubFailure.of(place, answer);
  }

  @Override
  public CheckedRepository open(RepositoryName repository, Installation installation) {
    return new GitHubApi(
        new Connection(
            repository,
            forge.site(),
            connector,
            ReadOnlyTokens.of(app, installation, repository),
            new RenamedRepository(app, repository),
            forge.keys(),
            budget));
  }

  @Override
  public Installations installations() {
    return installations;
  }

  @Override
  public int calls() {
    return connector.calls() + installations.calls();
  }
}
