package io.charttagger.local.github;

import io.charttagger.chart.RepositoryName;
import io.charttagger.local.log.TestLog;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jgit.lib.Repository;

/** All that the simulator holds: Apps, installations, repositories, tokens. */
final class Hosting {
  private static final long FIRST_ID = 900_000_001L;

  private final Clock clock;
  private volatile AppRegistration registration = AppRegistration.USUAL;
  private final Map<Long, PublicKey> apps = new LinkedHashMap<>();
  private final Map<String, Installation> installations = new ConcurrentHashMap<>();
  private final Map<String, SimulatedRepository> repositories = new ConcurrentHashMap<>();
  private final Map<String, Token> tokens = new ConcurrentHashMap<>();
  private final SecureRandom random = new SecureRandom();

  Hosting(Clock clock) {
    this.clock = clock;
  }

  Clock clock() {
    return clock;
  }

  /** What every App requests. */
  AppRegistration registration() {
    return registration;
  }

  void registration(AppRegistration changed) {
    registration = changed;
  }

  synchronized void app(long id, PublicKey key) {
    apps.put(id, key);
  }

  synchronized Map<Long, PublicKey> apps() {
    return Map.copyOf(apps);
  }

  /** The one App that is installed; later ones exist, and are installed nowhere. */
  synchronized long installedApp() {
    return apps.isEmpty() ? 1 : apps.keySet().iterator().next();
  }

  synchronized SimulatedRepository host(RepositoryName name, Repository git) {
    Installation installation =
        installations.computeIfAbsent(
            name.owner().toLowerCase(Locale.ROOT),
            owner ->
                new Installation(
                    50_000_001L + installations.size(), name.owner(), clock.instant()));
    SimulatedRepository repository =
        new SimulatedRepository(
            FIRST_ID + repositories.size(), name, git, new Site(installation, clock));
    if (repositories.putIfAbsent(name.key(), repository) != null) {
      throw new IllegalArgumentException(name + " is hosted already");
    }
    return repository;
  }

  Optional<SimulatedRepository> repository(RepositoryName name) {
    return Optional.ofNullable(repositories.get(name.key()));
  }

  /** The repository that has this name now, or had it before. */
  Optional<SimulatedRepository> repositoryNamed(RepositoryName name) {
    return repository(name)
        .or(() -> all().stream().filter(any -> any.name().equals(name)).findFirst());
  }

  Optional<SimulatedRepository> repository(long id) {
    return all().stream().filter(repository -> repository.id() == id).findFirst();
  }

  Set<SimulatedRepository> all() {
    return Set.copyOf(repositories.values());
  }

  /** The installations that exist, the oldest first. */
  List<Installation> installations() {
    return installations.values().stream()
        .filter(Installation::isInstalled)
        .sorted(Comparator.comparingLong(Installation::id))
        .toList();
  }

  Optional<Installation> installation(long id) {
    return installations.values().stream()
        .filter(installation -> installation.id() == id && installation.isInstalled())
        .findFirst();
  }

  /** A new token, good for an hour. */
  Token issue(Installation installation, Set<Long> repositoryIds, Map<String, String> permissions) {
    byte[] bytes = new byte[120];
    random.nextBytes(bytes);
    String secret = "ghs_eyJ" + HexFormat.of().formatHex(bytes);
    Token token =
        new Token(
            secret,
            installation,
            repositoryIds,
            new Token.Grant(permissions, clock.instant().plus(Duration.ofHours(1))));
    tokens.put(secret, token);
    TestLog.shared().mustNotShow("an installation token", secret);
    return token;
  }

  Optional<Token> token(String secret) {
    return Optional.ofNullable(tokens.get(secret));
  }

  /** Where a repository lives. */
  record Site(Installation installation, Clock clock) {}
}
