package io.charttagger.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.charttagger.local.github.AppSecret;
import io.charttagger.local.lambda.EchoHandler;
import io.charttagger.local.lambda.LambdaHost;
import io.charttagger.local.lambda.LambdaHost.Setup;
import io.charttagger.local.log.TestLog;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whoever searches a log and finds nothing must be known to find something. Alone, for the end of
 * another class would take what was found away.
 */
@Isolated
final class TestLogTest {
  private static final String TOKEN = "ghs_0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOP";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization: Bearer " + TOKEN,
        TOKEN + " at the beginning",
        "{\"token\":\"" + TOKEN + "\"}",
        "cut short: ghs_0123456789abcdefghijklmnopq",
        "its middle: bcdefghijklmnopqrstuvwxyzABCDEF",
        "its end: uvwxyzABCDEFGHIJKLMNOP"
      })
  void aTokenIsFoundWholeOrInPart(String line) {
    TestLog log = new TestLog();
    log.mustNotShow("a token", TOKEN);

    log.hear("somewhere", "nothing to see here");
    log.hear("somewhere", line);

    assertThat(log.lines()).isEqualTo(2);
    assertThat(log.takeFound()).containsExactly("line 2 of all, from somewhere, shows a token");
    assertThat(log.takeFound()).isEmpty();
    assertThat(log.secretIn("{\n" + line + "\n}")).contains("a token");
  }

  @Test
  void everyLineOfAKeyIsFoundAndItsFrameIsNot() {
    AppSecret app = AppSecret.generate();
    TestLog log = new TestLog();
    log.mustNotShow("a key", app.privateKey());

    app.privateKey().lines().forEach(line -> log.hear("somewhere", "> " + line));

    assertThat(log.takeFound()).hasSize((int) app.privateKey().lines().count() - 2);
  }

  @Test
  void aSecretTooShortToSearchForIsRefused() {
    TestLog log = new TestLog();
    log.mustNotShow("a password", "hunter-2");

    log.hear("somewhere", "the password is hunter-2.");

    assertThat(log.takeFound()).hasSize(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> log.mustNotShow("a password", "hunter2"))
        .withMessageContaining("a password is too short");
  }

  @Test
  void aStreamIsPassedOnAndHeardLineByLine() {
    TestLog log = new TestLog();
    log.mustNotShow("a token", TOKEN);
    ByteArrayOutputStream target = new ByteArrayOutputStream();
    PrintStream stream = log.listeningTo("a stream", new PrintStream(target, true, UTF_8));

    stream.print(TOKEN.substring(0, 20));
    stream.println(TOKEN.substring(20));
    new IllegalStateException("refused: " + TOKEN).printStackTrace(stream);

    assertThat(target.toString(UTF_8)).startsWith(TOKEN).contains("\tat io.charttagger");
    assertThat(log.takeFound()).hasSize(2);
  }

  @Test
  void thisVeryRunIsListenedTo() {
    String secret = UUID.randomUUID().toString();
    TestLog.shared().mustNotShow("a secret made up to be told", secret);
    assertThat(TestLog.shared().takeFound()).isEmpty();

    System.out.println("on System.out: " + secret);
    System.err.println("on System.err: " + secret);
    Logger.getLogger("a.logger").log(Level.WARNING, "logged: {0}", secret);

    assertThat(String.join("\n", TestLog.shared().takeFound()))
        .contains("from System.out, shows", "from System.err, shows", "from a.logger, shows");
  }

  @Test
  void theFunctionsProcessesAreListenedTo() {
    String secret = UUID.randomUUID().toString();
    TestLog.shared().mustNotShow("a secret made up to be told", secret);
    Setup echo =
        new Setup(
            Path.of("target/test-classes").toAbsolutePath(),
            EchoHandler.class.getName(),
            Map.of(),
            List.of(),
            false);

    try (LambdaHost host = LambdaHost.start(echo)) {
      host.invoke("\"" + secret + "\"", Duration.ofSeconds(30));
    }
    // All that the process said is read once it has ended.
    assertThat(TestLog.shared().takeFound()).isNotEmpty();
  }
}
