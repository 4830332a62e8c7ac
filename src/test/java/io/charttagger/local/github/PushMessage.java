package io.charttagger.local.github;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.charttagger.chart.CommitSha;

/**
 * The JSON of GitHub's {@code push} webhook.
 *
 * @see <a href="https://docs.github.com/en/webhooks/webhook-events-and-payloads#push">push</a>
 */
public final class PushMessage {
  private static final String ZERO = "0".repeat(40);

  private PushMessage() {}

  /** A push to the main branch. */
  public static ObjectNode of(SimulatedRepository repository, CommitSha before, CommitSha after) {
    return to("refs/heads/" + repository.defaultBranch(), repository, before, after);
  }

  /** A push to any branch or tag; an all-zero SHA stands for one that was created or deleted. */
  public static ObjectNode to(
      String ref, SimulatedRepository repository, CommitSha before, CommitSha after) {
    ObjectNode push = JsonMapper.builder().build().createObjectNode();
    push.put("ref", ref).put("before", before.value()).put("after", after.value());
    ObjectNode about = push.putObject("repository");
    about.put("id", 712345678).put("name", repository.name().name());
    about.put("full_name", repository.name().toString()).put("private", false);
    about.putObject("owner").put("login", repository.name().owner()).putNull("email");
    about.put("default_branch", repository.defaultBranch());
    about.put("master_branch", repository.defaultBranch());
    push.putObject("pusher").put("name", "octocat").putNull("email");
    push.putObject("sender").put("login", "octocat").put("id", 583231).put("type", "User");
    push.putObject("installation").put("id", repository.installation().id());
    boolean deleted = after.value().equals(ZERO);
    push.put("created", before.value().equals(ZERO)).put("deleted", deleted).put("forced", false);
    push.putNull("base_ref").put("compare", "https://github.com/" + repository.name());
    if (deleted) {
      push.putArray("commits");
      push.putNull("head_commit");
    } else {
      describe(push.putArray("commits").addObject(), after);
      describe(push.putObject("head_commit"), after);
    }
    return push;
  }

  private static void describe(ObjectNode commit, CommitSha sha) {
    commit.put("id", sha.value()).put("distinct", true).put("message", "A push\n\nof charts");
    commit.putObject("author").put("name", "octocat").put("email", "octocat@example.com");
    commit.putArray("added");
    commit.putArray("removed");
    commit.putArray("modified").add("charts/alpha/Chart.yaml");
  }
}
