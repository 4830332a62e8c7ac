package io.charttagger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.charttagger.dispatch.SavedEvents;
import io.charttagger.local.aws.LocalDynamoDb;
import io.charttagger.local.github.AppSecret;
import io.charttagger.report.Report;
import io.charttagger.report.ReportJson;
import io.charttagger.report.RunOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A check of the set-up names what is broken and who fixes it, and hides nothing else. */
final class CheckSetupTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static LocalDynamoDb dynamoDb;

  @BeforeAll
  static void start() {
    dynamoDb = LocalDynamoDb.start();
  }

  @AfterAll
  static void stop() {
    dynamoDb.close();
  }

  /** The points that are not in order, each with what came of it. */
  private static Map<String, String> disorder(Report report) {
    Map<String, String> disorder = new TreeMap<>();
    for (JsonNode line : ReportJson.of(report).path("checks")) {
      if (!line.path("outcome").asText().equals("ok")) {
        disorder.put(line.path("point").asText(), line.path("outcome").asText());
      }
    }
    return disorder;
  }

  private static String message(Report report, String point) {
    for (JsonNode line : ReportJson.of(report).path("checks")) {
      if (line.path("point").asText().equals(point)) {
        // Each test has a table of its own.
        return line.path("message").asText().replaceAll("locks-[0-9a-f-]{36}", "locks");
      }
    }
    throw new AssertionError(point + " was not checked");
  }

  @ParameterizedTest
  @MethodSource("io.charttagger.e2e.BrokenPoint#sound")
  void whatIsInOrderIsSaidToBe(Consumer<SoundSetup> difference) {
    try (SoundSetup setup = new SoundSetup(dynamoDb)) {
      difference.accept(setup);

      Report report = setup.report();

      assertThat(disorder(report)).isEmpty();
      assertThat(report.checks()).hasSize(19);
      assertThat(report.outcome()).isEqualTo(new RunOutcome.Checked(/* fails= */ false));
      assertThat(report.outcome().status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @MethodSource("io.charttagger.e2e.BrokenPoint#all")
  void aBrokenPointIsNamedWithItsRemedyAndHidesNoOther(BrokenPoint broken) {
    try (SoundSetup setup = new SoundSetup(dynamoDb, broken.githubAhead())) {
      broken.breaking().accept(setup);

      Report report = setup.report();

      Map<String, String> expected = new TreeMap<>();
      broken.waiting().forEach(point -> expected.put(point, "not-checked"));
      expected.put(broken.point(), broken.result());
      assertThat(disorder(report)).isEqualTo(expected);
      // The SDK's time may be over before its retries are: they wait for random times.
      assertThat(
              message(report, broken.point())
                  .replace("(it did not answer in time)", "(InternalServerError)"))
          .isEqualTo(broken.message());
      broken
          .waiting()
          .forEach(
              point ->
                  assertThat(message(report, point))
                      .isEqualTo("it is checked as soon as the point %s is fixed", broken.point()));
      assertThat(report.outcome())
          .isEqualTo(new RunOutcome.Checked(broken.result().equals("failed")));
    }
  }

  @Test
  void theReportIsATableAndJsonAndFitsTheLog() {
    try (SoundSetup setup = new SoundSetup(dynamoDb)) {
      setup.history().deleteBranch("release");

      Report report = setup.report();

      assertThat(report.outcome().status()).isEqualTo(422);
      assertThat(ReportJson.facts(report).path("outcome").asText()).isEqualTo("checked");
      assertThat(ReportJson.facts(report).path("checks")).hasSize(19);
      assertThat(ReportJson.of(report).path("summary").asText())
          .startsWith("### Set-up: 18 ok, 1 failed, 0 not checked, 0 with a warning\n")
          .contains("| Point | Result | What to do |\n", "| release-branch | ❌&nbsp;failed | ");
    }
  }

  @Test
  void theLinesAreShownThatLetOthersVerifyTags() {
    try (SoundSetup setup = new SoundSetup(dynamoDb)) {
      String own = AwsScene.app().publicSigningKey();
      String former = AppSecret.generate().withSigningKey().publicSigningKey();

      assertThat(message(setup.report(), "signing-key"))
          .matches(
              "tags are signed with the key SHA256:[A-Za-z0-9+/]{43}; git verify-tag accepts them where the file that gpg.ssh.allowedSignersFile names has this line: chart-tagger namespaces=\"git\" "
                  + Pattern.quote(own));

      setup.scene().secret(BrokenPoint.secretWith("allowedSigners", "[\"%s\"]".formatted(former)));
      assertThat(message(setup.report(), "signing-key"))
          .endsWith(
              "has these 2 lines: chart-tagger namespaces=\"git\" %s\nchart-tagger namespaces=\"git\" %s"
                  .formatted(own, former));

      setup.scene().secret(BrokenPoint.secretWith("signingKey", "null"));
      assertThat(message(setup.report(), "signing-key"))
          .isEqualTo("tags are not signed: the App's secret has no signingKey");
    }
  }

  @Test
  void nothingIsWrittenToGitHub() {
    try (SoundSetup setup = new SoundSetup(dynamoDb)) {
      setup.report();
      setup.reportOfAll();

      assertThat(setup.scene().github().log().matching(it -> !it.method().equals("GET")))
          .allSatisfy(
              token -> {
                assertThat(token.path()).endsWith("/access_tokens");
                assertThat(token.body()).doesNotContain("write");
              });
    }
  }

  @Test
  void withoutARepositoryTheDeploymentAndItsInstallationsAreChecked() {
    try (SoundSetup setup = new SoundSetup(dynamoDb)) {
      setup.checkAnother("kube-friends/charts");
      setup.checkAnother("stranger/charts");

      Report report = setup.reportOfAll();

      assertThat(disorder(report)).isEmpty();
      assertThat(ReportJson.facts(report).path("checks").findValuesAsText("message"))
          .contains(
              "repositories that it names and the App is installed on: 2",
              "the App is installed on example-org",
              "the App is installed on kube-friends")
          .noneMatch(message -> message.contains("stranger"));
    }
  }

  @Test
  void withoutARepositoryABrokenInstallationIsNamed() {
    try (SoundSetup setup = new SoundSetup(dynamoDb)) {
      setup.repository().installation().suspend(Scene.START);

      Report report = setup.reportOfAll();

      assertThat(disorder(report))
          .containsOnly(
              Map.entry("allow-list", "warning"),
              Map.entry("installation", "failed"),
              Map.entry("accepted-permissions", "not-checked"));
      assertThat(message(report, "allow-list"))
          .isEqualTo(
              "ALLOWED_REPOSITORIES names example-org/*, kube-friends/charts, where the App reaches no repository: an owner installs the App there, or the operator takes that off the list");
    }
  }

  /** A workflow's request, its token's claims changed. */
  private static JsonNode workflow(Consumer<ObjectNode> change) {
    try {
      return JSON.readTree(
          SavedEvents.api(
              event -> {
                event.put("body", SavedEvents.text("check-setup.json"));
                ObjectNode claims = (ObjectNode) event.at("/requestContext/authorizer/jwt/claims");
                claims.put("iss", "issuer").put("aud", "audience").put("exp", "99999999999");
                change.accept(claims);
              }));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aWorkflowOfTheRepositoryGetsTheReport() {
    try (SoundSetup setup = new SoundSetup(dynamoDb)) {
      assertThat(setup.run(workflow(_ -> {})).outcome())
          .isEqualTo(new RunOutcome.Checked(/* fails= */ false));
    }
  }

  @Test
  void aStrangerLearnsNothing() {
    try (SoundSetup setup = new SoundSetup(dynamoDb)) {
      Report report = setup.run(workflow(claims -> claims.put("repository", "stranger/charts")));

      assertThat(report.outcome()).isEqualTo(new RunOutcome.Rejected(403));
      assertThat(report.checks()).isEmpty();
      assertThat(setup.scene().github().log().all()).isEmpty();
    }
  }

  @Test
  void aBranchThatIsNotTheMainOneLearnsNothing() {
    try (SoundSetup setup = new SoundSetup(dynamoDb)) {
      setup.set(Scene.Options.USUAL.onDefaultBranch());

      Report report = setup.run(workflow(claims -> claims.put("ref", "refs/heads/topic")));

      assertThat(report.outcome()).isEqualTo(new RunOutcome.Rejected(403));
      assertThat(report.checks()).isEmpty();
    }
  }
}
