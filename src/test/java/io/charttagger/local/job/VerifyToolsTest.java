package io.charttagger.local.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Machines that cannot verify a signature say what they lack. */
final class VerifyToolsTest {
  private static final String GIT = "git version 2.39.5 (Apple Git-154)\n";
  private static final String KEYGEN =
      "Too few arguments for find-principals:missing signature file\n";

  @Test
  void thisMachineLacksNothing() {
    assertThat(VerifyTools.missing()).isEmpty();
    assertThat(missing(Map.of("git", GIT, "ssh-keygen", KEYGEN))).isEmpty();
    assertThat(missing(Map.of("git", "git version 3.0\n", "ssh-keygen", KEYGEN))).isEmpty();
  }

  @Test
  void aMachineWithoutOneOfThemIsToldWhichToInstall() {
    assertThat(missing(Map.of("ssh-keygen", KEYGEN)))
        .contains("this machine has no git; install 2.34 or newer, and OpenSSH");
    assertThat(missing(Map.of("git", GIT)))
        .contains(
            "this machine has no ssh-keygen, which git needs for it; install OpenSSH 8.2 or newer");
  }

  @Test
  void anOldOneDoesNotDo() {
    assertThat(missing(Map.of("git", "git version 2.33.8\n", "ssh-keygen", KEYGEN)))
        .contains("this machine has git version 2.33.8; install 2.34 or newer");
    assertThat(missing(Map.of("git", GIT, "ssh-keygen", "unknown option -- Y\nusage: …\n")))
        .contains("this machine's ssh-keygen is too old; install OpenSSH 8.2 or newer");
  }

  private static Optional<String> missing(Map<String, String> programs) {
    Map<String, String> machine = new HashMap<>(programs);
    return VerifyTools.missing(command -> Optional.ofNullable(machine.get(command.getFirst())));
  }
}
