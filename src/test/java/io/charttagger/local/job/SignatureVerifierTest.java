package io.charttagger.local.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.charttagger.chart.CommitSha;
import io.charttagger.local.git.FileChanges;
import io.charttagger.local.git.GitHistory;
import io.charttagger.local.git.Note;
import io.charttagger.local.github.AppSecret;
import io.charttagger.signature.OpenSsh;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job whose tags git does not accept fails. */
final class SignatureVerifierTest {
  private static final Instant WHEN = Instant.parse("2026-10-01T08:00:00Z");

  @TempDir private Path directory;
  private GitHistory history;
  private CommitSha commit;

  @BeforeEach
  void makeARepositoryWithATag() {
    history = GitHistory.at(directory.resolve("charts.git"));
    commit = history.commit("main", FileChanges.none().write("a", "a\n"), Note.of("a\n", WHEN));
    tag("others", "");
  }

  @AfterEach
  void close() {
    history.close();
  }

  @Test
  void theTagsOfOthersNeedNoSignature() {
    assertThat(shown(verifier())).isEmpty();
    assertThat(verifier().command()).isEmpty();
  }

  @Test
  void aTagWithoutASignatureIsNamed() {
    SignatureVerifier verifier = verifier();
    tag("unsigned", "");

    assertThatExceptionOfType(JobFailure.class)
        .isThrownBy(() -> shown(verifier))
        .withMessage("unsigned has no signature");
  }

  @Test
  void aSignatureThatGitDoesNotAcceptIsShownInItsWords() {
    SignatureVerifier verifier = verifier();
    OpenSsh openSsh = new OpenSsh(directory);
    tag("foreign", openSsh.signature(openSsh.key("key"), "git", text("foreign")));

    assertThatExceptionOfType(JobFailure.class)
        .isThrownBy(() -> shown(verifier))
        .withMessageContainingAll(
            "verify-tag foreign` ended with 1",
            "Good \"git\" signature with ED25519 key",
            "No principal matched");
  }

  private SignatureVerifier verifier() {
    return new SignatureVerifier(AppSecret.generate().withSigningKey(), history.repository());
  }

  /** The tag's object up to its signature, as git hands it to who verifies it. */
  private String text(String name) {
    tag(name, "");
    return history.text(history.tags().get(name));
  }

  private void tag(String name, String signature) {
    history.annotatedTag(name, commit.value(), Note.of(name + "\n" + signature, WHEN));
  }

  private static String shown(SignatureVerifier verifier) {
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    verifier.show(new Screen(new PrintStream(shown, true, UTF_8), false));
    return shown.toString(UTF_8);
  }
}
