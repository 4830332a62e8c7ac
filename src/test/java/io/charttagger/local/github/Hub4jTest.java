package io.charttagger.local.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import io.charttagger.chart.CommitSha;
import java.io.StringReader;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateKey;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kohsuke.github.GHCompare;
import org.kohsuke.github.GHEventPayload;
import org.kohsuke.github.GHPermissionType;
import org.kohsuke.github.GHPullRequest;
import org.kohsuke.github.GHRepository;
import org.kohsuke.github.GHTree;
import org.kohsuke.github.GitHub;
import org.kohsuke.github.GitHubBuilder;
import org.kohsuke.github.HttpException;

/** The client library that the product uses understands the simulator. */
final class Hub4jTest {
  private final SimulatorFixture fixture = new SimulatorFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void readsAndWritesThroughTheLibrary() throws Exception {
    CommitSha tip = fixture.propose("feature", "charts/a/Chart.yaml", "name: a\nversion: 1.1.0\n");
    GitHub github =
        new GitHubBuilder()
            .withEndpoint(fixture.simulator.url())
            .withAppInstallationToken(fixture.simulator.token(fixture.repository))
            .build();
    GHRepository repository = github.getRepository("acme/charts");

    GHTree tree = repository.getTree(fixture.root + ":charts");
    assertThat(tree.getTree()).extracting("path").containsExactly("a", "b");
    GHCompare compare = repository.getCompare(fixture.root.value(), tip.value());
    assertThat(compare.getStatus()).isEqualTo(GHCompare.Status.ahead);
    assertThat(compare.getCommits()[0].getSHA1()).isEqualTo(tip.value());
    assertThat(repository.createRef("refs/tags/a-v1.1.0", tip.value()).getObject().getSha())
        .isEqualTo(tip.value());
    assertThatThrownBy(() -> repository.createRef("refs/tags/a-v1.1.0", tip.value()))
        .isInstanceOf(HttpException.class)
        .hasMessageContaining("Reference already exists");
    GHPullRequest pull = repository.createPullRequest("Title", "feature", "main", "Body");
    assertThat(pull.getNumber()).isEqualTo(1);
    assertThat(pull.getHead().getSha()).isEqualTo(tip.value());
    assertThat(repository.queryPullRequests().list().toList()).hasSize(1);
    assertThat(fixture.simulator.log().unsupported()).isEmpty();
  }

  @Test
  void oneScopedTokenTakesOneCall() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair keys = generator.generateKeyPair();
    fixture.simulator.app(4242, keys.getPublic());
    String jwt =
        JWT.create()
            .withIssuer("4242")
            .withIssuedAt(SimulatorFixture.START)
            .withExpiresAt(SimulatorFixture.START.plusSeconds(540))
            .sign(Algorithm.RSA256(null, (RSAPrivateKey) keys.getPrivate()));
    GitHub app =
        new GitHubBuilder().withEndpoint(fixture.simulator.url()).withJwtToken(jwt).build();
    String payload =
        Json.object(
                "action", "charts-merged",
                "repository",
                    Json.object("full_name", "acme/charts", "id", fixture.repository.id()),
                "installation", Json.object("id", fixture.repository.installation().id()))
            .toString();

    String token =
        app.parseEventPayload(new StringReader(payload), GHEventPayload.Ping.class)
            .getInstallation()
            .createToken()
            .repositoryIds(List.of(fixture.repository.id()))
            .permissions(Map.of("contents", GHPermissionType.WRITE))
            .create()
            .getToken();

    assertThat(token).startsWith("ghs_").hasSizeGreaterThan(40);
    assertThat(fixture.simulator.log().all())
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.authentication()).isTrue();
              assertThat(request.toString() + request.answer()).doesNotContain(token);
            });
    try (Client client = new Client(fixture.simulator.url(), token)) {
      assertThat(client.get("/repos/acme/charts").status()).isEqualTo(200);
      assertThat(client.get("/repos/acme/charts/pulls").status()).isEqualTo(403);
    }
  }
}
