package io.charttagger.deploy;

import static io.charttagger.deploy.ScriptedServer.Answer.answer;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.charttagger.deploy.WorkflowStep.Result;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the script of the reusable workflow, taken from the YAML, against simulated endpoints. */
@Execution(ExecutionMode.CONCURRENT)
final class ChartTaggingWorkflowTest {
  private static final Path FILE = Path.of(".github/workflows/atomic-chart-tagging.yaml");
  private static final String BEFORE = "1".repeat(40);
  private static final String AFTER = "2".repeat(40);
  private static final String TAGGED =
      """
      {"outcome": "tagged", "charts": [
        {"name": "b", "tag": "b-v2.0.0", "outcome": "already-tagged", "tagObject": "4", "message": ""},
        {"name": "c", "tag": "c-v1.0.0", "outcome": "already-tagged", "message": "on another commit"},
        {"name": "d", "tag": "d-v1.0.0", "outcome": "version-unchanged", "message": ""},
        {"name": "a", "directory": "charts/a", "version": "1.2.3", "tag": "a-v1.2.3", "commit": "5",
         "sourcePullRequest": 6, "outcome": "created", "tagObject": "3", "message": ""}],
       "releasePullRequests": [{"number": 7, "url": "https://github.com/acme/charts/pull/7", "outcome": "created"}],
       "summary": "### 2 tags in place\\n\\n| Chart |\\n"}
      """;
  private static final String IN_PROGRESS = "{\"outcome\": \"in-progress\", \"summary\": \"x\"}";
  private static final String INCOMPLETE =
      "{\"outcome\": \"incomplete\", \"summary\": \"### Incomplete\"}";

  private final JsonMapper json = JsonMapper.builder().build();
  private final Map<String, String> environment = new HashMap<>();
  private ScriptedServer tokens;
  private ScriptedServer api;
  @TempDir private Path directory;

  @BeforeEach
  void startGitHubAndChartTagger() throws IOException {
    tokens = new ScriptedServer();
    tokens.answers(answer(200, "{\"count\": 1, \"value\": \"oidc.token\"}"));
    api = new ScriptedServer();
    environment.putAll(
        Map.of(
            "ENDPOINT", api.url() + "/dispatch",
            "AUDIENCE", "chart-tagger",
            "REPOSITORY", "acme/charts",
            "BRANCH", "main",
            "BEFORE", BEFORE,
            "AFTER", AFTER,
            "DRY_RUN", "false",
            "CHARTS", "",
            "TIME_LIMIT", "30",
            "PAUSE", "0"));
    environment.put("WEBHOOK", "true");
    environment.put("PREVIEW", "false");
    environment.put("REQUIRE_BUMP", "false");
    environment.put("PULL_REQUEST", "");
    environment.put("HEAD_REPOSITORY", "");
    environment.put("ACTIONS_ID_TOKEN_REQUEST_URL", tokens.url() + "/token?api-version=2.0");
    environment.put("ACTIONS_ID_TOKEN_REQUEST_TOKEN", "request-token");
  }

  @AfterEach
  void stop() {
    tokens.close();
    api.close();
  }

