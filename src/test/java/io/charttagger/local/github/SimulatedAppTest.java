package io.charttagger.local.github;

import static io.charttagger.local.github.SimulatorFixture.REPOSITORY;
import static io.charttagger.local.github.SimulatorFixture.START;
import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import io.charttagger.chart.RepositoryName;
import io.charttagger.local.git.GitHistory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SimulatedAppTest {
  private static final KeyPair KEYS = keys();
  private static final KeyPair OTHER_KEYS = keys();

  private final SimulatorFixture fixture = new SimulatorFixture();
  private final Installation installation = fixture.repository.installation();
  private final String tokens = "/app/installations/" + installation.id() + "/access_tokens";

  @BeforeEach
  void register() {
    fixture.simulator.app(42, KEYS.getPublic());
    fixture.simulator.app(43, OTHER_KEYS.getPublic());
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void aTokenOpensWhatWasAskedForUntilItRunsOut() {
    Client.Answer answer =
        as(jwt("42", KEYS))
            .post(
                tokens,
                "repositories",
                List.of("Charts"),
                "permissions",
                Map.of("contents", "read"));

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.at("/expires_at")).isEqualTo("2026-11-01T11:00:00Z");
    assertThat(answer.at("/repositories/0/full_name")).isEqualTo("acme/charts");
    try (Client client = as(answer.at("/token"))) {
      assertThat(client.get(REPOSITORY + "/commits").status()).isEqualTo(200);
      assertThat(client.get(REPOSITORY + "/pulls").status()).isEqualTo(403);
      fixture.clock.advance(Duration.ofHours(1));
      assertThat(client.get(REPOSITORY).at("/message")).isEqualTo("Bad credentials");
    }
  }

  @Test
  void whatTheInstallationDoesNotHaveCannotBeAskedFor() {
    try (Client app = as(jwt("42", KEYS))) {
      assertThat(app.post(tokens, "repositories", List.of("other")).status()).isEqualTo(422);
      assertThat(app.post(tokens, "permissions", Map.of("administration", "write")).status())
          .isEqualTo(422);
      assertThat(app.post("/app/installations/1/access_tokens").status()).isEqualTo(404);
      fixture.repository.removeFromInstallation();
      assertThat(app.post(tokens, "repository_ids", List.of(fixture.repository.id())).status())
          .isEqualTo(422);
    }
  }

  @Test
  void theAppListsItsInstallationsPageByPage() {
    try (GitHistory other = GitHistory.inMemory();
        Client app = as(jwt("42", KEYS))) {
      SimulatedRepository beside =
          fixture.simulator.host(RepositoryName.parse("beside/charts"), other.repository());
      beside.installation().suspend(START);

      Client.Answer first = app.get("/app/installations?per_page=1");
      Client.Answer second = app.get("/app/installations?per_page=1&page=2");

      assertThat(first.at("/0/account/login")).isEqualTo("acme");
      assertThat(first.json().at("/0/suspended_at").isNull()).isTrue();
      assertThat(first.header("Link")).contains("page=2>; rel=\"next\"");
      assertThat(second.at("/0/id")).isEqualTo(Long.toString(beside.installation().id()));
      assertThat(second.at("/0/suspended_at")).isEqualTo("2026-11-01T10:00:00Z");
      assertThat(second.header("Link")).doesNotContain("next");
      beside.installation().uninstall();
      assertThat(app.get("/app/installations").json()).hasSize(1);
      assertThat(as(jwt("43", OTHER_KEYS)).get("/app/installations").json()).isEmpty();
      assertThat(fixture.client.get("/app/installations").status()).isEqualTo(401);
    }
  }

  @Test
  void aTokenListsTheRepositoriesThatItReaches() {
    try (GitHistory second = GitHistory.inMemory();
        GitHistory foreign = GitHistory.inMemory();
        Client app = as(jwt("42", KEYS))) {
      SimulatedRepository beside =
          fixture.simulator.host(RepositoryName.parse("acme/second"), second.repository());
      beside.archive();
      fixture.simulator.host(RepositoryName.parse("beside/charts"), foreign.repository());
      Map<String, String> reading = Map.of("contents", "read");
      String all = app.post(tokens, "permissions", reading).at("/token");
      String one =
          app.post(tokens, "repositories", List.of("charts"), "permissions", reading).at("/token");

      Client.Answer page = as(all).get("/installation/repositories?per_page=1&page=2");

      assertThat(page.at("/total_count")).isEqualTo("2");
      assertThat(page.json().path("repositories")).hasSize(1);
      assertThat(page.at("/repositories/0/full_name")).isEqualTo("acme/second");
      assertThat(page.at("/repositories/0/archived")).isEqualTo("true");
      assertThat(as(one).get("/installation/repositories").at("/total_count")).isEqualTo("1");
      assertThat(as(all).get("/repos/acme/second").status()).isEqualTo(200);
      assertThat(app.get("/installation/repositories").status()).isEqualTo(403);
      installation.suspend(START);
      assertThat(as(all).get("/installation/repositories").at("/message")).contains("suspended");
    }
  }

  @Test
  void aSuspendedInstallationGivesNothingAndTakesNothing() {
    installation.suspend(START);

    assertThat(as(jwt("42", KEYS)).post(tokens).status()).isEqualTo(403);
    assertThat(fixture.client.get(REPOSITORY).status()).isEqualTo(403);
    installation.resume();
    assertThat(fixture.client.get(REPOSITORY).status()).isEqualTo(200);
    installation.uninstall();
    assertThat(fixture.client.get(REPOSITORY).status()).isEqualTo(401);
    assertThat(as(jwt("42", KEYS)).post(tokens).status()).isEqualTo(404);
  }

  @Test
  void aJwtIsCheckedInEveryPart() {
    assertThat(as(jwt("42", OTHER_KEYS)).post(tokens).status()).isEqualTo(401);
    assertThat(as(jwt("99", KEYS)).post(tokens).status()).isEqualTo(404);
    assertThat(as(jwt("43", OTHER_KEYS)).post(tokens).status()).isEqualTo(404);
    assertThat(as(jwt("42", KEYS, START, START.plusSeconds(601))).post(tokens).at("/message"))
        .isEqualTo("'Expiration time' claim ('exp') is too far in the future");
    assertThat(as(jwt("42", KEYS, START.minusSeconds(60), START)).post(tokens).status())
        .isEqualTo(401);
    assertThat(
            as(jwt("42", KEYS, START.plusSeconds(1), START.plusSeconds(60))).post(tokens).status())
        .isEqualTo(401);
    assertThat(
            as(jwt("42", KEYS, START.plusSeconds(1), START.plusSeconds(60)))
                .post(tokens)
                .at("/message"))
        .startsWith("'Issued at' claim ('iat') must be an Integer");
    assertThat(as(jwt("42", KEYS, START, START.plusSeconds(600))).post(tokens).status())
        .isEqualTo(201);
    assertThat(as("a.b.c").post(tokens).at("/message"))
        .isEqualTo("A JSON web token could not be decoded");
  }

  @Test
  void theInstallationOfARepositoryIsFound() {
    try (Client app = as(jwt("42", KEYS))) {
      assertThat(app.get(REPOSITORY + "/installation").at("/id"))
          .isEqualTo(Long.toString(installation.id()));
      assertThat(app.get("/repos/acme/none/installation").status()).isEqualTo(404);
      assertThat(app.get("/app").at("/id")).isEqualTo("42");
      assertThat(app.get(REPOSITORY).status()).isEqualTo(401);
    }
    assertThat(fixture.client.get(REPOSITORY + "/installation").status()).isEqualTo(401);
  }

  @Test
  void anotherRepositoryIsOutOfReachUnlessPublic() {
    try (GitHistory other = GitHistory.inMemory()) {
      SimulatedRepository repository =
          fixture.simulator.host(RepositoryName.parse("acme/other"), other.repository());

      assertThat(fixture.client.get("/repos/acme/other").status()).isEqualTo(404);
      repository.makePublic();
      assertThat(fixture.client.get("/repos/acme/other").status()).isEqualTo(200);
      assertThat(fixture.client.post("/repos/acme/other/git/refs").status()).isEqualTo(403);
      assertThat(as("").get("/repos/acme/other").status()).isEqualTo(200);
      assertThat(as("").post("/repos/acme/other/git/refs").status()).isEqualTo(401);
      assertThat(as("").get(REPOSITORY).status()).isEqualTo(404);
      assertThat(as("ghs_wrong").get("/repos/acme/other").status()).isEqualTo(401);
    }
  }

  @Test
  void aRenamedRepositoryRedirectsToItsId() {
    fixture.repository.rename(RepositoryName.parse("acme/helm-charts"));

    Client.Answer moved = fixture.client.get(REPOSITORY + "/git/trees/main?recursive=1");

    String location =
        fixture.simulator.url()
            + "/repositories/"
            + fixture.repository.id()
            + "/git/trees/main?recursive=1";
    assertThat(moved.status()).isEqualTo(301);
    assertThat(moved.header("Location")).isEqualTo(location);
    assertThat(fixture.client.get(location.substring(fixture.simulator.url().length())).status())
        .isEqualTo(200);
    assertThat(fixture.client.get("/repos/ACME/Helm-Charts").at("/full_name"))
        .isEqualTo("acme/helm-charts");
  }

  @Test
  void aWrongAnswerMayBeAboutAnotherRepositoryOrInstallation() {
    try (GitHistory other = GitHistory.inMemory();
        Client app = as(jwt("42", KEYS))) {
      fixture.simulator.host(RepositoryName.parse("acme/other"), other.repository());
      Fault somethingElse = Fault.instead(new WrongAnswer.SomethingElse());
      fixture.simulator.faults().every(arrival -> true, somethingElse);

      Client.Answer token =
          app.post(
              tokens, "repositories", List.of("charts"), "permissions", Map.of("contents", "read"));

      assertThat(token.status()).isEqualTo(201);
      assertThat(token.at("/repositories/0/full_name")).isEqualTo("acme/other");
      assertThat(token.at("/permissions/contents")).isEqualTo("read");
      assertThat(app.get(REPOSITORY + "/installation").at("/id"))
          .isNotEqualTo(Long.toString(installation.id()));
      assertThat(fixture.client.get(REPOSITORY).at("/full_name")).isEqualTo("acme/other");
    }
  }

  private Client as(String secret) {
    return new Client(fixture.simulator.url(), secret);
  }

  private static String jwt(String issuer, KeyPair keys) {
    return jwt(issuer, keys, START.minusSeconds(60), START.plusSeconds(540));
  }

  private static String jwt(String issuer, KeyPair keys, Instant issued, Instant expires) {
    return JWT.create()
        .withIssuer(issuer)
        .withIssuedAt(issued)
        .withExpiresAt(expires)
        .sign(Algorithm.RSA256(null, (RSAPrivateKey) keys.getPrivate()));
  }

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
