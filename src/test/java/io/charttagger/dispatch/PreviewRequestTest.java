package io.charttagger.dispatch;

import static io.charttagger.dispatch.SavedEvents.preview;
import static io.charttagger.dispatch.SavedEvents.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.RepositoryName;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Previews: what they ask for, and who may ask. */
final class PreviewRequestTest {
  private static final Dispatch TEST_MERGE =
      new Dispatch(
          RepositoryName.parse("example-org/helm-charts"),
          Optional.empty(),
          CommitSha.parse("9c1d4e7f2a5b8c0d3e6f9a2b5c8d1e4f7a0b3c6d"),
          true,
          Set.of(),
          OptionalLong.of(51_234_567),
          Optional.of("main"));

  private final Admission admission = Admission.standard();

  @Test
  void whoInvokesTheFunctionMayPreviewAnyPullRequest() {
    assertThat(admission.admit(text("preview.json")))
        .isEqualTo(new Request.Preview(TEST_MERGE, 7, new Caller.DirectCaller()));
  }

  @Test
  void aWorkflowMayPreviewThePullRequestThatStartedIt() {
    assertThat(admission.admit(preview(claims -> {})))
        .isInstanceOfSatisfying(
            Request.Preview.class,
            preview -> {
              assertThat(preview.dispatch()).isEqualTo(TEST_MERGE);
              assertThat(preview.pullRequest()).isEqualTo(7);
            });
  }

  @Test
  void theDefaultBranchIsComparedAsSoonAsItIsKnown() {
    Admission onDefaultBranch = Admission.onDefaultBranch();
    Request.Preview request =
        (Request.Preview)
            onDefaultBranch.admit(
                preview(
                    claims -> claims.put("base_ref", "trunk"),
                    text("preview.json").replace("\"main\"", "\"trunk\"")));

    onDefaultBranch.gatekeeper().admit(request, "trunk");
    assertThatThrownBy(() -> onDefaultBranch.gatekeeper().admit(request, "main"))
        .isInstanceOfSatisfying(
            Rejection.class, rejection -> assertThat(rejection.rule()).isEqualTo(Rule.BASE_CLAIM));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          event_name | pull_request_target | the token is of the event "pull_request_target"; a preview is admitted from the event pull_request only: let the workflow start on it
          ref | refs/pull/8/merge | the token speaks for "refs/pull/8/merge", the preview is of pull request #7: send the number of the pull request that started the workflow
          base_ref | release | the pull request is into "release", but only "main" is tagged: let the workflow start on pull requests into "main" only
          sha | 1 | the token speaks for commit "1", client_payload.after is 9c1d4e7f2a5b8c0d3e6f9a2b5c8d1e4f7a0b3c6d: send github.sha
          """)
  void aVerifiedCallerIsToldWhatToDo(String claim, String value, String message) {
    assertThatThrownBy(() -> admission.admit(preview(claims -> claims.put(claim, value))))
        .isInstanceOf(Rejection.class)
        .hasMessageEndingWith(message);
  }

  @Test
  void aPullRequestsTokenIsToldWhatItIsGoodFor() {
    Consumer<ObjectNode> unchanged = claims -> {};

    assertThatThrownBy(() -> admission.admit(preview(unchanged, text("dry-run.json"))))
        .hasMessageEndingWith(
            "a token of the event pull_request is admitted for a preview only: send client_payload.pull_request and \"dry_run\": true, as the workflow does with preview: true");
    assertThatThrownBy(
            () ->
                admission.admit(
                    preview(
                        claims -> claims.put("event_name", "issue_comment"), text("dry-run.json"))))
        .hasMessageEndingWith(
            "the token comes from the event \"issue_comment\": start the workflow on one of the events push, repository_dispatch, schedule, workflow_dispatch, workflow_run");
  }
}
