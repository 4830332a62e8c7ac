package io.charttagger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.charttagger.chart.CommitSha;
import io.charttagger.local.LocalCloud;
import io.charttagger.local.gate.FrontGate;
import io.charttagger.local.git.FileChanges;
import io.charttagger.local.git.GitHistory;
import io.charttagger.local.git.Note;
import io.charttagger.local.github.DispatchMessage;
import io.charttagger.local.github.MergeMethod;
import io.charttagger.local.github.PullRequest;
import io.charttagger.local.github.PullRequestDraft;
import io.charttagger.local.github.SimulatedRepository;
import io.charttagger.port.Sleeper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.eclipse.jgit.lib.Constants;

/**
 * A repository whose last pushes, one pull request each, raised many charts each; and its workflow,
 * which asks through the front gate until a push is done.
 */
final class PushedCharts implements AutoCloseable {
  // What the workflow waits when nobody says how long.
  private static final Duration PAUSE = Duration.ofSeconds(5);

  // What an incomplete run asks for at least.
  private static final Duration INCOMPLETE = Duration.ofSeconds(15);

  private final LocalCloud cloud;
  private final GitHistory history = GitHistory.inMemory();
  private final List<ObjectNode> dispatches = new ArrayList<>();
  private final SimulatedRepository repository;
  private final FrontGate gate;
  private final HttpClient http = HttpClient.newHttpClient();
  private final int charts;

  private PushedCharts(LocalCloud cloud, String name, int charts) {
    this.cloud = cloud;
    this.charts = charts;
    this.repository = cloud.host(name, history.repository());
    this.gate = FrontGate.open(cloud, repository);
  }

  /** So many pushes of so many charts each. */
  static PushedCharts in(LocalCloud cloud, String name, int pushes, int charts) {
    PushedCharts pushed = new PushedCharts(cloud, name, charts);
    FileChanges old = FileChanges.none();
    for (int push = 0; push < pushes; push++) {
      old = pushed.raise(old, push, "1.0.0");
    }
    CommitSha start = pushed.history.commit("main", old, pushed.note(0));
    pushed.history.branch("release", start);
    for (int push = 0; push < pushes; push++) {
      pushed.push(push);
    }
    return pushed;
  }

  int pushes() {
    return dispatches.size();
  }

  /** What has to be written: a tag object and a ref for each chart, then a body and a check run. */
  int writes() {
    return pushes() * (2 * charts + 2);
  }

  /** Asks again for as long as it is told to; how often it asked. */
  int askUntilDone(int push) throws IOException, InterruptedException {
    for (int asked = 1; ; asked++) {
      HttpResponse<String> answer = ask(dispatches.get(push));
      if (answer.statusCode() != 503) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return asked;
      }
      Sleeper.ASLEEP.pause(
          answer
              .headers()
              .firstValue("retry-after")
              .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
              .orElse(PAUSE));
    }
  }

  /** The same by an operator's invocations, each of them as long as allowed. */
  int invokeUntilDone(int push, Duration allowed) throws IOException {
    for (int asked = 1; ; asked++) {
      String body = cloud.invoke(dispatches.get(push).toString(), allowed).body();
      String outcome = JsonMapper.builder().build().readTree(body).path("outcome").asText();
      if (!outcome.equals("incomplete")) {
        assertThat(outcome).as(body).isEqualTo("tagged");
        return asked;
      }
      Sleeper.ASLEEP.pause(INCOMPLETE);
    }
  }

  /** Every chart has its tag, and one pull request lists them all. */
  void assertAllTagged() {
    try {
      List<String> wanted =
          IntStream.range(0, pushes() * charts).mapToObj(chart -> tag(chart)).toList();
      assertThat(repository.git().getRefDatabase().getRefsByPrefix(Constants.R_TAGS))
          .extracting(ref -> ref.getName().substring(Constants.R_TAGS.length()))
          .containsExactlyInAnyOrderElementsOf(wanted);
      assertThat(repository.pulls().open()).hasSize(1);
      assertThat(repository.pulls().open().getFirst().body()).contains(wanted);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    gate.close();
    http.close();
    history.close();
  }

  private HttpResponse<String> ask(ObjectNode dispatch) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(gate.url() + "/dispatch"))
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + gate.token(Map.of()))
            .POST(HttpRequest.BodyPublishers.ofString(dispatch.toString()))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private void push(int push) {
    CommitSha before = history.tip("main");
    String branch = "raise-" + push;
    history.branch(branch, before);
    history.commit(branch, raise(FileChanges.none(), push, "1.1.0"), note(2 * push + 1));
    PullRequest opened =
        repository.pulls().open(new PullRequestDraft("Raise charts", "", branch, "main"));
    repository.pulls().merge(opened.number(), MergeMethod.SQUASH, note(2 * push + 2).when());
    dispatches.add(DispatchMessage.of(repository, before, history.tip("main")));
  }

  private FileChanges raise(FileChanges changes, int push, String version) {
    FileChanges raised = changes;
    for (int chart = push * charts; chart < (push + 1) * charts; chart++) {
      for (Map.Entry<String, String> file :
          Scene.chart("charts/" + name(chart), name(chart), version).entrySet()) {
        raised = raised.write(file.getKey(), file.getValue());
      }
    }
    return raised;
  }

  private Note note(int minute) {
    return Note.of("change " + minute + "\n", Scene.START.plusSeconds(60L * minute));
  }

  private static String tag(int chart) {
    return name(chart) + "-v1.1.0";
  }

  private static String name(int chart) {
    return "chart-" + chart;
  }
}
