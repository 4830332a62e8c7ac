package io.charttagger.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The workflow that the README tells a charts repository to copy. */
final class ReadmeWorkflowTest {
  private static final Pattern YAML = Pattern.compile("(?s)```yaml\n(.*?)```");

  private JsonNode copied;
  private JsonNode called;

  @BeforeEach
  void read() throws IOException {
    Matcher block = YAML.matcher(Files.readString(Path.of("README.md")));
    assertThat(block.find()).isTrue();
    copied = WorkflowFile.parse(block.group(1).stripIndent());
    assertThat(block.find()).as("a second workflow").isFalse();
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
        .endsWith("/.github/workflows/atomic-chart-tagging.yaml@main");
    copied
        .at("/jobs/tag/with")
        .fieldNames()
        .forEachRemaining(
            input ->
                assertThat(called.at("/on/workflow_call/inputs").has(input)).as(input).isTrue());
    assertThat(copied.at("/jobs/tag/permissions").toString()).isEqualTo("{\"id-token\":\"write\"}");
  }
}
