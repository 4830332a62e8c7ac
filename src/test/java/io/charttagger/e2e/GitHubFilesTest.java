package io.charttagger.e2e;

import static io.charttagger.e2e.Scene.chart;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.charttagger.chart.CommitSha;
import io.charttagger.local.aws.LocalDynamoDb;
import io.charttagger.local.github.LoggedRequest;
import io.charttagger.local.github.MergeMethod;
import io.charttagger.local.github.TagRuleset;
import io.charttagger.report.PointResult;
import io.charttagger.report.RunOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The files under {@code .github} that are imported into GitHub fit what the product does. */
final class GitHubFilesTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final JsonNode manifest = read(".github/app-manifest.json");
  private final JsonNode ruleset = read(".github/release-tag-protection.json");

  private static JsonNode read(String file) {
    try {
      return JSON.readTree(Path.of(file).toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  private static Map<String, String> permissions(JsonNode object) {
    Map<String, String> permissions = new TreeMap<>();
    object.properties().forEach(it -> permissions.put(it.getKey(), it.getValue().asText()));
    return permissions;
  }

  @Test
  void theAppRequestsWhatRunsUseAndNothingElse() throws IOException {
    Map<String, String> requested = permissions(manifest.path("default_permissions"));
    Map<String, String> used = new TreeMap<>();
    try (Scene scene = Scene.usual()) {
      scene.repository().installation().grant(requested);
      scene.repository().guardWorkflows();
      CommitSha before = scene.commit("main", "import", chart("charts/a", "a", "1.0.0"));
      scene.history().branch("release", before);
      CommitSha after =
          scene.mergePullRequest("raise", MergeMethod.MERGE, chart("charts/a", "a", "1.1.0"));
      scene.commit("main", "workflow", Map.of(".github/workflows/ci.yaml", "on: push\n"));

      assertThat(scene.push(before, after).outcome()).isEqualTo(new RunOutcome.Tagged());

      for (LoggedRequest token : scene.simulator().log().matching(LoggedRequest::authentication)) {
        used.putAll(permissions(JSON.readTree(token.body()).path("permissions")));
      }
    }
    assertThat(used).isEqualTo(requested);
  }

  @Test
  void theAppSendsNothingBeforeItsWebhookIsSetUp() {
    assertThat(manifest.path("hook_attributes").path("active").asBoolean(true)).isFalse();
    assertThat(manifest.path("public").asBoolean(true)).isFalse();
    // Whoever gets the code that GitHub appends can fetch the App's private key with it.
    assertThat(URI.create(manifest.path("redirect_url").asText()).getHost()).isEqualTo("localhost");
    assertThat(texts(manifest.path("default_events")))
        .containsExactlyInAnyOrder("push", "repository_dispatch");
  }

  @Test
  void aSetUpFromTheFilesIsInOrder() {
    try (LocalDynamoDb dynamoDb = LocalDynamoDb.start();
        SoundSetup setup = new SoundSetup(dynamoDb)) {
      Map<String, String> requested = permissions(manifest.path("default_permissions"));
      setup.request(requested, texts(manifest.path("default_events")).toArray(String[]::new));
      setup.repository().installation().grant(requested);
      setup.rulesets(
          new TagRuleset(
                  1,
                  ruleset.path("name").asText(),
                  texts(ruleset.at("/conditions/ref_name/include")),
                  Set.of(),
                  true)
              .ruling(
                  StreamSupport.stream(ruleset.path("rules").spliterator(), false)
                      .map(rule -> rule.path("type").asText())
                      .toArray(String[]::new)));

      assertThat(setup.report().checks()).allMatch(line -> line.result() == PointResult.OK);
    }
  }
}
