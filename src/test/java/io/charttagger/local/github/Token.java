package io.charttagger.local.github;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** An installation's token: what it opens and until when. */
final class Token {
  private final String secret;
  private final Installation installation;
  private final Set<Long> repositories;
  private final Grant grant;

  Token(String secret, Installation installation, Set<Long> repositories, Grant grant) {
    this.secret = secret;
    this.installation = installation;
    this.repositories = repositories;
    this.grant = grant;
  }

  String secret() {
    return secret;
  }

  Installation installation() {
    return installation;
  }

  Instant expiresAt() {
    return grant.expiresAt();
  }

  Map<String, String> permissions() {
    return grant.permissions();
  }

  boolean covers(SimulatedRepository repository) {
    return repositories.contains(repository.id())
        && repository.installation() == installation
        && repository.isInInstallation();
  }

  boolean allows(Need need) {
    return Installation.allows(grant.permissions(), need.permission(), need.level())
        && Installation.allows(installation.permissions(), need.permission(), need.level());
  }

  record Grant(Map<String, String> permissions, Instant expiresAt) {}
}
