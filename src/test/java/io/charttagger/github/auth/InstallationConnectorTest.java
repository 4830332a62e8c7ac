package io.charttagger.github.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.charttagger.github.http.FakeGitHub;
import io.charttagger.github.http.MediaType;
import io.charttagger.github.http.NoLimits;
import io.charttagger.github.http.RateLimitedConnector;
import io.charttagger.github.http.RequestPolicy;
import io.charttagger.github.http.RestClient;
import io.charttagger.port.AmbiguousWriteException;
import io.charttagger.port.Budget;
import io.charttagger.port.ManualClock;
import io.charttagger.port.RateLimiter;
import io.charttagger.port.TransientFailure;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.kohsuke.github.GHEventPayload;
import org.kohsuke.github.GHRepository;
import org.kohsuke.github.GitHubBuilder;

final class InstallationConnectorTest {
  private final ManualClock clock = new ManualClock();
  private final FakeGitHub gitHub = new FakeGitHub();
  private final CountingTokens tokens = new CountingTokens();
  private final List<Long> installations = new ArrayList<>();
  private final InstallationConnector connector =
      new InstallationConnector(
          new RateLimitedConnector(
              gitHub,
              new Budget(clock, clock.instant().plus(Duration.ofMinutes(10)), clock),
              new RequestPolicy(new Recording(new NoLimits(clock)), 4, () -> 0.5)),
          tokens);
  private final RestClient rest = new RestClient(connector, "https://api.example");

  @Test
  void everyRequestCarriesTheTokenAndItsInstallation() throws Exception {
    gitHub.answers(200, "{}").answers(201, "{}");

    rest.get("/x", MediaType.RAW);
    rest.write("POST", "/x", Optional.empty());

    assertThat(gitHub.request(0).header("authorization")).isEqualTo("Bearer token-0");
    assertThat(gitHub.request(0).header("Accept")).isEqualTo("application/vnd.github.raw+json");
    assertThat(gitHub.request(1).header("Authorization")).isEqualTo("Bearer token-0");
    assertThat(installations).containsExactly(70L, 70L);
  }

  @Test
  void aRefusedTokenIsRenewedOnceForReadsAndWrites() throws Exception {
    gitHub.answers(401, "{}").answers(200, "{}").answers(401, "{}").answers(201, "{}");

    assertThat(rest.get("/x", MediaType.JSON).status()).isEqualTo(200);
    assertThat(rest.write("DELETE", "/x", Optional.empty()).status()).isEqualTo(201);

    assertThat(authorizations())
        .containsExactly("Bearer token-0", "Bearer token-1", "Bearer token-1", "Bearer token-2");
    assertThat(gitHub.requests()).containsExactly("GET /x", "GET /x", "DELETE /x", "DELETE /x");
    assertThat(installations).as("permits of the new token's installation").contains(71L, 72L);
  }

  @Test
  void aSecondRefusalIsTheAnswer() throws Exception {
    gitHub.answers(401, "{}").answers(401, "{}").answers(401, "{}").answers(401, "{}");

    assertThat(rest.get("/x", MediaType.JSON).status()).isEqualTo(401);
    assertThat(rest.write("DELETE", "/x", Optional.empty()).status()).isEqualTo(401);
    assertThat(gitHub.requests()).hasSize(4);
  }

  @Test
  void aRefusedTokenIsRenewedForHub4jToo() throws Exception {
    String tree = "{\"sha\":\"%s\",\"tree\":[]}".formatted("a".repeat(40));
    String ref = "{\"ref\":\"refs/tags/a\",\"object\":{\"sha\":\"b\"}}";
    GHRepository repository = hub4j();
    gitHub.answers(401, "{}").answers(200, tree).answers(401, "{}").answers(201, ref);

    assertThat(repository.getTree("main").getTree()).isEmpty();
    assertThat(repository.createRef("refs/tags/a", "b").getRef()).isEqualTo("refs/tags/a");

    assertThat(authorizations())
        .containsExactly("Bearer token-0", "Bearer token-1", "Bearer token-1", "Bearer token-2");
    assertThat(gitHub.body(3)).contains("refs/tags/a");
  }

  private GHRepository hub4j() throws Exception {
    String payload = "{\"repository\":{\"name\":\"charts\",\"owner\":{\"login\":\"acme\"}}}";
    return new GitHubBuilder()
        .withEndpoint("https://api.example")
        .withConnector(connector)
        .build()
        .parseEventPayload(new StringReader(payload), GHEventPayload.Push.class)
        .getRepository();
  }

  @Test
  void aLostAnswerIsNoRefusal() {
    gitHub.drops();
    assertThatExceptionOfType(AmbiguousWriteException.class)
        .isThrownBy(() -> rest.write("DELETE", "/x", Optional.empty()));

    gitHub.drops().drops().drops().drops();
    assertThatExceptionOfType(TransientFailure.class)
        .isThrownBy(() -> rest.get("/x", MediaType.JSON));
    assertThat(tokens.refusals).isZero();
  }

  private List<String> authorizations() {
    return IntStream.range(0, gitHub.requests().size())
        .mapToObj(index -> gitHub.request(index).header("Authorization"))
        .toList();
  }

  /** Gives a new token, of another installation, after each refusal. */
  private static final class CountingTokens implements TokenProvider {
    private int refusals;

    @Override
    public boolean widen() {
      return false;
    }

    @Override
    public Token token() {
      return new Token(
          "token-" + refusals,
          Map.of(),
          Instant.MAX,
          70 + refusals,
          Optional.of(new Token.For(42, "main")));
    }

    @Override
    public void refused(Token token) {
      refusals++;
    }
  }

  /** Notes whose permits are reserved. */
  private final class Recording implements RateLimiter {
    private final RateLimiter limiter;

    Recording(RateLimiter limiter) {
      this.limiter = limiter;
    }

    @Override
    public List<Permit> reserve(long installation, Wanted wanted, Duration longestWait) {
      installations.add(installation);
      return limiter.reserve(installation, wanted, longestWait);
    }

    @Override
    public void limited(long installation, Limit limit, Instant until) {
      installations.add(installation);
      limiter.limited(installation, limit, until);
    }

    @Override
    public Optional<Instant> limitedUntil(long installation) {
      installations.add(installation);
      return limiter.limitedUntil(installation);
    }
  }
}
