package io.charttagger.github;

import io.charttagger.chart.RepositoryName;
import io.charttagger.github.auth.InstallationConnector;
import io.charttagger.github.auth.RenamedRepository;
import io.charttagger.github.auth.TokenProvider;
import io.charttagger.github.http.RateLimitedConnector;
import io.charttagger.github.http.RestClient;
import io.charttagger.port.AppKey;
import io.charttagger.port.Budget;
import io.charttagger.port.Lease;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the requests of one run to one repository have in common.
 *
 * @param repository the repository
 * @param site the GitHub that has it
 * @param connector the way to it
 * @param tokens its tokens
 * @param renamed the failure for a redirect
 * @param keys the App's credentials
 * @param budget the time of the run
 */
record Connection(
    RepositoryName repository,
    GitHubSite site,
    RateLimitedConnector connector,
    TokenProvider tokens,
    RenamedRepository renamed,
    Supplier<AppKey> keys,
    Budget budget) {

  /** The same connection, whose writes and waits renew these leases. */
  Connection under(List<Lease> leases) {
    return new Connection(
        repository,
        site,
        connector.guardedBy(() -> leases.forEach(Lease::renew)),
        tokens,
        renamed,
        keys,
        budget);
  }

  /** Our own requests in the installation's name. */
  RestClient rest() {
    return new RestClient(new InstallationConnector(connector, tokens), site.apiUrl());
  }

  /** hub4j's requests in the installation's name. */
  Hub4jClient hub4j() {
    return new Hub4jClient(new InstallationConnector(connector, tokens), site.apiUrl(), repository);
  }
}
