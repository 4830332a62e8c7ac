package io.charttagger.local.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.charttagger.local.LocalCloud;
import io.charttagger.local.github.DispatchMessage;
import io.charttagger.local.github.SimulatedRepository;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
final class ServedFilesTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private Path directory;

  @Test
  void everySavedEventIsAnsweredForThePushThatIsServed() throws Exception {
    try (LocalCloud cloud = LocalCloud.start(LocalCloud.Plan.of(Map.of()).withSignedTags())) {
      String shown = serve(cloud);

      Map<String, String> outcomes = new TreeMap<>();
      for (String event : savedEvents()) {
        JsonNode answer = JSON.readTree(cloud.invoke(read(event)).body());
        JsonNode report =
            answer.has("statusCode") ? JSON.readTree(answer.path("body").asText()) : answer;
        outcomes.put(event, report.path("outcome").asText());
      }

      assertThat(outcomes.values()).doesNotContain("rejected", "failed", "incomplete", "not-ours");
      assertThat(outcomes)
          .containsEntry("api-gateway.json", "tagged")
          .containsEntry("audit.json", "audited")
          .containsEntry("dispatch.json", "tagged")
          .containsEntry("dry-run.json", "planned")
          .containsEntry("preview.json", "planned")
          .containsEntry("webhook-push-sqs.json", "tagged")
          .containsEntry("webhook-sqs.json", "tagged");
      assertThat(read("allowed-signers")).isEqualTo(cloud.app().allowedSignersLine() + "\n");
      assertThat(verified(shown, "alpha-v1.1.0"))
          .startsWith("Good \"git\" signature for chart-tagger ");
    }
  }

  @Test
  void theContainersEnvironmentSpeaksOfItsHostAndOfWhatTheTemplateDeclares() throws Exception {
    try (LocalCloud cloud =
        LocalCloud.start(
            LocalCloud.Plan.of(Map.of("TAG_FORMAT", "{chart}-{version}")).withSignedTags())) {
      String shown = serve(cloud);

      JsonNode function = JSON.readTree(read("environment.json")).path("Function");
      String template = Files.readString(Path.of("template.yaml"));
      function
          .fieldNames()
          .forEachRemaining(name -> assertThat(template).contains("          " + name + ": "));
      assertThat(function.path("TAG_FORMAT").asText()).isEqualTo("{chart}-{version}");
      assertThat(function.path("GITHUB_API_URL").asText())
          .isEqualTo(cloud.github().url().replace("127.0.0.1", "host.docker.internal"));
      assertThat(function.toString()).doesNotContain("127.0.0.1");
      assertThat(read("samconfig.toml"))
          .contains(
              "template_file = \"template.yaml\"",
              "add_host = [\"host.docker.internal:host-gateway\"]",
              "\"DynamoDbEndpoint=" + function.path("AWS_ENDPOINT_URL_DYNAMODB").asText() + "\"");
      assertThat(shown)
          .contains(
              "sam local invoke --config-file " + directory.resolve("samconfig.toml"),
              "sam deploy --template-file template.yaml --stack-name chart-tagger",
              "GitHubApiUrl=" + function.path("GITHUB_API_URL").asText())
          .doesNotContain("PRIVATE KEY", cloud.app().webhookSecret());
      assertThat(JSON.readTree(read("secret.json"))).isEqualTo(JSON.readTree(cloud.app().json()));
    }
  }

  /** What the command that is shown says of a tag. */
  private static String verified(String shown, String tag) throws Exception {
    String command =
        shown.lines().filter(line -> line.contains(" verify-tag ")).findFirst().orElseThrow();
    Process shell =
        new ProcessBuilder("sh", "-c", command.replace("TAG", tag))
            .redirectErrorStream(true)
            .start();
    return new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** What is shown. */
  private String serve(LocalCloud cloud) {
    SampleCharts sample = SampleCharts.in(cloud, directory.resolve("repository.git")).proposeBeta();
    SimulatedRepository repository = sample.repository();
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    Screen screen = new Screen(new PrintStream(shown, true, StandardCharsets.UTF_8), false);
    new Serving(screen, cloud, repository, directory)
        .open(0, DispatchMessage.of(repository, sample.before(), sample.after()))
        .close();
    return shown.toString(StandardCharsets.UTF_8);
  }

  private static List<String> savedEvents() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("events"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private String read(String name) throws IOException {
    return Files.readString(directory.resolve(name));
  }
}
