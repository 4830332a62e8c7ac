package io.charttagger.local.github;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.charttagger.chart.CommitSha;

/**
 * The JSON that tells of a push, as GitHub's {@code repository_dispatch} webhook has it.
 *
 * @see <a
 *     href="https://docs.github.com/en/webhooks/webhook-events-and-payloads#repository_dispatch">repository_dispatch</a>
 */
public final class DispatchMessage {
  private DispatchMessage() {}

  /** A push to the main branch. */
  public static ObjectNode of(SimulatedRepository repository, CommitSha before, CommitSha after) {
    ObjectNode dispatch = JsonMapper.builder().build().createObjectNode();
    dispatch.put("action", "charts-merged").put("branch", repository.defaultBranch());
    dispatch.putObject("client_payload").put("before", before.value()).put("after", after.value());
    dispatch.putObject("repository").put("full_name", repository.name().toString());
    dispatch.putObject("installation").put("id", repository.installation().id());
    return dispatch;
  }

  /** The same as a dry run. */
  public static ObjectNode dryRun(
      SimulatedRepository repository, CommitSha before, CommitSha after) {
    ObjectNode dispatch = of(repository, before, after);
    ((ObjectNode) dispatch.get("client_payload")).put("dry_run", true);
    return dispatch;
  }
}
