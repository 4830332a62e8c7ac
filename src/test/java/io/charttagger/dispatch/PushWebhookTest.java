package io.charttagger.dispatch;

import static io.charttagger.dispatch.SavedEvents.pushBody;
import static io.charttagger.dispatch.SavedEvents.signedPush;
import static io.charttagger.dispatch.SavedEvents.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.charttagger.chart.CommitSha;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PushWebhookTest {
  private static final String ZERO = "0".repeat(40);
  private static final String BEFORE = "5f2b1c9e8d7a6b5c4d3e2f1a0b9c8d7e6f5a4b3c";
  private static final String AFTER = "9c1d4e7f2a5b8c0d3e6f9a2b5c8d1e4f7a0b3c6d";

  private final Admission admission = Admission.standard();

  @Test
  void isTheDispatchThatAWorkflowWouldSend() {
    assertThat(admission.admit(text("webhook-push-sqs.json")))
        .isEqualTo(
            new Request.Tagging(
                admission.dispatchOf(text("dispatch.json")),
                new Caller.WebhookCaller("4f8d1c3e-cc7a-11f0-8a5e-2d6f0b9c7a31")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "refs/heads/feature",
        "refs/heads/Main",
        "refs/heads/MAIN",
        "REFS/HEADS/main",
        "refs/heads/main/x",
        "refs/heads/x/main",
        "refs/heads/refs/heads/main",
        "refs/heads/main ",
        " refs/heads/main",
        "refs/heads//main",
        "refs/heads/main\\u0000",
        "refs/heads/ma\u0131n",
        "refs/heads/",
        "main",
        "heads/main",
        "",
        "refs/tags/main",
        "refs/tags/web-v1.1.0",
        "refs/tags/refs/heads/main",
        "refs/pull/7/merge",
        "refs/notes/commits"
      })
  void ofAnyOtherRefIsNotOurs(String ref) {
    assertThat(admission.admit(signedPush(pushBody("refs/heads/main", ref))))
        .isInstanceOfSatisfying(
            Request.NotOurs.class,
            notOurs ->
                assertThat(notOurs.reason())
                    .startsWith("push to \"")
                    .doesNotContainPattern("\\p{Cntrl}"));
  }

  @Test
  void withoutAMainBranchItIsOfTheDefaultBranchThatGitHubNames() {
    Admission any = Admission.onDefaultBranch();
    String master =
        pushBody("refs/heads/main", "refs/heads/master")
            .replace("\"default_branch\":\"main\"", "\"default_branch\":\"master\"");

    assertThat(any.dispatchOf(signedPush(master)).branch()).hasValue("master");
    assertThat(any.admit(signedPush(pushBody("refs/heads/main", "refs/heads/master"))))
        .isInstanceOf(Request.NotOurs.class);
    assertThatThrownBy(
            () -> any.admit(signedPush(master.replace("\"default_branch\":\"master\"", "\"x\":1"))))
        .hasMessageContaining("repository.default_branch is missing");
  }

  @Test
  void toABranchOfEndlessNameIsNotOursInAShortReason() {
    String ref = "refs/heads/" + "m".repeat(900_000);

    assertThat(admission.admit(signedPush(pushBody("refs/heads/main", ref))))
        .isInstanceOfSatisfying(
            Request.NotOurs.class, notOurs -> assertThat(notOurs.reason()).hasSizeLessThan(200));
  }

  @Test
  void toAnotherBranchIsNotReadAnyFurther() {
    assertThat(admission.admit(signedPush("{\"ref\": \"refs/heads/feature\", \"after\": 1}")))
        .isInstanceOf(Request.NotOurs.class);
  }

  @Test
  void thatDeletesTheMainBranchIsNotOurs() {
    String deleted = pushBody(AFTER, ZERO);

    assertThat(admission.admit(signedPush(deleted))).isInstanceOf(Request.NotOurs.class);
    assertThat(
            admission.admit(signedPush(deleted.replace("\"deleted\":false", "\"deleted\":true"))))
        .isInstanceOf(Request.NotOurs.class);
    assertThat(admission.admit(signedPush(pushBody("\"deleted\":false", "\"deleted\":true"))))
        .isInstanceOf(Request.NotOurs.class);
  }

  @Test
  void thatCreatesTheMainBranchHasNothingBefore() {
    assertThat(admission.dispatchOf(signedPush(pushBody(BEFORE, ZERO))).before()).isEmpty();
  }

  @Test
  void mayComeWithoutAnInstallationAsARepositorysOwnWebhookDoes() {
    Dispatch dispatch =
        admission.dispatchOf(signedPush(pushBody("\"installation\":", "\"installed\":")));

    assertThat(dispatch.installation()).isEqualTo(OptionalLong.empty());
    assertThat(dispatch.before()).isEqualTo(Optional.of(CommitSha.parse(BEFORE)));
  }

  @Test
  void isReadThoughItListsManyCommits() {
    String body = pushBody("Raise web to 1.1.0", "A long message. ".repeat(30_000));

    assertThat(body).hasSizeGreaterThan(950_000).hasSizeLessThan(1_048_576);
    assertThat(admission.dispatchOf(signedPush(body)))
        .isEqualTo(admission.dispatchOf(text("webhook-push-sqs.json")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"commits\": null}",
        "{\"commits\": {\"after\": 1}}",
        "{\"head_commit\": \"x\", \"pusher\": 1, \"created\": \"yes\", \"forced\": []}",
        "{\"branch\": \"other\", \"base_ref\": \"refs/heads/other\"}",
        "{\"action\": \"closed\", \"dryRun\": true, \"charts\": [\"a\"]}",
      })
  void isReadWhateverTheUnusedFieldsHold(String fields) throws Exception {
    JsonMapper json = JsonMapper.builder().build();
    ObjectNode body = (ObjectNode) json.readTree(pushBody());
    body.setAll((ObjectNode) json.readTree(fields));

    assertThat(admission.dispatchOf(signedPush(body.toString())))
        .isEqualTo(admission.dispatchOf(text("webhook-push-sqs.json")));
  }
}
