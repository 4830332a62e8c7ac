package io.charttagger.local.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.local.github.Latency;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

final class MainJobTest {
  private static final String VERIFY =
      "git --git-dir target/sample/repository.git -c gpg.ssh.allowedSignersFile=target/sample/allowed-signers verify-tag alpha-v1.1.0";

  @Test
  void showsTheSamplePushAsAPersonWantsToSeeIt() throws Exception {
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
            "4 tags point at their commits as reported",
            "4 tags are signed with a key made for this run, and git verify-tag accepts each:\n"
                + "Good \"git\" signature for chart-tagger with ED25519 key SHA256:",
            "\nAnd verified: " + VERIFY + "\n")
        .doesNotContain("\u001B", "redis", "ghs_", "PRIVATE KEY");
    assertThat(exit).isZero();
    assertThat(verified()).startsWith("Good \"git\" signature for chart-tagger ");
  }

  /** What the command says that is shown, when the job has ended. */
  private static String verified() throws IOException {
    Process git = new ProcessBuilder(VERIFY.split(" ", -1)).redirectErrorStream(true).start();
    return new String(git.getInputStream().readAllBytes(), UTF_8);
  }
}
