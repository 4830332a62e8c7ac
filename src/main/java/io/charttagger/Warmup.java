package io.charttagger;

import io.charttagger.aws.AwsClients;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.TagName;
import io.charttagger.chart.TagObject;
import io.charttagger.chart.Tagger;
import io.charttagger.github.http.HttpConnector;
import io.charttagger.history.VirtualThreads;
import io.charttagger.settings.Settings;
import io.charttagger.signature.SigningKey;
import io.charttagger.warmup.StandIn;
import io.charttagger.warmup.TlsServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import software.amazon.awssdk.core.SdkSystemSetting;

/**
 * Handles whole dispatches in the real code before a snapshot, so that the first one after it finds
 * the classes loaded and the code compiled. GitHub and AWS are a {@link StandIn}; the keys and
 * tokens are made up. A second wiring does it, which is closed and left to the collector: the one
 * that the function goes on with has asked for nothing, and keeps no connection, secret or time.
 */
final class Warmup {
  /** After so many most of the code is compiled. */
  private static final int ROUNDS = 40;

  /** Of each server, in each round: only the first look at one takes all of the code. */
  private static final int CERTIFICATES = 5;

  private static final Duration BETWEEN_ROUNDS = Duration.ofSeconds(1);
  private static final Duration COMPILED = Duration.ofSeconds(10);

  private static final TaggingHandler.Invoked INVOKED =
      new TaggingHandler.Invoked("warm-up", "0", 60_000);

  private static final byte[] NOTHING = {};

  private Warmup() {}

  /**
   * Returns when everything is closed.
   *
   * @throws IllegalStateException when a dispatch did not end as it should
   */
  static void run() {
    run(ROUNDS);
  }

  /** The same, for tests that need not wait until all is compiled. */
  static void run(int rounds) {
    FutureTask<Boolean> task =
        new FutureTask<>(
            () -> {
              warmUp(rounds);
              return true;
            });
    // What the code keeps for a thread ends with the thread.
    Thread.ofPlatform().start(task);
    VirtualThreads.join(task);
    // What is left to compile or to collect would be left to the first answers.
    CompilerThreads.ofThisProcess().awaitIdle(COMPILED);
    System.gc();
  }

  private static void warmUp(int rounds) {
    // As with SnapStart; the environment's own address and token are not touched.
    String address = SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_FULL_URI.property();
    String token = SdkSystemSetting.AWS_CONTAINER_AUTHORIZATION_TOKEN.property();
    try (StandIn standIn = StandIn.start()) {
      System.setProperty(address, standIn.url() + "/credentials");
      System.setProperty(token, "throw-away");
      for (int round = 0; round < rounds; round++) {
        handleEvents(standIn);
        sign();
        judgeCertificates(standIn);
        // With many methods waiting, Java would compile only what is called even more often.
        CompilerThreads.ofThisProcess().awaitIdle(BETWEEN_ROUNDS);
      }
    } finally {
      System.clearProperty(address);
      System.clearProperty(token);
    }
  }

  private static void handleEvents(StandIn standIn) {
    List<String> log = new ArrayList<>();
    for (byte[] event : StandIn.events()) {
      handle(event, standIn, log);
    }
    if (!log.stream().allMatch(Warmup::isGood) || !standIn.problems().isEmpty()) {
      throw new IllegalStateException(
          "the dispatches of the warm-up did not end well: " + standIn.problems() + " " + log);
    }
  }

  /** Over connections of its own, as the first dispatch after a restore. */
  private static void handle(byte[] event, StandIn standIn, List<String> log) {
    Settings settings =
        Settings.from(
            Map.of(
                "GITHUB_API_URL", standIn.gitHub().url().toString(),
                "APP_SECRET_ID", "app",
                "LOCK_TABLE", "locks",
                "ALLOWED_REPOSITORIES", "example-org/*"));
    try (Wiring wiring =
        new Wiring(
            settings,
            AwsClients.of(standIn.aws().url(), standIn.aws().trust()),
            HttpConnector.client(standIn.gitHub().clientContext()))) {
      TaggingHandler handler = new TaggingHandler(wiring);
      var _ =
          handler.answer(
              event,
              INVOKED,
              line -> {
                log.add(line);
                // The way of a line to Lambda's log, where nothing of it is shown.
                System.out.writeBytes(NOTHING);
              });
    }
  }

  private static void judgeCertificates(StandIn standIn) {
    for (TlsServer server : List.of(standIn.gitHub(), standIn.aws())) {
      for (int certificate = 0; certificate < CERTIFICATES; certificate++) {
        server.judgeAnother();
      }
      if (server.isTrustedByJava()) {
        throw new IllegalStateException("the certificate of the warm-up must be nobody else's");
      }
    }
  }

  /**
   * As every tag of a deployment that has a key for it; GitHub's stand-in could not know its SHA.
   */
  private static void sign() {
    TagObject tag =
        new TagObject(
            new TagName("warm-up-v1.0.0"),
            CommitSha.parse("0".repeat(40)),
            "Release: warm-up v1.0.0\n",
            new Tagger("warm-up", "warm-up@example.org"),
            Instant.EPOCH);
    var _ = SigningKey.parse(StandIn.signingKey()).sign(tag).sha();
  }

  private static boolean isGood(String report) {
    return report.startsWith("{\"outcome\":\"tagged\"") && report.contains("\"warnings\":[]");
  }
}
