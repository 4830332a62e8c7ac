package io.charttagger.local.github;

import static io.charttagger.local.github.SimulatorFixture.REPOSITORY;
import static io.charttagger.local.github.SimulatorFixture.START;
import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.RepositoryName;
import io.charttagger.local.git.FileChanges;
import io.charttagger.local.git.GitHistory;
import io.charttagger.local.git.Note;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every endpoint of the simulator answers as GitHub's own description says. */
@Tag("contract")
final class GitHubContractTest {
  private static final String DESCRIPTION = "github.description";

  private static GitHubContract contract;

  private final SimulatorFixture fixture = new SimulatorFixture();
  private final Client client = fixture.client;
  private final String root = fixture.root.value();

  @BeforeAll
  static void load() {
    contract =
        GitHubContract.load(
            Path.of(
                Optional.ofNullable(System.getProperty(DESCRIPTION))
                    .orElseThrow(
                        () ->
                            new AssertionError(
                                "GitHub's description is needed: set the system property "
                                    + DESCRIPTION
                                    + " to the path of generated/api.github.com.json of the npm"
                                    + " package @octokit/openapi; .ci/run does"))));
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void everyEndpointKeepsToGitHubsDescription() throws Exception {
    CommitSha feature = fixture.propose("feature", "charts/a/Chart.yaml", "version: 1.1.0\n");
    fixture.propose("topic", "charts/b/Chart.yaml", "version: 0.2.0\n");
    fixture.repository.ruleset(
        new TagRuleset(9, "r", List.of("refs/tags/locked-*"), Set.of(), true));
    fixture.repository.ruleset(
        new TagRuleset(11, "s", List.of("refs/tags/x-*"), Set.of(), true)
            .ruling("update", "non_fast_forward", "required_signatures", "tag_name_pattern regex v")
            .shown(new TagRuleset.Answer("evaluate", true, false)));

    reading();
    writing(feature);
    releases();
    pullRequests();
    checks();
    theApp();
    refusals();

    assertThat(fixture.simulator.log().unsupported()).isEmpty();
    assertThat(fixture.simulator.log().all()).hasSizeGreaterThan(60);
    assertThat(contract.violations(fixture.simulator.log().all())).isEmpty();
  }

  @Test
  void anAnswerThatBreaksTheDescriptionIsFound() {
    fixture
        .simulator
        .faults()
        .at(1, new Fault.Refuse(200, "{\"sha\":1,\"truncated\":false}", Map.of()));
    client.get(REPOSITORY + "/git/trees/main");
    client.post(REPOSITORY + "/dispatches", "event_type", "e", "client_payload", List.of());
    fixture.simulator.faults().at(3, new Fault.Refuse(204, "", Map.of()));
    client.post(REPOSITORY + "/dispatches", "type", "e");

    assertThat(contract.violations(fixture.simulator.log().all()))
        .hasSizeGreaterThanOrEqualTo(3)
        .anyMatch(line -> line.contains("/git/trees/main") && line.contains("tree"))
        .anyMatch(line -> line.contains("/dispatches") && line.contains("event_type"));
  }

  @Test
  void theRulesetToImportIsOneThatGitHubTakes() throws Exception {
    String ruleset = Files.readString(Path.of(".github/release-tag-protection.json"));
    String rulesets = REPOSITORY + "/rulesets";

    assertThat(contract.violations("POST", rulesets, ruleset)).isEmpty();
    assertThat(contract.violations("POST", rulesets, ruleset.replace("deletion", "deleting")))
        .isNotEmpty();
  }

  private void reading() {
    fixture.history.annotatedTag("outer", root, Note.of("t\n", START));
    fixture.history.commit(
        "main",
        FileChanges.none()
            .link("link", "none")
            .link("charts/file", "a/Chart.yaml")
            .submodule("sub", fixture.root)
            .write("gone", "x"),
        Note.of("More", START));
    for (String path :
        List.of(
            "",
            "/compare/main...feature",
            "/compare/feature...main?per_page=1",
            "/compare/main...none",
            "/git/trees/main?recursive=1",
            "/git/trees/" + root + "%3Acharts",
            "/git/trees/none",
            "/contents/",
            "/contents/charts",
            "/contents/README.md?ref=main",
            "/contents/link",
            "/contents/charts/file",
            "/contents/sub",
            "/contents/none",
            "/git/commits/" + root,
            "/git/commits/" + "1".repeat(40),
            "/commits/" + root,
            "/commits/none",
            "/commits?path=charts/a&sha=main&per_page=1&since=2020-01-01T00:00:00Z",
            "/commits/" + root + "/pulls",
            "/branches/main",
            "/branches/none",
            "/git/ref/heads/main",
            "/git/ref/tags/outer",
            "/git/ref/tags/none",
            "/git/matching-refs/tags/o",
            "/rulesets?targets=tag",
            "/rulesets/9",
            "/rulesets/10",
            "/rulesets/11?includes_parents=true",
            "/rules/branches/main")) {
      client.get(REPOSITORY + path);
    }
    String blob = client.get(REPOSITORY + "/contents/README.md").at("/sha");
    client.get(REPOSITORY + "/git/blobs/" + blob);
    client.get(REPOSITORY + "/git/blobs/" + "1".repeat(40));
    client.raw().get(REPOSITORY + "/contents/README.md");
    client.get(
        REPOSITORY
            + "/git/tags/"
            + client.get(REPOSITORY + "/git/ref/tags/outer").at("/object/sha"));
    client.get(REPOSITORY + "/git/tags/" + root);
    client.get("/repositories/" + fixture.repository.id());
    client.get("/rate_limit");
  }

  private void writing(CommitSha feature) {
    String tags = REPOSITORY + "/git/tags";
    String refs = REPOSITORY + "/git/refs";
    client.post(
        tags,
        "tag",
        "a-v1",
        "message",
        "m",
        "object",
        root,
        "type",
        "commit",
        "tagger",
        Json.object("name", "n", "email", "e@x", "date", "2026-11-01T10:00:00Z"));
    client.post(tags, "tag", "a", "message", "m", "object", "1".repeat(40), "type", "commit");
    client.post(refs, "ref", "refs/tags/a-v1", "sha", root);
    client.post(refs, "ref", "refs/tags/a-v1", "sha", root);
    client.post(refs, "ref", "refs/tags/locked-1", "sha", root);
    client.post(refs, "ref", "refs/heads/spent", "sha", feature.value());
    client.delete(refs + "/heads/spent");
    client.delete(refs + "/heads/spent");
    client.post(REPOSITORY + "/dispatches", "event_type", "e", "client_payload", Map.of("a", 1));
    client.post(REPOSITORY + "/dispatches", "event_type", "x".repeat(101));
  }

  private void releases() {
    String releases = REPOSITORY + "/releases";
    client.post(
        releases,
        "tag_name",
        "a-v1",
        "target_commitish",
        root,
        "name",
        "a v1",
        "body",
        "Notes",
        "draft",
        false,
        "prerelease",
        true,
        "make_latest",
        "false");
    client.post(releases, "tag_name", "a-v1");
    client.post(releases, "tag_name", "made/by-it", "target_commitish", root);
    client.post(releases, "tag_name", "a-v2", "draft", true);
    client.post(releases, "tag_name", "a-v3", "body", "b".repeat(125_001));
    client.post(releases, "tag_name", "a-v3", "target_commitish", "none");
    client.post(releases, "tag_name", "locked-2", "target_commitish", root);
    client.get(releases + "/tags/a-v1");
    client.get(releases + "/tags/made/by-it");
    client.get(releases + "/tags/a-v2");
  }

  private void pullRequests() {
    String pulls = REPOSITORY + "/pulls";
    client.post(pulls, "title", "T", "body", "B", "head", "feature", "base", "main");
    client.post(pulls, "title", "T", "body", "B", "head", "feature", "base", "main");
    client.post(pulls, "title", "T", "body", "B", "head", "none", "base", "main");
    client.patch(pulls + "/1", "title", "U", "body", "C");
    client.patch(pulls + "/1", "body", "b".repeat(65_537));
    client.get(pulls + "/1");
    client.get(pulls + "/2");
    client.get(pulls + "?state=all&head=acme:feature&base=main&sort=updated&direction=desc");
    fixture.repository.pulls().merge(1, MergeMethod.SQUASH, START.plusSeconds(60));
    client.get(pulls + "/1");
    client.get(REPOSITORY + "/commits/" + fixture.history.tip("main") + "/pulls");
    fixture.history.branch("behind", fixture.root);
    fixture.propose("behind", "charts/a/Chart.yaml", "version: 0.0.1\n");
    fixture.repository.pulls().open(7, new PullRequestDraft("V", "", "behind", "main"));
    client.get(pulls + "/7");
    fixture.repository.forkBranch("mallory", "topic", fixture.history.tip("topic"));
    fixture.repository.pulls().open(8, new PullRequestDraft("W", "", "mallory:topic", "main"));
    client.get(pulls + "/8");
  }

  private void checks() {
    String runs = REPOSITORY + "/check-runs";
    String id = client.post(runs, "name", "n", "head_sha", root).at("/id");
    client.get(runs + "/" + id);
    client.patch(
        runs + "/" + id,
        "status",
        "completed",
        "conclusion",
        "neutral",
        "output",
        Json.object("title", "t", "summary", "s", "text", "x"));
    client.post(runs, "name", "n", "head_sha", "1".repeat(40));
    client.get(REPOSITORY + "/commits/" + root + "/check-runs");
  }

  private void theApp() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair keys = generator.generateKeyPair();
    fixture.simulator.app(42, keys.getPublic());
    String jwt =
        JWT.create()
            .withIssuer("42")
            .withIssuedAt(START)
            .withExpiresAt(START.plusSeconds(500))
            .sign(Algorithm.RSA256(null, (RSAPrivateKey) keys.getPrivate()));
    long id = fixture.repository.installation().id();
    try (Client app = new Client(fixture.simulator.url(), jwt)) {
      app.get("/app");
      app.get("/app/installations/" + id);
      app.get("/app/installations?per_page=1&page=1");
      String read =
          app.post(
                  "/app/installations/" + id + "/access_tokens",
                  "permissions",
                  Map.of("contents", "read"))
              .at("/token");
      try (Client installed = new Client(fixture.simulator.url(), read)) {
        installed.get("/installation/repositories?per_page=100&page=1");
        installed.get("/installation/repositories?page=2");
      }
      app.get(REPOSITORY + "/installation");
      String tokens = "/app/installations/" + id + "/access_tokens";
      app.post(
          tokens,
          "repository_ids",
          List.of(fixture.repository.id()),
          "permissions",
          Map.of("contents", "write"));
      app.post(tokens, "permissions", Map.of("issues", "write"));
      app.post("/app/installations/1/access_tokens");
      fixture.repository.installation().suspend(START);
      app.get(REPOSITORY + "/installation");
      app.get("/app/installations?page=1");
      app.post(tokens);
      fixture.repository.installation().resume();
    }
  }

  private void refusals() {
    client.get("/repos/acme/none");
    try (GitHistory empty = GitHistory.inMemory();
        Client stranger = new Client(fixture.simulator.url(), "ghs_wrong")) {
      stranger.get(REPOSITORY);
      SimulatedRepository hosted =
          fixture.simulator.host(RepositoryName.parse("acme/empty"), empty.repository());
      try (Client other = new Client(fixture.simulator.url(), fixture.simulator.token(hosted))) {
        other.get("/repos/acme/empty/git/trees/main");
        other.get("/repos/acme/empty/commits");
        other.get(REPOSITORY);
      }
    }
    fixture.simulator.faults().next(any -> true, Fault.Refuse.secondaryLimit(429, true));
    client.get(REPOSITORY);
    fixture.repository.archive();
    client.post(REPOSITORY + "/git/refs", "ref", "refs/tags/z", "sha", root);
    fixture.repository.rename(RepositoryName.parse("acme/moved"));
    client.get(REPOSITORY);
    client.get("/repos/acme/moved");
  }
}
