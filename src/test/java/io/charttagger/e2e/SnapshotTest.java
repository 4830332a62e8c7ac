package io.charttagger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.charttagger.local.LocalCloud;
import io.charttagger.local.git.GitHistory;
import io.charttagger.local.github.AppSecret;
import io.charttagger.local.github.DispatchMessage;
import io.charttagger.local.github.SimulatedRepository;
import io.charttagger.local.lambda.LambdaHost;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What SnapStart saves: the packaged function after its hook, object by object. Then it is restored
 * and does a dispatch, so that the very same search is seen to find something.
 *
 * <p>Made-up keys and tokens are looked for among what something refers to: they are worth nothing,
 * and memory that was freed is not wiped. Real ones are looked for in all of the heap.
 */
final class SnapshotTest {
  @TempDir private static Path directory;

  private static LocalCloud cloud;
  private static LambdaHost function;
  private static List<Integer> connectedTo;
  private static Path wholeSnapshot;
  private static HeapDump snapshot;
  private static HeapDump used;
  private static int classesOfTheFirstAnswer;
  private static String report;
  private static Instant start;

  @BeforeAll
  static void takeTheSnapshot() throws Exception {
    start = Instant.now();
    Path classes = directory.resolve("classes.log");
    cloud =
        LocalCloud.start(
            LocalCloud.Plan.of(Map.of())
                .withSignedTags()
                .withFunctions(0)
                .withFlags("-Xlog:class+load=info:file=" + classes)
                .withSnapStart());
    try (GitHistory history = GitHistory.inMemory()) {
      SimulatedRepository repository = cloud.host("snapshot", history.repository());
      TwoChartPush push = TwoChartPush.in(repository);
      function = cloud.another();
      function.awaitReady(Duration.ofMinutes(2));
      connectedTo = function.connectedTo();
      wholeSnapshot = directory.resolve("whole.hprof");
      function.dumpWholeHeap(wholeSnapshot);
      snapshot = dump("snapshot.hprof");
      long loaded = lines(classes);

      String event = DispatchMessage.of(repository, push.before(), push.after()).toString();
      report = function.invoke(event, Duration.ofMinutes(2)).body();

      classesOfTheFirstAnswer = (int) (lines(classes) - loaded);
      used = dump("used.hprof");
    }
  }

  @AfterAll
  static void stop() {
    function.close();
    cloud.close();
  }

  @Test
  void theWarmUpSucceedsAndSoDoesTheFirstDispatch() {
    assertThat(function.output()).noneMatch(line -> line.contains("not warmed up"));
    assertThat(report).contains("\"outcome\":\"tagged\"");
  }

  @Test
  void noSecretIsInIt() throws Exception {
    assertThat(HeapDump.holding(wholeSnapshot, secrets())).isEmpty();
    assertThat(used.holding(secrets())).isNotEmpty();
  }

  @Test
  void noKeyThatSignsTagsIsInIt() throws Exception {
    String line = signingKeyLine();
    byte[] encoded = Base64.getDecoder().decode(line);
    // At the end, after what is the same for every key. A dump is searched byte by byte.
    String key = new String(encoded, encoded.length - 32, 32, StandardCharsets.ISO_8859_1);

    assertThat(HeapDump.holding(wholeSnapshot, List.of(line, key))).isEmpty();
    assertThat(used.holding(List.of(key))).isNotEmpty();
  }

  @Test
  void noJwtOrTokenIsInItNotEvenAMadeUpOne() throws Exception {
    // How a JWT of the App begins, and a token of GitHub's.
    List<String> beginnings = List.of("eyJhbGciOiJSUzI1NiI", "eyJ0eXAiOiJKV1Qi", "ghs_");

    assertThat(snapshot.holding(beginnings)).isEmpty();
    assertThat(used.holding(beginnings)).isNotEmpty();
  }

  @Test
  void noKeyTokenOrCredentialIsInItNotEvenAMadeUpOne() {
    String[] kept = {
      "io.charttagger.port.AppKey",
      "io.charttagger.github.auth.Token",
      "io.charttagger.signature.SigningKey",
      "sun.security.ec.ed.EdDSAPrivateKeyImpl",
      "sun.security.rsa.RSAPrivateCrtKeyImpl",
      "sun.security.rsa.RSAPrivateKeyImpl",
      "sun.security.ec.ECPrivateKeyImpl",
      "sun.security.ec.XDHPrivateKeyImpl",
      "software.amazon.awssdk.auth.credentials.AwsBasicCredentials",
      "software.amazon.awssdk.auth.credentials.AwsSessionCredentials",
    };

    assertThat(snapshot.instances(kept)).isEmpty();
    assertThat(used.count(kept)).isPositive();
  }

  @Test
  void nothingIsConnected() {
    assertThat(connectedTo).isEmpty();
    String[] connections = {
      "java.net.ServerSocket",
      "sun.nio.ch.SocketChannelImpl",
      "jdk.internal.net.http.HttpConnection",
      "jdk.internal.net.http.Http2Connection",
      "sun.security.ssl.SSLSocketImpl",
      "sun.security.ssl.SSLEngineImpl",
    };

    assertThat(snapshot.instances(connections)).isEmpty();
    assertThat(used.count(connections)).isPositive();
  }

  @Test
  void noTimeIsInIt() {
    assertThat(snapshot.instantsSince(start))
        // What Java's HTTP client counts from; it compares nothing with the clock.
        .filteredOn(instant -> !instant.contains("jdk.internal.net.http.common.TimeSource"))
        .isEmpty();
    assertThat(used.instantsSince(start)).hasSizeGreaterThan(1);
  }

  @Test
  void nothingIsDrawnFromARandomStateThatCopiesOfItShare() {
    assertThat(snapshot.instances("java.util.SplittableRandom")).isEmpty();
    assertThat(snapshot.instances("java.util.Random"))
        // Jitter of the SDK's and the JDK's own, if any.
        .filteredOn(random -> random.contains("io.charttagger"))
        .isNotEmpty()
        .allMatch(random -> random.startsWith("java.security.SecureRandom"));
  }

  @Test
  void nothingOfTheWarmUpIsLeft() {
    assertThat(snapshot.instances("io.charttagger.Wiring", "io.charttagger.github.GitHubForge"))
        .hasSize(2);
    assertThat(
            snapshot.instances(
                "io.charttagger.warmup.StandIn",
                "io.charttagger.warmup.TlsServer",
                "io.charttagger.warmup.CannedAnswer",
                "io.charttagger.report.Report"))
        .isEmpty();
  }

  /** The goal is 50; `mvn -Pbench verify` compares with it. */
  @Test
  void theFirstAnswerFindsItsClassesLoaded() {
    assertThat(classesOfTheFirstAnswer).isLessThan(100);
  }

  /** The webhook secret, and the key line by line, so that it does not matter how lines end. */
  private static List<String> secrets() {
    AppSecret app = cloud.app();
    return Stream.concat(
            Stream.of(app.webhookSecret()),
            app.privateKey().lines().filter(line -> !line.startsWith("-----")))
        .toList();
  }

  /** The one line of the signing key's file that is not the same for every key. */
  private static String signingKeyLine() throws Exception {
    return new JsonMapper()
        .readTree(cloud.app().json())
        .path("signingKey")
        .asText()
        .lines()
        .filter(line -> !line.startsWith("-----"))
        .findFirst()
        .orElseThrow();
  }

  private static HeapDump dump(String name) {
    Path file = directory.resolve(name);
    function.dumpHeap(file);
    return HeapDump.read(file);
  }

  private static long lines(Path file) throws Exception {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    }
  }
}
