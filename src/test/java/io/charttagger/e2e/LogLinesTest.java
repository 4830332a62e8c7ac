package io.charttagger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.charttagger.local.LocalCloud;
import io.charttagger.local.github.DispatchMessage;
import io.charttagger.local.job.SampleCharts;
import io.charttagger.local.lambda.LambdaHost;
import io.charttagger.report.EmbeddedMetricFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged function's log: a line for each event, which CloudWatch takes metrics from. */
final class LogLinesTest {
  @Test
  void anEventLeavesOneLineWithItsMetricsAndTheAnswerHasNone(@TempDir Path directory)
      throws Exception {
    try (LocalCloud cloud = LocalCloud.start()) {
      SampleCharts sample = SampleCharts.in(cloud, directory);

      JsonNode report =
          cloud.dispatch(DispatchMessage.of(sample.repository(), sample.before(), sample.after()));

      List<String> lines = lines(cloud);
      assertThat(lines).hasSize(1);
      JsonNode line = EmbeddedMetricFormat.check(lines.getFirst());
      assertThat(line.path("Tags").asInt()).isEqualTo(4);
      assertThat(line.path("GitHubCalls")).isEqualTo(report.path("githubCalls"));
      assertThat(line.path("FunctionName").asText()).isEqualTo("chart-tagger");
      assertThat(report.has("_aws")).isFalse();
      assertThat(report.has("Tags")).isFalse();
    }
  }

  @Test
  void theLineNamesWhyAwsGaveNoAnswer(@TempDir Path directory) throws Exception {
    LocalCloud.Plan plan =
        LocalCloud.Plan.of(Map.of("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:1"));
    try (LocalCloud cloud = LocalCloud.start(plan)) {
      SampleCharts sample = SampleCharts.in(cloud, directory);

      // In a cold process on a busy machine, the first call may be given up before it is refused.
      for (int times = 0; times < 2; times++) {
        cloud.invoke(
            DispatchMessage.of(sample.repository(), sample.before(), sample.after()).toString(),
            Duration.ofSeconds(60));
      }

      JsonNode line = JsonMapper.builder().build().readTree(lines(cloud).getLast());
      assertThat(line.path("outcome").asText()).isEqualTo("incomplete");
      assertThat(line.path("message").asText()).contains("it refused the connection");
    }
  }

  private static List<String> lines(LocalCloud cloud) {
    LambdaHost function = cloud.functions().getFirst();
    // Its output is complete once it has ended.
    function.close();
    return function.output().stream().filter(line -> line.startsWith("{\"outcome\"")).toList();
  }
}
