package io.charttagger.local.github;

import static io.charttagger.local.github.SimulatorFixture.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.local.git.FileChanges;
import io.charttagger.local.git.Note;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SimulatedReleasesTest {
  private final SimulatorFixture fixture = new SimulatorFixture();
  private final Client client = fixture.client;
  private final String root = fixture.root.value();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void aReleaseOfATagIsFoundByTheTag() {
    fixture.history.annotatedTag("a-v1.0.0", root, Note.of("a\n", SimulatorFixture.START));

    Client.Answer made =
        client.post(
            REPOSITORY + "/releases",
            "tag_name",
            "a-v1.0.0",
            "target_commitish",
            root,
            "name",
            "a v1.0.0",
            "body",
            "Notes",
            "prerelease",
            true,
            "make_latest",
            "false");

    assertThat(made.status()).isEqualTo(201);
    assertThat(made.at("/html_url"))
        .isEqualTo("https://github.com/acme/charts/releases/tag/a-v1.0.0");
    assertThat(made.at("/target_commitish")).isEqualTo(root);
    assertThat(made.json().at("/prerelease").asBoolean()).isTrue();
    assertThat(client.get(REPOSITORY + "/releases/tags/a-v1.0.0").json()).isEqualTo(made.json());
    assertThat(fixture.repository.releases().all())
        .containsExactly(
            new Release(
                fixture.repository.releases().all().getFirst().id(),
                "a-v1.0.0",
                root,
                new Release.Texts("a v1.0.0", "Notes"),
                false,
                true,
                false));
  }

  @Test
  void aTagHasOnePublishedRelease() {
    create("tag_name", "a", "target_commitish", root);

    Client.Answer second = create("tag_name", "a", "body", "other");

    assertThat(second.status()).isEqualTo(422);
    assertThat(second.at("/message")).isEqualTo("Validation Failed");
    assertThat(second.json().at("/errors/0"))
        .isEqualTo(Refusal.field("Release", "tag_name", "already_exists"));
    assertThat(fixture.repository.releases().all()).hasSize(1);
  }

  @Test
  void aMissingTagIsMadeFromTheTargetWithoutAnAnnotation() {
    create("tag_name", "a/b", "target_commitish", root);

    Client.Answer ref = client.get(REPOSITORY + "/git/ref/tags/a/b");
    assertThat(ref.at("/object/sha")).isEqualTo(root);
    assertThat(ref.at("/object/type")).isEqualTo("commit");
    assertThat(client.get(REPOSITORY + "/releases/tags/a/b").status()).isEqualTo(200);
  }

  @Test
  void withoutATargetATagIsMadeFromTheDefaultBranch() {
    fixture.history.commit(
        "main", FileChanges.none().write("x", "1"), Note.of("More", SimulatorFixture.START));

    create("tag_name", "a");

    assertThat(client.get(REPOSITORY + "/git/ref/tags/a").at("/object/sha"))
        .isEqualTo(fixture.history.tip("main").value());
    assertThat(fixture.repository.releases().all().getFirst().latest()).isTrue();
  }

  @Test
  void aTagThatExistsStaysWhereItIs() {
    String other =
        fixture
            .history
            .commit(
                "main", FileChanges.none().write("x", "1"), Note.of("More", SimulatorFixture.START))
            .value();
    fixture.history.annotatedTag("a", root, Note.of("a\n", SimulatorFixture.START));
    String before = client.get(REPOSITORY + "/git/ref/tags/a").at("/object/sha");

    assertThat(create("tag_name", "a", "target_commitish", other).status()).isEqualTo(201);

    assertThat(client.get(REPOSITORY + "/git/ref/tags/a").at("/object/sha")).isEqualTo(before);
  }

  @Test
  void aDraftMakesNoTagAndIsNotFoundByIt() {
    assertThat(create("tag_name", "a", "draft", true).status()).isEqualTo(201);

    assertThat(client.get(REPOSITORY + "/releases/tags/a").status()).isEqualTo(404);
    assertThat(client.get(REPOSITORY + "/git/ref/tags/a").status()).isEqualTo(404);
    assertThat(create("tag_name", "a").status()).isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a..b", "-a", "a~1", "a/"})
  void aTagThatGitWouldNotTakeIsRefused(String tag) {
    Client.Answer answer = create("tag_name", tag);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().at("/errors/0/message").asText())
        .isEqualTo("tag_name is not a valid tag");
  }

  @Test
  void aTooLongBodyIsRefused() {
    assertThat(create("tag_name", "a", "body", "x".repeat(125_000)).status()).isEqualTo(201);

    Client.Answer answer = create("tag_name", "b", "body", "x".repeat(125_001));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().at("/errors/0/message").asText())
        .isEqualTo("body is too long (maximum is 125000 characters)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "1111111111111111111111111111111111111111", "abc"})
  void aTargetThatIsNoBranchAndNoCommitIsRefused(String target) {
    Client.Answer answer = create("tag_name", "a", "target_commitish", target);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().at("/errors/0"))
        .isEqualTo(Refusal.field("Release", "target_commitish", "invalid"));
  }

  @Test
  void whatHasTheWrongTypeIsRefused() {
    assertThat(create("tag_name", "a", "draft", "no").status()).isEqualTo(422);
    assertThat(create("tag_name", "a", "make_latest", "no").status()).isEqualTo(422);
    assertThat(create("tag_name", "a", "make_latest", false).status()).isEqualTo(422);
    assertThat(create("name", "a").status()).isEqualTo(422);
    assertThat(fixture.repository.releases().all()).isEmpty();
  }

  @Test
  void aRulesetHoldsBackTheTagThatIsMissingOnly() {
    fixture.history.annotatedTag("old", root, Note.of("a\n", SimulatorFixture.START));
    fixture.repository.ruleset(new TagRuleset(1, "r", List.of("~ALL"), Set.of(), true));

    assertThat(create("tag_name", "new").at("/message"))
        .startsWith("Repository rule violations found");
    assertThat(create("tag_name", "old").status()).isEqualTo(201);
  }

  @Test
  void otherWorkflowFilesThanTheDefaultBranchsWantAPermissionOfTheirOwn() {
    fixture.repository.guardWorkflows();
    fixture.history.commit(
        "main",
        FileChanges.none().write(".github/workflows/ci.yaml", "on: push\n"),
        Note.of("CI", SimulatorFixture.START));

    assertThat(create("tag_name", "old", "target_commitish", root).status()).isEqualTo(404);
    assertThat(create("tag_name", "new").status()).isEqualTo(201);
  }

  @Test
  void onlyWhoMayWriteContentsPublishes() {
    String token =
        fixture.simulator.token(fixture.repository, Map.of("contents", "read", "metadata", "read"));
    try (Client reader = new Client(fixture.simulator.url(), token)) {
      assertThat(reader.post(REPOSITORY + "/releases", "tag_name", "a").status()).isEqualTo(403);
      create("tag_name", "a");
      assertThat(reader.get(REPOSITORY + "/releases/tags/a").status()).isEqualTo(200);
    }
  }

  @Test
  void publishingCountsAsAWriteThatCreatesContent() {
    int before = fixture.simulator.limits().mostWritesInAMinute();

    create("tag_name", "a");

    assertThat(fixture.simulator.limits().mostWritesInAMinute()).isEqualTo(before + 1);
  }

  @Test
  void whatPeopleDoIsSeen() {
    fixture.history.annotatedTag("a", root, Note.of("a\n", SimulatorFixture.START));
    fixture.repository.releases().publish("a", "By hand");

    assertThat(client.get(REPOSITORY + "/releases/tags/a").at("/body")).isEqualTo("By hand");
    fixture.repository.releases().delete("a");
    assertThat(client.get(REPOSITORY + "/releases/tags/a").status()).isEqualTo(404);
    assertThat(client.get(REPOSITORY + "/git/ref/tags/a").status()).isEqualTo(200);
    fixture.repository.releases().draft("a");
    assertThat(client.get(REPOSITORY + "/releases/tags/a").status()).isEqualTo(404);
  }

  private Client.Answer create(Object... fields) {
    return client.post(REPOSITORY + "/releases", fields);
  }
}
