package io.charttagger.local.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.charttagger.local.LocalCloud;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What {@code sam local invoke} needs to run the function in a container against the local parts:
 * parameters of {@code template.yaml}, the function's environment, and events.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-cli-command-reference-sam-local-invoke.html">sam
 *     local invoke</a>
 */
final class ServedFiles {
  private static final String CONTAINER_HOST = "host.docker.internal";
  private static final Path EVENTS = Path.of("events");
  // The secret's own name takes the place of this in the environment.
  private static final String ARN =
      "arn:aws:secretsmanager:us-east-1:000000000000:secret:local-AbCdEf";

  private final Path directory;
  private final Map<String, String> environment;

  private ServedFiles(Path directory, Map<String, String> environment) {
    this.directory = directory;
    this.environment = environment;
  }

  /** Writes them into the directory, which must exist. */
  static ServedFiles write(Path directory, LocalCloud cloud, ServedEvents events) {
    Map<String, String> environment =
        cloud.environment().entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    setting ->
                        setting.getValue().replace("//127.0.0.1:", "//" + CONTAINER_HOST + ":"),
                    (one, other) -> one,
                    TreeMap::new));
    ServedFiles files = new ServedFiles(directory, environment);
    files.write("environment.json", files.variables());
    files.write("samconfig.toml", files.configuration());
    // Made up for this run, and worth nothing anywhere else.
    files.write("secret.json", cloud.app().json());
    AllowedSignersFile.in(directory).write(cloud.app());
    events.from(EVENTS).forEach(files::write);
    return files;
  }

  /** The ports of this machine that the function asks. */
  List<Integer> ports() {
    return environment.values().stream()
        .filter(value -> value.startsWith("http://" + CONTAINER_HOST))
        .map(value -> URI.create(value).getPort())
        .toList();
  }

  /** The command that hands an event to the function in a container. */
  String command(String event) {
    return "sam local invoke --config-file %s --event %s"
        .formatted(shown().resolve("samconfig.toml"), shown().resolve(event));
  }

  /** The commands that deploy template.yaml to LocalStack, for this push to be dispatched there. */
  List<String> deployment() {
    return List.of(
        "ARN=$(aws secretsmanager create-secret --name chart-tagger --secret-string file://%s --query ARN --output text)"
            .formatted(shown().resolve("secret.json")),
        "sam deploy --template-file template.yaml --stack-name chart-tagger --capabilities CAPABILITY_IAM --resolve-s3 --no-confirm-changeset --parameter-overrides AllowedRepositories='%s' AppSecretArn=$ARN GitHubApiUrl=%s Architecture=%s"
            .formatted(
                environment.get("ALLOWED_REPOSITORIES"),
                environment.get("GITHUB_API_URL"),
                architecture()));
  }

  private static String architecture() {
    return System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x86_64";
  }

  private Path shown() {
    return AllowedSignersFile.fromHere(directory);
  }

  /** For {@code --env-vars}. The SAM CLI hands on only what template.yaml declares. */
  private String variables() {
    ObjectNode variables = JsonMapper.builder().build().createObjectNode();
    ObjectNode function = variables.putObject("Function");
    environment.forEach(function::put);
    try {
      return JsonMapper.builder()
          .build()
          .writerWithDefaultPrettyPrinter()
          .writeValueAsString(variables);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private String configuration() {
    return """
    # Written by `mvn -Dserve`, which must still run.
    version = 0.1
    [default.local_invoke.parameters]
    template_file = "template.yaml"
    env_vars = "%s"
    add_host = ["host.docker.internal:host-gateway"]
    parameter_overrides = [
      "AllowedRepositories=%s",
      "AppSecretArn=%s",
      "Architecture=%s",
      "DynamoDbEndpoint=%s",
      "SecretsManagerEndpoint=%s",
    ]
    """
        .formatted(
            shown().resolve("environment.json"),
            environment.get("ALLOWED_REPOSITORIES"),
            ARN,
            architecture(),
            environment.get("AWS_ENDPOINT_URL_DYNAMODB"),
            environment.get("AWS_ENDPOINT_URL_SECRETS_MANAGER"));
  }

  private void write(String name, String content) {
    try {
      Files.writeString(directory.resolve(name), content);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
