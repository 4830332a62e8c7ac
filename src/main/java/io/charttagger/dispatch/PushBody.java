package io.charttagger.dispatch;

import com.fasterxml.jackson.databind.JsonNode;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.Quoted;
import io.charttagger.chart.RepositoryName;
import java.util.Optional;
import java.util.Set;

/**
 * Reads GitHub's {@code push} webhook as the dispatch that it means. Only a push that leaves the
 * main branch with a commit means one. The types of the fields that are used are strict; all other
 * fields are ignored.
 *
 * @see <a href="https://docs.github.com/en/webhooks/webhook-events-and-payloads#push">push</a>
 */
final class PushBody {
  private static final String BRANCHES = "refs/heads/";

  private PushBody() {}

  /**
   * Reads the body.
   *
   * @param mainBranch the branch that is tagged; empty for the one that the body names as default
   */
  static Request read(JsonNode json, Caller caller, Optional<String> mainBranch) {
    if (!json.isObject()) {
      throw new Rejection(Rule.FIELD, "the body is not a JSON object, as a push webhook is");
    }
    Fields body = new Fields("", json);
    String ref = required(body, "ref");
    String main = mainBranch.orElseGet(() -> defaultBranch(body));
    // Compared whole and with case: refs/heads/refs/heads/main and refs/heads/Main are other
    // branches.
    if (!ref.equals(BRANCHES + main)) {
      return new Request.NotOurs(
          "push to " + Quoted.of(ref) + " is not to the branch that is tagged");
    }
    CommitSha after = sha(body, "after");
    if (deleted(body) || after.isZero()) {
      return new Request.NotOurs("push that deleted the branch has no commit to tag");
    }
    rejectPayload(body);
    return new Request.Tagging(dispatch(body, after, main), caller);
  }

  private static String defaultBranch(Fields body) {
    Fields repository = body.inner("repository", "an object with default_branch is needed");
    return required(repository, "default_branch");
  }

  private static Dispatch dispatch(Fields body, CommitSha after, String mainBranch) {
    RepositoryName repository = body.repository();
    return new Dispatch(
        repository,
        Optional.of(sha(body, "before")),
        after,
        /* dryRun= */ false,
        Set.of(),
        body.installation(),
        Optional.of(mainBranch));
  }

  /** Nothing in a push asks for a dry run, so a body that may ask for one must not write. */
  private static void rejectPayload(Fields body) {
    if (body.value("client_payload").isPresent()) {
      throw new Rejection(
          Rule.FIELD, "a push webhook has no client_payload: send a repository_dispatch");
    }
  }

  private static boolean deleted(Fields body) {
    JsonNode value = body.object().path("deleted");
    if (!value.isMissingNode() && !value.isBoolean()) {
      throw body.wrong("deleted", value, "true or false is needed");
    }
    return value.asBoolean();
  }

  private static CommitSha sha(Fields body, String name) {
    return body.parsed(name, required(body, name), CommitSha::parse);
  }

  private static String required(Fields body, String name) {
    return body.text(name)
        .orElseThrow(() -> body.missing(name, "GitHub sends it with every push webhook"));
  }
}
