package io.charttagger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.charttagger.local.LocalCloud;
import io.charttagger.local.Run;
import io.charttagger.local.github.DispatchMessage;
import io.charttagger.local.job.SampleCharts;
import io.charttagger.local.job.TagVerifier;
import io.charttagger.local.lambda.LambdaHost;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalCloudTest {

  @Test
  void runsThePackagedFunctionOnARepositoryInSeveralProcesses(@TempDir Path directory) {
    LocalCloud.Plan plan = LocalCloud.Plan.of(Map.of("RELEASE_PR", "off")).withFunctions(2);
    try (LocalCloud cloud = LocalCloud.start(plan)) {
      SampleCharts sample = SampleCharts.in(cloud, directory);
      ObjectNode dispatch =
          DispatchMessage.of(sample.repository(), sample.before(), sample.after());

      CompletableFuture<Run> one = CompletableFuture.supplyAsync(() -> Run.send(cloud, dispatch));
      CompletableFuture<Run> other = CompletableFuture.supplyAsync(() -> Run.send(cloud, dispatch));

      // Two at once: one works, and the other either came after it or is told so.
      List<String> outcomes = List.of(one.join().outcome(), other.join().outcome());
      assertThat(outcomes).contains("tagged").isSubsetOf("tagged", "in-progress");
      Run third = Run.send(cloud, dispatch);
      assertThat(third.tags())
          .containsExactly("alpha-v1.1.0", "beta-v0.4.0", "delta-v2.1.0", "gamma-v1.0.0");
      new TagVerifier(cloud, sample.repository()).tagsStand(third);
      assertThat(third.list("releasePullRequests")).isEmpty();
      assertThat(cloud.functions()).hasSize(2);
    }
  }

  @Test
  void replacesAProcessThatEnded(@TempDir Path directory) {
    try (LocalCloud cloud = LocalCloud.start()) {
      SampleCharts sample = SampleCharts.in(cloud, directory);
      ObjectNode dryRun =
          DispatchMessage.dryRun(sample.repository(), sample.before(), sample.after());
      cloud.functions().getFirst().kill();

      LambdaHost.Answer gone = cloud.invoke(dryRun.toString(), Duration.ofSeconds(60));
      Run next = Run.send(cloud, dryRun);

      assertThat(gone)
          .isInstanceOfAny(LambdaHost.Answer.Crashed.class, LambdaHost.Answer.Returned.class);
      assertThat(next.outcome()).isEqualTo("planned");
      assertThat(cloud.functions()).hasSize(2);
      assertThat(cloud.functions().getFirst().isAlive()).isFalse();
    }
  }
}