  @Test
  void sendsThePushAsADispatchWithAnOidcToken() throws Exception {
    api.answers(answer(200, TAGGED));

    assertThat(runScript().exit()).isZero();

    assertThat(tokens.requests())
        .containsExactly(
            new ScriptedServer.Request(
                "GET", "/token?api-version=2.0&audience=chart-tagger", "bearer request-token", ""));
    assertThat(api.requests()).hasSize(1);
    ScriptedServer.Request request = api.requests().getFirst();
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.path()).isEqualTo("/dispatch");
    assertThat(request.authorization()).isEqualTo("Bearer oidc.token");
    assertThat(json.readTree(request.body()))
        .isEqualTo(
            json.readTree(
                """
                {"action": "charts-merged", "branch": "main", "repository": {"full_name": "acme/charts"},
                 "client_payload": {"after": "%s", "before": "%s", "dry_run": false}}
                """
                    .formatted(AFTER, BEFORE)));
  }

  @Test
  void outputsWhatWasTagged() throws Exception {
    api.answers(answer(200, TAGGED));

    Result result = runScript();

    assertThat(result.exit()).isZero();
    assertThat(result.outputs())
        .containsEntry("outcome", "tagged")
        .containsEntry("tags", "[\"a-v1.2.3\",\"b-v2.0.0\"]")
        .containsEntry("pull-request", "https://github.com/acme/charts/pull/7");
    assertThat(json.readTree(result.outputs().get("charts")))
        .isEqualTo(
            json.readTree(
                """
                [{"name": "a", "version": "1.2.3", "tag": "a-v1.2.3", "directory": "charts/a", "commit": "5"},
                 {"name": "b", "version": null, "tag": "b-v2.0.0", "directory": null, "commit": null}]
                """));
    assertThat(result.summary()).isEqualTo("### 2 tags in place\n\n| Chart |\n\n");
  }

  @Test
  void succeedsWhenThereIsNothingToTag() throws Exception {
    api.answers(
        answer(200, "{\"outcome\": \"nothing-to-tag\", \"charts\": [], \"summary\": \"n\"}"));

    Result result = runScript();

    assertThat(result.exit()).isZero();
    assertThat(result.outputs())
        .containsEntry("outcome", "nothing-to-tag")
        .containsEntry("tags", "[]")
        .containsEntry("pull-request", "");
  }

  @Test
  void retriesAfterTheGivenTime() throws Exception {
    api.answers(
        answer(503, IN_PROGRESS).retryAfter(1),
        answer(503, INCOMPLETE).retryAfter(1),
        answer(200, TAGGED));

    long start = System.nanoTime();
    Result result = runScript();

    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(2_000_000_000L);
    assertThat(result.exit()).isZero();
    assertThat(result.outputs()).containsEntry("outcome", "tagged");
    assertThat(api.requests()).hasSize(3);
    assertThat(tokens.requests()).as("each attempt with its own token").hasSize(3);
    assertThat(result.summary()).as("only the last report").doesNotContain("Incomplete");
  }

  @Test
  void givesUpWhenARetryWouldBeTooLate() throws Exception {
    api.answers(answer(503, INCOMPLETE).retryAfter(31));

    Result result = runScript();

    assertThat(result.exit()).isEqualTo(1);
    assertThat(api.requests()).hasSize(1);
    assertThat(result.outputs()).containsEntry("outcome", "incomplete");
    assertThat(result.summary()).contains("### Incomplete");
    assertThat(result.log())
        .contains("::error title=Chart Tagger::")
        .contains("run this job again");
  }

  @Test
  void failsWithTheReasonWhenAChartFailed() throws Exception {
    api.answers(
        answer(
            422,
            """
            {"outcome": "failed", "charts": [
              {"name": "a", "tag": "a-v1.0.0", "outcome": "created", "message": "fine"},
              {"name": "b", "outcome": "invalid", "fails": true, "message": "version \\"1.1\\" is not 100 %\\nSemVer"},
              {"name": "c", "outcome": "invalid", "message": "as before"},
              {"name": "d", "outcome": "undocumented", "fails": true, "message": "no changelog"}],
             "summary": "### Failed: b"}
            """));

    Result result = runScript();

    assertThat(result.exit()).isEqualTo(1);
    assertThat(api.requests()).as("a retry would not help").hasSize(1);
    assertThat(result.outputs())
        .containsEntry("outcome", "failed")
        .containsEntry("tags", "[\"a-v1.0.0\"]");
    assertThat(result.summary()).contains("### Failed: b");
    assertThat(result.log())
        .contains(
            "::error title=Chart Tagger::b: version \"1.1\" is not 100 %25%0ASemVer%0Ad: no changelog\n");
  }

  @Test
  void failsWithTheReasonWhenItWasRejected() throws Exception {
    api.answers(
        answer(
            403,
            "{\"outcome\": \"rejected\", \"message\": \"not on the allow list\", \"summary\":"
                + " \"\"}"));

    Result result = runScript();

    assertThat(result.exit()).isEqualTo(1);
    assertThat(api.requests()).hasSize(1);
    assertThat(result.outputs()).containsEntry("outcome", "rejected");
    assertThat(result.log()).contains("::error title=Chart Tagger::not on the allow list\n");
  }

  @Test
  void failsWhenTheAuthorizerRejectsTheToken() throws Exception {
    api.answers(answer(401, "{\"message\":\"Unauthorized\"}"));

    Result result = runScript();

    assertThat(result.exit()).isEqualTo(1);
    assertThat(api.requests()).hasSize(1);
    assertThat(result.outputs())
        .containsEntry("outcome", "unreachable")
        .containsEntry("tags", "[]");
    assertThat(result.log()).contains("OidcAudience");
  }

  @Test
  void retriesWhenTheGatewayAnsweredInsteadOfChartTagger() throws Exception {
    String gateway = "{\"message\": \"Service Unavailable\"}";
    api.answers(
        answer(429, gateway),
        answer(500, gateway),
        answer(502, "<html>"),
        answer(503, gateway),
        answer(504, ""),
        answer(200, TAGGED));

    Result result = runScript();

    assertThat(result.exit()).isZero();
    assertThat(api.requests()).hasSize(6);
    assertThat(result.outputs()).containsEntry("outcome", "tagged");
  }

  @Test
  void doesNotRetryABadGatewayFromChartTaggerItself() throws Exception {
    api.answers(
        answer(502, "{\"outcome\": \"failed\", \"message\": \"suspended\", \"summary\": \"\"}"));

    assertThat(runScript().log()).contains("::error title=Chart Tagger::suspended");
    assertThat(api.requests()).hasSize(1);
  }

  @Test
  void failsWithinItsTimeLimitWhenTheEndpointIsDown() throws Exception {
    try (ServerSocket free = new ServerSocket(0)) {
      environment.put("ENDPOINT", "http://127.0.0.1:" + free.getLocalPort() + "/dispatch");
    }
    environment.put("TIME_LIMIT", "3");
    environment.put("PAUSE", "1");

    Result result = runScript();

    assertThat(result.exit()).isEqualTo(1);
    assertThat(tokens.requests()).hasSizeBetween(2, 3);
    assertThat(result.outputs()).containsEntry("outcome", "unreachable");
    assertThat(result.summary()).contains("run this job again");
    assertThat(result.log()).contains("could not be reached within 3 s");
  }

  @Test
  void retriesWhenGitHubGivesNoTokenAtFirst() throws Exception {
    tokens.answers(
        answer(500, ""), answer(200, "no JSON"), answer(200, "{\"value\": \"oidc.token\"}"));
    api.answers(answer(200, TAGGED));

    assertThat(runScript().exit()).isZero();
    assertThat(api.requests()).hasSize(1);
  }

  @Test
  void doesNotBlameTheEndpointWhenGitHubGivesNoToken() throws Exception {
    tokens.answers(answer(500, ""));
    environment.put("TIME_LIMIT", "1");
    environment.put("PAUSE", "1");

    Result result = runScript();

    assertThat(result.exit()).isEqualTo(1);
    assertThat(api.requests()).isEmpty();
    assertThat(result.outputs()).containsEntry("outcome", "unreachable");
    assertThat(result.log())
        .contains(
            "::error title=Chart Tagger::GitHub gave this job no OIDC token within 1 s. Nothing is lost: run this job again.\n");
  }

  @Test
  void namesTheMissingPermission() throws Exception {
    environment.remove("ACTIONS_ID_TOKEN_REQUEST_URL");

    Result result = runScript();

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.log()).contains("id-token: write");
    assertThat(api.requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.com/dispatch",
        "ftp://x",
        "-o/etc/passwd",
        "http://localhost.evil/x",
        ""
      })
  void sendsATokenOnlyOverHttps(String endpoint) throws Exception {
    environment.put("ENDPOINT", endpoint);

    Result result = runScript();

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.log()).contains("The input 'endpoint' is not an https URL,", "DispatchUrl");
    assertThat(tokens.requests()).isEmpty();
  }

  @Test
  void passesOnTheDryRunAndTheCharts() throws Exception {
    environment.putAll(Map.of("DRY_RUN", "true", "CHARTS", " a, b-c ,,", "BEFORE", ""));
    api.answers(answer(200, "{\"outcome\": \"planned\", \"charts\": [], \"summary\": \"\"}"));

    assertThat(runScript().outputs()).containsEntry("outcome", "planned");
    assertThat(json.readTree(api.requests().getFirst().body()).get("client_payload"))
        .isEqualTo(
            json.readTree(
                "{\"after\": \"%s\", \"dry_run\": true, \"charts\": [\"a\", \"b-c\"]}"
                    .formatted(AFTER)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        $(touch a) `touch b` '; touch c; ' "; touch d; " ${IFS} *?[a-z]~&|<> \\(env)
        touch e
        ::error::x\
        """,
        "@/etc/passwd",
        "--help"
      })
  void hostileValuesAreOnlyValues(String hostile) throws Exception {
    for (String name : List.of("BEFORE", "AFTER", "BRANCH", "REPOSITORY", "CHARTS", "AUDIENCE")) {
      environment.put(name, hostile);
    }
    api.answers(
        answer(400, "{\"outcome\": \"rejected\", \"message\": \"no SHA\", \"summary\": \"\"}"));

    Result result = runScript();

    assertThat(result.left()).isEmpty();
    JsonNode sent = json.readTree(api.requests().getFirst().body());
    assertThat(sent.at("/client_payload/before").asText()).isEqualTo(hostile);
    assertThat(sent.at("/client_payload/after").asText()).isEqualTo(hostile);
    assertThat(sent.at("/client_payload/charts/0").asText()).isEqualTo(hostile.strip());
    assertThat(sent.at("/branch").asText()).isEqualTo(hostile);
    assertThat(sent.at("/repository/full_name").asText()).isEqualTo(hostile);
    assertThat(result.log()).contains("::error title=Chart Tagger::no SHA");
  }

  @Test
  void aHostileReportCannotIssueCommands() throws Exception {
    String hostile =
        "x\\n::add-path::/evil\\noutcome<<EOF\\ntags=[]\\r\\n%0A::set-output name=a::b";
    api.answers(
        answer(
            422,
            """
            {"outcome": "failed", "message": "%1$s", "summary": "fine",
             "charts": [{"name": "%1$s", "tag": "%1$s", "outcome": "created", "tagObject": "1", "message": "%1$s"}],
             "releasePullRequests": [{"url": "%1$s", "outcome": "created"}]}
            """
                .formatted(hostile)));

    Result result = runScript();

    assertThat(result.log().lines().filter(line -> line.contains("::")))
        .allMatch(
            line ->
                line.startsWith("{")
                    || line.equals("::add-mask::oidc.token")
                    || line.startsWith("::error title=Chart Tagger::x%0A::add-path::/evil%0A"));
    assertThat(result.outputs()).containsOnlyKeys("outcome", "charts", "tags", "pull-request");
    assertThat(result.outputs()).containsEntry("outcome", "failed");
    assertThat(json.readTree(result.outputs().get("tags"))).hasSize(1);
  }

  @Test
  void theTokensAreMaskedAndAppearNowhereElse() throws Exception {
    api.answers(answer(200, TAGGED));

    Result result = runScript();

    assertThat(result.log().replace("::add-mask::oidc.token\n", ""))
        .doesNotContain("oidc.token", "request-token");
    assertThat(result.outputs().toString() + result.summary()).doesNotContain("oidc.token");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tag", "send"})
  void valuesReachTheScriptOnlyThroughItsEnvironment(String job) throws Exception {
    WorkflowStep step = WorkflowStep.of(FILE, job);

    assertThat(step.script()).doesNotContain("${{");
    assertThat(step.environment())
        .containsEntry("AFTER", "${{ inputs.after || github.sha }}")
        .containsEntry(
            "BEFORE", "${{ inputs.before || (inputs.after == '' && github.event.before) || '' }}");
  }

  @Test
  void theTimeLimitIsAnInputThatFitsIntoTheJob() throws Exception {
    JsonNode workflow = WorkflowFile.read(FILE);
    JsonNode input = workflow.at("/on/workflow_call/inputs/time-limit");

    assertThat(input.path("type").asText()).isEqualTo("number");
    assertThat(input.path("default").asInt()).isEqualTo(225);
    assertThat(WorkflowStep.of(FILE, "tag").environment())
        .containsEntry("TIME_LIMIT", "${{ inputs.time-limit }}");
    // An attempt that starts at the last moment: the token, then the answer.
    assertThat(workflow.at("/jobs/tag/timeout-minutes").asInt() * 60)
        .isGreaterThan(21_000 + 20 + 35);
    assertThat(workflow.at("/jobs/send/timeout-minutes").asInt() * 60).isGreaterThan(120 + 20);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "0", "-1", "2.5", "21001", "99999999999", "abc", "1 || x", "a[$(touch f)]"})
  void aTimeLimitThatIsNoneIsNamed(String limit) throws Exception {
    environment.put("TIME_LIMIT", limit);

    Result result = runScript();

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.log()).contains("::error title=Chart Tagger::", "'time-limit'");
    assertThat(result.left()).isEmpty();
    assertThat(tokens.requests()).isEmpty();
  }

  @Test
  void runsThatComeAtOnceAreNotCancelled() throws Exception {
    JsonNode workflow = WorkflowFile.read(FILE);

    assertThat(workflow.findValues("concurrency")).isEmpty();
  }

  @Test
  void sendsARepositoryDispatchThroughGitHub() throws Exception {
    api.answers(answer(500, ""), answer(204, ""));

    Result result = send();

    assertThat(result.exit()).isZero();
    assertThat(result.outputs()).containsEntry("outcome", "sent");
    assertThat(result.log()).doesNotContain("::warning");
    assertThat(api.requests()).hasSize(2);
    ScriptedServer.Request request = api.requests().getLast();
    assertThat(request.path()).isEqualTo("/repos/acme/charts/dispatches");
    assertThat(request.authorization()).isEqualTo("Bearer github-token");
    assertThat(json.readTree(request.body()))
        .isEqualTo(
            json.readTree(
                """
                {"event_type": "charts-merged",
                 "client_payload": {"after": "%s", "before": "%s", "dry_run": false}}
                """
                    .formatted(AFTER, BEFORE)));
    assertThat(result.log()).doesNotContain("github-token");
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", ""})
  void warnsWhenNothingIsKnownToReceiveTheRepositoryDispatch(String webhook) throws Exception {
    api.answers(answer(204, ""));
    environment.put("WEBHOOK", webhook);

    Result result = send();

    assertThat(result.exit()).isZero();
    assertThat(api.requests()).as("it is sent all the same").hasSize(1);
    assertThat(result.outputs()).containsEntry("outcome", "unconfirmed");
    assertThat(result.log())
        .contains("::warning title=Chart Tagger::Perhaps nothing will be tagged: ")
        .contains("DispatchUrl", "webhook: true");
    assertThat(result.summary()).contains("nothing is known to receive it");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"message\": \"No more than 10 properties are allowed\"} | No more than 10 properties are allowed",
        "{} | no reason given",
        "<html> | no reason given",
      })
  void saysWhatGitHubRefusesInARepositoryDispatch(String body, String reason) throws Exception {
    api.answers(answer(422, body));

    Result result = send();

    assertThat(result.exit()).isEqualTo(1);
    assertThat(api.requests()).hasSize(1);
    assertThat(result.log())
        .contains(
            "::error title=Chart Tagger::GitHub refused the repository_dispatch (status 422: %s): correct what it names, then run this job again.\n"
                .formatted(reason));
  }

  @Test
  void saysThatGitHubMayAcceptARepositoryDispatchLater() throws Exception {
    api.answers(answer(502, ""));
    environment.put("TIME_LIMIT", "1");
    environment.put("PAUSE", "1");

    assertThat(send().log())
        .contains(
            "::error title=Chart Tagger::GitHub did not accept the repository_dispatch within 1 s (last status 502): run this job again.\n");
  }

  @Test
  void namesThePermissionThatARepositoryDispatchNeeds() throws Exception {
    api.answers(answer(403, "{\"message\": \"Resource not accessible by integration\"}"));

    Result result = send();

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.outputs()).containsEntry("outcome", "unsent");
    assertThat(api.requests()).hasSize(1);
    assertThat(result.log()).contains("contents: write");
  }

  private void preview() {
    environment.putAll(
        Map.of("PREVIEW", "true", "PULL_REQUEST", "7", "HEAD_REPOSITORY", "Acme/charts"));
  }

  @Test
  void sendsThePreviewOfThePullRequestThatStartedIt() throws Exception {
    preview();
    api.answers(
        answer(
            200,
            """
            {"outcome": "planned", "preview": true, "charts": [
              {"name": "a", "tag": "a-v1.0.0", "outcome": "create", "annotation": "Release: a v1.0.0\\n", "message": ""},
              {"name": "b", "outcome": "version-unchanged", "message": "raise it"}],
             "summary": "### Merging makes 1 tag"}
            """));

    Result result = runScript();

    assertThat(result.exit()).as(result.log()).isZero();
    assertThat(json.readTree(api.requests().getFirst().body()))
        .isEqualTo(
            json.readTree(
                """
                {"action": "charts-merged", "branch": "main", "repository": {"full_name": "acme/charts"},
                 "client_payload": {"after": "%s", "dry_run": true, "pull_request": 7}}
                """
                    .formatted(AFTER)));
    assertThat(result.outputs())
        .containsEntry("outcome", "planned")
        .containsEntry("charts", "[]")
        .containsEntry("tags", "[]");
    assertThat(result.log()).as("the summary has it").doesNotContain("annotation");
    assertThat(result.summary()).contains("### Merging makes 1 tag");
  }

  @Test
  void aPreviewFailsWhenTheMergeWouldFail() throws Exception {
    preview();
    api.answers(
        answer(
            422,
            """
            {"outcome": "failed", "preview": true, "charts": [
              {"name": "a", "outcome": "unattested", "fails": true, "message": "no lineage"},
              {"name": "b", "outcome": "untagged", "message": "raise it"}],
             "summary": "### Merging would fail: a"}
            """));

    Result result = runScript();

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.log()).contains("::error title=Chart Tagger::a: no lineage\n");
    assertThat(result.outputs()).containsEntry("outcome", "failed");
    assertThat(result.summary()).contains("### Merging would fail: a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"version-unchanged", "untagged"})
  void aPreviewFailsForAMissingBumpWhereOneIsRequired(String outcome) throws Exception {
    preview();
    environment.put("REQUIRE_BUMP", "true");
    String report =
        """
        {"outcome": "%s", "charts": [
          {"name": "a", "outcome": "invalid", "fails": %s, "message": "bad"},
          {"name": "b", "outcome": "%s", "message": "raise it"}],
         "summary": "s"}
        """;
    api.answers(
        answer(200, report.formatted("planned", false, outcome)),
        answer(422, report.formatted("failed", true, outcome)));

    Result planned = runScript();

    assertThat(planned.exit()).isEqualTo(1);
    assertThat(planned.log())
        .contains("::error title=Chart Tagger::b: changed without a new version: raise it\n");
    assertThat(planned.outputs()).containsEntry("outcome", "planned");
    Result failed = again();
    assertThat(failed.log())
        .contains(
            "::error title=Chart Tagger::a: bad%0Ab: changed without a new version: raise it\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mallory/charts", ""})
  void aForksPullRequestHasNoPreviewAndFailsNothing(String head) throws Exception {
    preview();
    environment.put("HEAD_REPOSITORY", head);
    environment.remove("ACTIONS_ID_TOKEN_REQUEST_URL");

    Result result = runScript();

    assertThat(result.exit()).isZero();
    assertThat(api.requests()).isEmpty();
    assertThat(result.outputs()).containsEntry("outcome", "no-preview");
    assertThat(result.summary()).contains("from a fork");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "7; touch f", "a[$(touch f)]"})
  void aPreviewNeedsThePullRequestThatStartedIt(String number) throws Exception {
    preview();
    environment.put("PULL_REQUEST", number);

    Result result = runScript();

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.log()).contains("'preview'", "pull_request");
    assertThat(result.left()).isEmpty();
    assertThat(tokens.requests()).isEmpty();
  }

  @Test
  void aPreviewIsNeverSentAsARepositoryDispatch() throws Exception {
    preview();

    Result result = send();

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.log()).contains("needs the input 'endpoint'");
    assertThat(result.outputs()).containsEntry("outcome", "unsent");
    assertThat(api.requests()).isEmpty();
  }

  @Test
  void aPreviewTakesTheBranchThatThePullRequestIsInto() throws Exception {
    assertThat(WorkflowStep.of(FILE, "tag").environment())
        .containsEntry("BRANCH", "${{ inputs.preview && github.base_ref || github.ref_name }}")
        .containsEntry("PULL_REQUEST", "${{ github.event.pull_request.number }}")
        .containsEntry("HEAD_REPOSITORY", "${{ github.event.pull_request.head.repo.full_name }}");
  }

  @Test
  void everyOutputIsSetEvenWhenAJobEndsBeforeItsStep() throws Exception {
    JsonNode outputs = WorkflowFile.read(FILE).at("/on/workflow_call/outputs");

    assertThat(outputs.properties())
        .extracting(output -> output.getKey() + " " + output.getValue().path("value").asText())
        .containsExactly(
            "charts ${{ jobs.tag.outputs.charts || jobs.send.outputs.charts || '[]' }}",
            "tags ${{ jobs.tag.outputs.tags || jobs.send.outputs.tags || '[]' }}",
            "pull-request ${{ jobs.tag.outputs.pull-request || jobs.send.outputs.pull-request || '' }}",
            "outcome ${{ jobs.tag.outputs.outcome || jobs.send.outputs.outcome || 'unreachable' }}");
  }

  private Result runScript() throws Exception {
    return checked(WorkflowStep.of(FILE, "tag").run(directory, environment));
  }

  private Result again() throws Exception {
    return checked(
        WorkflowStep.of(FILE, "tag")
            .run(Files.createDirectory(directory.resolve("again")), environment));
  }

  /** However a job ends, the jobs that follow read its outputs. */
  private static Result checked(Result result) throws Exception {
    assertThat(result.outputs()).containsOnlyKeys("outcome", "charts", "tags", "pull-request");
    assertThat(result.outputs().get("outcome")).isNotEmpty();
    Jq.holds(result.outputs().get("tags"), "type == \"array\" and all(type == \"string\")");
    Jq.holds(
        result.outputs().get("charts"),
        "type == \"array\" and all(keys == [\"commit\", \"directory\", \"name\", \"tag\", \"version\"])");
    return result;
  }

  private Result send() throws Exception {
    environment.putAll(Map.of("GITHUB_API_URL", api.url(), "GH_TOKEN", "github-token"));
    return checked(WorkflowStep.of(FILE, "send").run(directory, environment));
  }
}
