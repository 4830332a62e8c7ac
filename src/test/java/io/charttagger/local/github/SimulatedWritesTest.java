package io.charttagger.local.github;

import static io.charttagger.local.github.SimulatorFixture.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.charttagger.chart.CommitSha;
import io.charttagger.local.git.FileChanges;
import io.charttagger.local.git.Note;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SimulatedWritesTest {
  private final SimulatorFixture fixture = new SimulatorFixture();
  private final Client client = fixture.client;
  private final CommitSha root = fixture.root;

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void aTagObjectIsPlainGitByteForByte() throws Exception {
    Client.Answer answer =
        tag("a-v1.0.0", "Release: a v1.0.0\n", tagger("2026-11-01T12:30:00+02:00"));

    assertThat(answer.status()).isEqualTo(201);
    assertThat(raw(answer.at("/sha")))
        .isEqualTo(
            "object "
                + root
                + "\ntype commit\ntag a-v1.0.0\ntagger Bot <bot@example.com> 1793529000 +0200\n\n"
                + "Release: a v1.0.0\n");
    assertThat(answer.at("/tagger/date")).isEqualTo("2026-11-01T10:30:00Z");
  }

  @Test
  void theSameTagObjectTwiceIsOneAndNoRef() {
    String first = tag("t", "m", tagger("2026-11-01T10:00:00Z")).at("/sha");

    assertThat(tag("t", "m", tagger("2026-11-01T10:00:00Z")).at("/sha")).isEqualTo(first);
    assertThat(client.get(REPOSITORY + "/git/ref/tags/t").status()).isEqualTo(404);
  }

  @Test
  void identitiesAreStrippedAsGitStripsThem() throws Exception {
    ObjectNode tagger =
        Json.object("name", " <A.>B, ", "email", "\"x@y\".", "date", "2026-11-01T10:00:00Z");

    assertThat(raw(tag("t", "m", tagger).at("/sha")))
        .contains("\ntagger A.B <x@y> 1793527200 +0000\n\nm");
  }

  @Test
  void withoutATaggerItIsTheAppNow() throws Exception {
    Client.Answer answer =
        client.post(
            REPOSITORY + "/git/tags",
            "tag",
            "t",
            "message",
            "m",
            "object",
            root.value(),
            "type",
            "commit");

    assertThat(raw(answer.at("/sha")))
        .contains("tagger chart-tagger[bot] <")
        .contains(" 1793527200 +0000");
  }

  @Test
  void aTagOfAMissingObjectOrAnotherTypeIsRefused() {
    String path = REPOSITORY + "/git/tags";

    assertThat(
            client
                .post(path, "tag", "t", "message", "m", "object", "1".repeat(40), "type", "commit")
                .status())
        .isEqualTo(422);
    assertThat(
            client
                .post(path, "tag", "t", "message", "m", "object", root.value(), "type", "tree")
                .status())
        .isEqualTo(422);
  }

  @Test
  void aRefIsCreatedOnce() {
    assertThat(ref("refs/tags/a-v1", root.value()).status()).isEqualTo(201);

    Client.Answer again = ref("refs/tags/a-v1", root.value());
    assertThat(again.status()).isEqualTo(422);
    assertThat(again.at("/message")).isEqualTo("Reference already exists");
    assertThat(client.get(REPOSITORY + "/git/ref/tags/a-v1").at("/object/sha"))
        .isEqualTo(root.value());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          refs/tags/a..b | Reference name is not valid: refs/tags/a..b
          tags/a | Reference name must start with 'refs/'
          refs/a | three slash-separated components
          refs/tags/a/b | Reference update failed
          refs/heads/main/x | Reference update failed
          """)
  void aBadRefNameIsRefused(String name, String message) {
    ref("refs/tags/a", root.value());

    Client.Answer answer = ref(name, root.value());

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.at("/message")).contains(message);
  }

  @Test
  void aRefOnNothingIsRefused() {
    assertThat(ref("refs/tags/a", "1".repeat(40)).at("/message"))
        .isEqualTo("Object does not exist");
    assertThat(ref("refs/tags/a", "abc").at("/message")).contains("exactly 40 characters");
  }

  @Test
  void aRulesetHoldsBackAllButItsBypassList() {
    fixture.repository.ruleset(new TagRuleset(1, "r", List.of("refs/tags/a-*"), Set.of(), true));
    fixture.repository.ruleset(new TagRuleset(2, "q", List.of("refs/tags/b-*"), Set.of(), false));
    fixture.repository.ruleset(new TagRuleset(3, "p", List.of("~ALL"), Set.of(1L), true));

    assertThat(ref("refs/tags/a-v1", root.value()).at("/message"))
        .startsWith("Repository rule violations found")
        .contains("Cannot create ref due to creations being restricted.");
    assertThat(ref("refs/tags/b-v1", root.value()).at("/message"))
        .isEqualTo("Reference update failed");
    assertThat(ref("refs/tags/c-v1", root.value()).status()).isEqualTo(201);
    assertThat(client.get(REPOSITORY + "/rulesets?targets=tag").json()).hasSize(3);
    assertThat(client.get(REPOSITORY + "/rulesets/3").at("/current_user_can_bypass"))
        .isEqualTo("always");
  }

  @Test
  void otherWorkflowFilesThanTheDefaultBranchsWantAPermissionOfTheirOwn() {
    fixture.repository.guardWorkflows();
    CommitSha old = root;
    fixture.history.commit(
        "main",
        FileChanges.none().write(".github/workflows/ci.yaml", "on: push\n"),
        Note.of("CI", SimulatorFixture.START));

    assertThat(ref("refs/tags/old", old.value()).status()).isEqualTo(403);
    assertThat(ref("refs/tags/new", fixture.history.tip("main").value()).status()).isEqualTo(201);
  }

  @Test
  void aDeletedBranchIsGoneAndItsPullRequestClosed() {
    fixture.propose("integration/a", "x", "1");
    PullRequest pull =
        fixture.repository.pulls().open(new PullRequestDraft("t", "", "integration/a", "main"));

    assertThat(client.delete(REPOSITORY + "/git/refs/heads/integration/a").status()).isEqualTo(204);
    assertThat(client.delete(REPOSITORY + "/git/refs/heads/integration/a").at("/message"))
        .isEqualTo("Reference does not exist");
    assertThat(pull.isOpen()).isFalse();
  }

  @Test
  void protectedBranchesStay() {
    fixture.propose("keep", "x", "1");
    fixture.repository.protect("keep");

    assertThat(client.delete(REPOSITORY + "/git/refs/heads/keep").status()).isEqualTo(422);
    assertThat(client.delete(REPOSITORY + "/git/refs/heads/main").status()).isEqualTo(422);
  }

  @Test
  void anArchivedRepositoryIsReadOnly() {
    fixture.repository.archive();

    Client.Answer answer = ref("refs/tags/a", root.value());

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.at("/message")).isEqualTo("Repository was archived so is read-only.");
    assertThat(client.get(REPOSITORY).status()).isEqualTo(200);
  }

  @Test
  void aPermissionThatTheTokenLacksIsRefused() {
    Map<String, String> readOnly = Map.of("contents", "read", "metadata", "read");
    try (Client reader =
        new Client(
            fixture.simulator.url(), fixture.simulator.token(fixture.repository, readOnly))) {
      assertThat(reader.get(REPOSITORY + "/git/trees/main").status()).isEqualTo(200);
      assertThat(reader.get(REPOSITORY + "/pulls").status()).isEqualTo(403);
      assertThat(
              reader
                  .post(REPOSITORY + "/git/refs", "ref", "refs/tags/a", "sha", root.value())
                  .at("/message"))
          .isEqualTo("Resource not accessible by integration");
    }
  }

  @Test
  void aDispatchIsHandedOnAsItsWebhookWouldCarryIt() {
    List<String> delivered = new java.util.concurrent.CopyOnWriteArrayList<>();
    fixture.repository.onDispatch(delivered::add);

    assertThat(
            client
                .post(
                    REPOSITORY + "/dispatches",
                    "event_type",
                    "charts-merged",
                    "client_payload",
                    Map.of("after", root.value()))
                .status())
        .isEqualTo(204);
    assertThat(delivered).singleElement().asString().contains("\"action\":\"charts-merged\"");
    assertThat(client.post(REPOSITORY + "/dispatches", "event_type", "x".repeat(101)).status())
        .isEqualTo(422);
  }

  private Client.Answer tag(String name, String message, ObjectNode tagger) {
    return client.post(
        REPOSITORY + "/git/tags",
        "tag",
        name,
        "message",
        message,
        "object",
        root.value(),
        "type",
        "commit",
        "tagger",
        tagger);
  }

  private Client.Answer ref(String name, String sha) {
    return client.post(REPOSITORY + "/git/refs", "ref", name, "sha", sha);
  }

  private static ObjectNode tagger(String date) {
    return Json.object("name", "Bot", "email", "bot@example.com", "date", date);
  }

  private String raw(String sha) throws Exception {
    return new String(
        fixture.history.repository().open(ObjectId.fromString(sha)).getBytes(),
        StandardCharsets.UTF_8);
  }
}
