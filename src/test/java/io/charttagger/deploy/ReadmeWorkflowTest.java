package io.charttagger.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.charttagger.chart.CommitSha;
import io.charttagger.e2e.Scene;
import io.charttagger.signature.SignedTags;
import io.charttagger.signature.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The workflows that the README tells a charts repository to copy. */
final class ReadmeWorkflowTest {
  private static final Pattern YAML = Pattern.compile("(?s)```yaml\n(.*?)```");

  private JsonNode copied;
  private JsonNode verifying;
  private JsonNode publishing;
  private JsonNode previewing;
  private JsonNode called;

  @BeforeEach
  void read() throws IOException {
    Matcher block = YAML.matcher(Files.readString(Path.of("README.md")));
    assertThat(block.find()).isTrue();
    copied = WorkflowFile.parse(block.group(1).stripIndent());
    assertThat(block.find()).isTrue();
    verifying = WorkflowFile.parse(block.group(1).stripIndent());
    assertThat(block.find()).isTrue();
    previewing = WorkflowFile.parse(block.group(1).stripIndent());
    assertThat(block.find()).isTrue();
    publishing = WorkflowFile.parse(block.group(1).stripIndent()).at("/jobs/publish");
    assertThat(block.find()).as("a workflow that is not tested").isFalse();
    called = WorkflowFile.read(Path.of(".github/workflows/atomic-chart-tagging.yaml"));
  }

  @Test
  void runsForEveryPushToTheMainBranch() {
    assertThat(copied.at("/on/push").properties())
        .as("GitHub looks at the first 300 changed files for paths, and beyond them runs nothing")
        .extracting(entry -> entry.getKey() + ": " + entry.getValue())
        .containsExactly("branches: [\"main\"]");
  }

  @Test
  void verifiesASignedTagAndItsName(@TempDir Path directory) throws Exception {
    SigningKey key = SignedTags.newKey();
    String signers = key.publicKey().allowedSignersLine("chart-tagger");
    try (Scene scene =
        Scene.onDisk(directory.resolve("charts"), Scene.Options.USUAL)
            .signing(SignedTags.signing(key))) {
      CommitSha start = scene.commit("main", "import", Map.of("README.md", "words\n"));
      scene.history().branch("release", start);
      CommitSha after = scene.commit("main", "web", Scene.chart("charts/web", "web", "1.2.3"));
      scene.push(start, after);
      // The same object under the name of another version.
      scene.history().lightweightTag("web-v2.0.0", CommitSha.parse(scene.tags().get("web-v1.2.3")));
      scene.history().lightweightTag("unsigned", after);

      assertThat(verified(directory, "web-v1.2.3", signers)).isTrue();
      assertThat(verified(directory, "web-v2.0.0", signers)).as("of another name").isFalse();
      assertThat(verified(directory, "unsigned", signers)).isFalse();
      assertThat(verified(directory, "web-v1.2.4", signers)).as("none").isFalse();
      assertThat(verified(directory, "web-v1.2.3", "")).as("nobody may sign").isFalse();
      assertThat(
              verified(
                  directory,
                  "web-v1.2.3",
                  SignedTags.newKey().publicKey().allowedSignersLine("chart-tagger")))
          .isFalse();
    }
  }

  /** What the step says of a tag, in a clone that has no tags yet. */
  private boolean verified(Path directory, String tag, String signers) throws Exception {
    Path clone = Files.createTempDirectory(directory, "clone");
    String script = verifying.at("/steps/1/run").asText();
    assertThat(script).doesNotContain("${{");
    Process git =
        new ProcessBuilder(
                "git", "clone", "-q", "--no-tags", directory + "/charts", clone.toString())
            .inheritIO()
            .start();
    assertThat(git.waitFor()).isZero();
    ProcessBuilder bash =
        new ProcessBuilder("bash", "-e", "-o", "pipefail", "-c", script)
            .directory(clone.toFile())
            .redirectErrorStream(true);
    bash.environment()
        .putAll(Map.of("TAG", tag, "SIGNERS", signers, "RUNNER_TEMP", directory.toString()));
    Process step = bash.start();
    step.getInputStream().readAllBytes();
    return step.waitFor() == 0;
  }

