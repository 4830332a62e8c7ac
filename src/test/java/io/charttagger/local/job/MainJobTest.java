package io.charttagger.local.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.local.github.Latency;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

final class MainJobTest {

  @Test
  void showsTheSamplePushAsAPersonWantsToSeeIt() {
    ByteArrayOutputStream shown = new ByteArrayOutputStream();

    int exit =
        MainJob.run(
            name -> "", new Screen(new PrintStream(shown, true, UTF_8), false), Latency.NONE);

    assertThat(shown.toString(UTF_8))
        .contains(
            "\"full_name\" : \"example-org/helm-charts\"",
            "created            alpha-v1.1.0 (#1, ",
            "version-unchanged  epsilon-v0.1.0 (#3, ",
            "$ git cat-file -p alpha-v1.1.0\nobject ",
            """
            Release: alpha v1.1.0

            Attestation Lineage:
            - lint: att-20261102-0001
            - unit-tests: att-20261102-0002
            - security-scan: 88231

            Changelog:
            ### Added

            - A readiness probe, so that no request meets a pod that is still starting.

            ### Changed

            - `replicaCount` is 2 by default.

            Source PR: #1
            Commit:\
            """,
            "Release: beta v0.4.0\n\nAttestation Lineage:\n- none\n",
            "release: alpha-v1.1.0, beta-v0.4.0, delta-v2.1.0, gamma-v1.0.0\n",
            "The same dispatch again: tagged",
            "already-tagged     gamma-v1.0.0 (#3, ",
            "unchanged          release pull request #4",
            "4 tags point at their commits as reported")
        .doesNotContain("\u001B", "redis", "ghs_", "PRIVATE KEY");
    assertThat(exit).isZero();
  }
}
