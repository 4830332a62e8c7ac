package io.charttagger.e2e;

import static io.charttagger.e2e.Scene.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.RepositoryName;
import io.charttagger.local.aws.LocalDynamoDb;
import io.charttagger.local.git.GitHistory;
import io.charttagger.local.github.AppRegistration;
import io.charttagger.local.github.SimulatedRepository;
import io.charttagger.local.github.TagRuleset;
import io.charttagger.report.Report;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A deployment and a repository of which every point is in order, until a test breaks one. */
final class SoundSetup implements AutoCloseable {
  /** What an App requests of which every point is in order. */
  static final Map<String, String> PERMISSIONS =
      Map.of(
          "contents", "write",
          "pull_requests", "write",
          "metadata", "read",
          "checks", "write",
          "workflows", "write");

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final AwsScene scene;
  private final CommitSha head;
  private Scene.Options options = Scene.Options.USUAL.cleaning("integration/{chart}");
  private String name;

  SoundSetup(LocalDynamoDb dynamoDb) {
    this(dynamoDb, Duration.ZERO);
  }

  /** The same, while GitHub's clock is so much ahead of ours. */
  SoundSetup(LocalDynamoDb dynamoDb, Duration githubAhead) {
    scene = new AwsScene(dynamoDb, githubAhead);
    name = scene.repository().name().toString();
    request(PERMISSIONS, "push", "repository_dispatch");
    repository().installation().grant(PERMISSIONS);
    head =
        new Contributor(repository(), Scene.START)
            .commit("main", "import", chart("charts/web", "web", "1.0.0"));
    history().branch("release", head);
    repository().ruleset(ruleset("creation", "update", "deletion"));
  }

  /** A ruleset on release tags that the App may bypass. */
  static TagRuleset ruleset(String... rules) {
    return new TagRuleset(
            4711, "Release tags", List.of("refs/tags/*-v*"), Set.of(AwsScene.app().appId()), true)
        .ruling(rules);
  }

  AwsScene scene() {
    return scene;
  }

  SimulatedRepository repository() {
    return scene.repository();
  }

  GitHistory history() {
    return scene.history();
  }

  /** The head of the main branch when nothing is broken. */
  CommitSha head() {
    return head;
  }

  /** Commits this file to the main branch. */
  void commit(String path, String text) {
    new Contributor(repository(), Scene.START.plusSeconds(600))
        .commit("main", "change " + path, Map.of(path, text));
  }

  /** The App requests this. */
  void request(Map<String, String> permissions, String... events) {
    scene.github().registration(new AppRegistration(permissions, List.of(events)));
  }

  /** The deployment has other settings. */
  void set(Scene.Options changed) {
    options = changed;
  }

  /** Another repository is checked. */
  void check(String other) {
    name = other;
  }

  /** Hosts another repository that is in order, and checks that one. */
  void checkAnother(String other) {
    SimulatedRepository another =
        scene.github().host(RepositoryName.parse(other), GitHistory.inMemory().repository());
    another.installation().grant(PERMISSIONS);
    CommitSha commit =
        new Contributor(another, Scene.START)
            .commit("main", "import", chart("charts/web", "web", "1.0.0"));
    GitHistory.of(another.git()).branch("release", commit);
    another.ruleset(ruleset("creation", "update", "deletion"));
    check(other);
  }

  /** Other rulesets, and no more the one that is in order. */
  void rulesets(TagRuleset... others) {
    repository().deleteRulesets();
    List.of(others).forEach(repository()::ruleset);
  }

  /** Checks the repository. */
  Report report() {
    ObjectNode event = JSON.createObjectNode().put("action", "check-setup");
    event.putObject("repository").put("full_name", name);
    return run(event);
  }

  /** Checks the deployment, and all that the App is installed on. */
  Report reportOfAll() {
    return run(JSON.createObjectNode().put("action", "check-setup"));
  }

  /** Runs for any event. */
  Report run(JsonNode event) {
    return scene.run(event, options, Duration.ofMinutes(2));
  }

  @Override
  public void close() {
    scene.close();
  }
}
