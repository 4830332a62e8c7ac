package io.charttagger.github;

import io.charttagger.chart.RepositoryName;
import io.charttagger.github.auth.InstallationConnector;
import io.charttagger.github.auth.ReadOnlyTokens;
import io.charttagger.github.auth.RenamedRepository;
import io.charttagger.github.http.GitHubFailure;
import io.charttagger.github.http.MediaType;
import io.charttagger.github.http.RateLimitedConnector;
import io.charttagger.github.http.RestClient;
import io.charttagger.github.http.RestResponse;
import io.charttagger.port.Budget;
import io.charttagger.port.Installation;
import io.charttagger.port.Installations;
import io.charttagger.port.InstalledRepository;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The App's installations on GitHub. Each has a connector of its own, because rate limits are an
 * installation's.
 *
 * @see <a
 *     href="https://docs.github.com/en/rest/apps/apps#list-installations-for-the-authenticated-app">List
 *     installations for the authenticated app</a>
 * @see <a
 *     href="https://docs.github.com/en/rest/apps/installations#list-repositories-accessible-to-the-app-installation">List
 *     repositories accessible to the app installation</a>
 */
final class GitHubInstallations implements Installations {
  private static final String PAGE = "?per_page=100&page=";

  private final GitHubForge forge;
  private final Budget budget;
  private final Supplier<RateLimitedConnector> ways;
  private final RateLimitedConnector connector;
  private final RestClient app;
  private final Map<Long, Opened> opened = new ConcurrentHashMap<>();

  /**
   * Asks for nothing yet.
   *
   * @param ways makes a new way to GitHub, of which each installation has one
   */
  GitHubInstallations(GitHubForge forge, Budget budget, Supplier<RateLimitedConnector> ways) {
    this.forge = forge;
    this.budget = budget;
    this.ways = ways;
    this.connector = ways.get();
    this.app = forge.app(connector);
  }

  /** The way to the repositories of one installation. */
  private record Opened(RateLimitedConnector connector, ReadOnlyTokens tokens) {}

  @Override
  public List<Installation> list() {
    Map<Long, Installation> all = new LinkedHashMap<>();
    Pages pages = new Pages(app, "the App's installations", "/app/installations");
    pages.each(
        json -> json.list(SetupJson::installation),
        page -> page.forEach(found -> found.ifPresent(it -> all.put(it.id(), it))));
    return List.copyOf(all.values());
  }

  @Override
  public List<InstalledRepository> repositories(Installation installation) {
    Opened way = opened(installation.id());
    RestClient rest =
        new RestClient(
            new InstallationConnector(way.connector(), way.tokens()), forge.site().apiUrl());
    Map<Long, InstalledRepository> all = new LinkedHashMap<>();
    Pages pages = new Pages(rest, installation.account(), "/installation/repositories");
    pages.each(
        json -> json.at("repositories").list(each -> SetupJson.repository(each, installation.id())),
        page -> page.forEach(found -> all.put(found.id(), found)));
    return List.copyOf(all.values());
  }

  @Override
  public Optional<String> branch(InstalledRepository repository, String branch) {
    Opened way = opened(repository.installation());
    RepositoryName name = repository.name();
    return new GitHubApi(
            new Connection(
                name,
                forge.site(),
                way.connector(),
                way.tokens(),
                new RenamedRepository(app, name),
                forge.keys(),
                budget))
        .branch(branch);
  }

  @Override
  public int calls() {
    return connector.calls()
        + opened.values().stream().mapToInt(way -> way.connector().calls()).sum();
  }

  private Opened opened(long installation) {
    return opened.computeIfAbsent(
        installation,
        id -> {
          RateLimitedConnector own = ways.get();
          return new Opened(own, new ReadOnlyTokens(forge.app(own), id));
        });
  }

  /** A list of several pages. */
  private final class Pages {
    private final RestClient rest;
    private final String what;
    private final String path;

    Pages(RestClient rest, String what, String path) {
      this.rest = rest;
      this.what = what;
      this.path = path;
    }

    /** Reads page by page; what is on two pages, because it moved meanwhile, is read twice. */
    <T> void each(Function<CheckedJson, List<T>> read, Consumer<Collection<T>> take) {
      boolean more = true;
      for (int number = 1; more; number++) {
        String page = path + PAGE + number;
        more = AnswerJudge.readAgain(budget, () -> read(page, read, take));
      }
    }

    private <T> boolean read(
        String page, Function<CheckedJson, List<T>> read, Consumer<Collection<T>> take) {
      RestResponse answer = rest.get(page, MediaType.JSON);
      if (!answer.isSuccess()) {
        throw answer.status() == 401 && rest == app
            ? GitHubFailure.signatureRefused()
            : GitHubFailure.of(what, answer);
      }
      take.accept(read.apply(CheckedJson.of(answer)));
      return answer.header("Link").filter(link -> link.contains("rel=\"next\"")).isPresent();
    }
  }
}