  @Test
  void isNeverCancelled() {
    assertThat(copied.findValues("concurrency"))
        .as("in a concurrency group the waiting run is cancelled when a third merge lands")
        .isEmpty();
  }

  @Test
  void tagsACommitByHand() {
    assertThat(copied.at("/on/workflow_dispatch/inputs").has("commit")).isTrue();
    assertThat(copied.at("/jobs/tag/with/after").asText()).isEqualTo("${{ inputs.commit }}");
  }

  @Test
  void givesOnlyInputsThatExistAndThePermissionThatIsNeeded() {
    assertThat(copied.at("/jobs/tag/uses").asText())
        .as("by a tag: what main has may change")
        .endsWith("/.github/workflows/atomic-chart-tagging.yaml@v1");
    copied
        .at("/jobs/tag/with")
        .fieldNames()
        .forEachRemaining(
            input ->
                assertThat(called.at("/on/workflow_call/inputs").has(input)).as(input).isTrue());
    assertThat(copied.at("/jobs/tag/permissions").toString()).isEqualTo("{\"id-token\":\"write\"}");
  }

  @Test
  void previewsPullRequestsIntoMainAlsoWhenOnlyTheirTextChanges() {
    assertThat(previewing.at("/on/pull_request/branches").toString()).isEqualTo("[\"main\"]");
    assertThat(previewing.at("/on/pull_request/types").toString())
        .as("the lineage is in the text")
        .isEqualTo("[\"opened\",\"synchronize\",\"reopened\",\"edited\"]");
    assertThat(previewing.at("/on").size()).as("no secrets for strangers' code").isEqualTo(1);
    JsonNode job = previewing.at("/jobs/preview");
    assertThat(job.path("uses")).isEqualTo(copied.at("/jobs/tag/uses"));
    assertThat(job.path("permissions").toString()).isEqualTo("{\"id-token\":\"write\"}");
    assertThat(job.at("/with/preview").asBoolean()).isTrue();
    job.path("with")
        .fieldNames()
        .forEachRemaining(
            input ->
                assertThat(called.at("/on/workflow_call/inputs").has(input)).as(input).isTrue());
  }

  @Test
  void publishesEachChartThatTheCalledWorkflowNames() throws Exception {
    assertThat(publishing.path("needs").asText()).isEqualTo("tag");
    assertThat(publishing.path("if").asText())
        .as("a failed chart does not hold the good ones up, and an empty matrix is an error")
        .isEqualTo("${{ !cancelled() && needs.tag.outputs.charts != '[]' }}");
    assertThat(publishing.at("/strategy/matrix/chart").asText())
        .isEqualTo("${{ fromJSON(needs.tag.outputs.charts) }}");
    assertThat(publishing.at("/steps/0/with/ref").asText())
        .isEqualTo("refs/tags/${{ matrix.chart.tag }}");
    String script = publishing.at("/steps/1/run").asText();
    assertThat(script)
        .as("values reach the script only through its environment")
        .doesNotContain("${{");
    assertThat(called.at("/on/workflow_call/outputs/charts/description").asText())
        .contains("{name, version, tag, directory, commit}");
  }

  @Test
  void publishesThePackageThatHelmMade(@TempDir Path directory) throws Exception {
    Path helm = directory.resolve("helm");
    Files.writeString(helm, "#!/bin/sh\necho \"helm $*\"\n[ \"$1\" != registry ] || cat\n");
    assertThat(helm.toFile().setExecutable(true)).isTrue();
    ProcessBuilder bash =
        new ProcessBuilder(
            "bash", "-e", "-o", "pipefail", "-c", publishing.at("/steps/1/run").asText());
    bash.environment()
        .putAll(
            Map.of(
                "PATH", directory + ":" + System.getenv("PATH"),
                "DIRECTORY", "charts/web app",
                "PACKAGE", "web-1.0.0+2.tgz",
                "OWNER", "Acme",
                "TOKEN", "secret"));

    Process process = bash.redirectErrorStream(true).start();

    assertThat(new String(process.getInputStream().readAllBytes(), UTF_8))
        .isEqualTo(
            """
            helm package --dependency-update charts/web app
            helm registry login ghcr.io --username Acme --password-stdin
            secret
            helm push web-1.0.0+2.tgz oci://ghcr.io/acme/charts
            """);
    assertThat(process.waitFor()).isZero();
  }
}
