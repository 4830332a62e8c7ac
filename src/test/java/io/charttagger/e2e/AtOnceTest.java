package io.charttagger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.charttagger.chart.CommitSha;
import io.charttagger.local.LocalCloud;
import io.charttagger.local.git.FileChanges;
import io.charttagger.local.git.GitHistory;
import io.charttagger.local.git.Note;
import io.charttagger.local.github.DispatchMessage;
import io.charttagger.local.github.Release;
import io.charttagger.local.github.SimulatedRepository;
import io.charttagger.local.lambda.LambdaHost;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Several processes of the packaged function at one table and one GitHub. */
final class AtOnceTest {
  private static final int PROCESSES = 3;
  private static final Map<String, String> PUBLISHING = Map.of("GITHUB_RELEASES", "true");

  @Test
  void theSameDispatchManyTimesAtOnceGivesOneSetOfTagsAndOnePullRequest() throws Exception {
    sendAtOnce(12);
  }

  @Test
  @Tag("exhaustive")
  void fiftyTimesAtOnceGiveNoMoreEither() throws Exception {
    sendAtOnce(50);
  }

  private static void sendAtOnce(int times) throws Exception {
    try (LocalCloud cloud =
            LocalCloud.start(LocalCloud.Plan.of(PUBLISHING).withFunctions(PROCESSES));
        GitHistory history = GitHistory.inMemory()) {
      SimulatedRepository repository = cloud.host("charts", history.repository());
      CommitSha before = history.commit("main", charts("1.0.0", 2), note(0));
      history.branch("release", before);
      CommitSha after = history.commit("main", charts("1.1.0", 2), note(1));
      ObjectNode dispatch = DispatchMessage.of(repository, before, after);

      List<JsonNode> reports = new ArrayList<>();
      for (int round = 0; round < 5 && !done(reports); round++) {
        // Fewer at the end: while several ask, some are always told that another one works.
        reports = send(cloud, Collections.nCopies(round == 0 ? times : 1, dispatch));
        assertThat(reports)
            .extracting(report -> report.path("outcome").asText())
            .isSubsetOf("tagged", "in-progress");
      }

      assertThat(done(reports)).isTrue();
      assertThat(tags(repository)).containsExactly("chart-0-v1.1.0", "chart-1-v1.1.0");
      assertThat(repository.pulls().open()).hasSize(1);
      assertOneReleaseForEachTag(repository);
      assertThat(
              cloud.github().log().matching(it -> it.is("POST", "/git/refs") && it.status() == 201))
          .hasSize(2);
    }
  }

  @Test
  void commitsWorkedOnAtOnceNeverLoseOneAnothersLinesInTheReleasePullRequest() throws Exception {
    // So few that the write pace lets them all go at once.
    workOn(5);
  }

  @Test
  @Tag("exhaustive")
  void twentyCommitsAtOnceLoseNothingEither() throws Exception {
    workOn(20);
  }

  private static void workOn(int commits) throws Exception {
    try (LocalCloud cloud =
            LocalCloud.start(LocalCloud.Plan.of(PUBLISHING).withFunctions(PROCESSES));
        GitHistory history = GitHistory.inMemory()) {
      SimulatedRepository repository = cloud.host("charts", history.repository());
      CommitSha before = history.commit("main", charts("1.0.0", commits), note(0));
      history.branch("release", before);
      List<ObjectNode> dispatches = new ArrayList<>();
      for (int i = 0; i < commits; i++) {
        CommitSha after = history.commit("main", chart(i, "1.1.0"), note(i + 1));
        dispatches.add(DispatchMessage.of(repository, before, after));
        before = after;
      }

      List<ObjectNode> left = dispatches;
      for (int round = 0; round < 20 && !left.isEmpty(); round++) {
        List<JsonNode> reports = send(cloud, left);
        List<ObjectNode> again = new ArrayList<>();
        for (int i = 0; i < left.size(); i++) {
          if (!reports.get(i).path("outcome").asText().equals("tagged")) {
            again.add(left.get(i));
          }
        }
        left = again;
      }

      assertThat(left).isEmpty();
      assertThat(tags(repository)).hasSize(commits);
      assertThat(repository.pulls().open()).hasSize(1);
      assertOneReleaseForEachTag(repository);
      String body = repository.pulls().open().getFirst().body();
      for (String tag : tags(repository)) {
        assertThat(body).contains("\"tag\":\"" + tag + "\"", "| [`" + tag + "`]");
      }
    }
  }

  /** The first one's dispatch never comes: the mark tells both of the others of it. */
  @Test
  @Tag("exhaustive")
  void twoPushesAtOnceAfterALostOneMakeTheTagsOfAllThree() throws Exception {
    try (LocalCloud cloud =
        LocalCloud.start(LocalCloud.Plan.of(Map.of()).withFunctions(PROCESSES))) {
      for (int round = 0; round < 8; round++) {
        try (GitHistory history = GitHistory.inMemory()) {
          afterALostOne(cloud, cloud.host("charts-" + round, history.repository()), round);
        }
      }
    }
  }

  private static void afterALostOne(LocalCloud cloud, SimulatedRepository repository, int round)
      throws Exception {
    cloud.forgetPace(repository);
    cloud.github().log().clear();
    GitHistory history = GitHistory.of(repository.git());
    CommitSha imported = history.commit("main", charts("1.0.0", 4), note(0));
    history.branch("release", imported);
    List<CommitSha> pushed = new ArrayList<>();
    pushed.add(imported);
    for (int i = 0; i < 4; i++) {
      pushed.add(history.commit("main", chart(i, "1.1.0"), note(i + 1)));
    }
    // The mark is at the first push; the second one is lost.
    send(cloud, List.of(DispatchMessage.of(repository, pushed.get(0), pushed.get(1))));
    ObjectNode third = DispatchMessage.of(repository, pushed.get(2), pushed.get(3));
    ObjectNode fourth = DispatchMessage.of(repository, pushed.get(3), pushed.get(4));

    List<ObjectNode> left =
        switch (round % 4) {
          case 0 -> List.of(third, fourth);
          case 1 -> List.of(fourth, third);
          case 2 -> List.of(third, fourth, third);
          default -> List.of(fourth, fourth, third);
        };
    for (int again = 0; again < 10 && !left.isEmpty(); again++) {
      List<JsonNode> reports = send(cloud, left);
      List<ObjectNode> unfinished = new ArrayList<>();
      for (int i = 0; i < left.size(); i++) {
        if (!reports.get(i).path("outcome").asText().equals("tagged")) {
          unfinished.add(left.get(i));
        }
      }
      left = unfinished;
    }

    assertThat(left).isEmpty();
    assertThat(OwedTag.mark(cloud.dynamoDb(), repository).commit()).contains(pushed.get(4));
    for (int i = 0; i < 4; i++) {
      ObjectId tag = repository.git().resolve("refs/tags/chart-%d-v1.1.0^{commit}".formatted(i));
      assertThat(tag.name()).isEqualTo(pushed.get(i + 1).value());
    }
    TagWrites writes = TagWrites.in(cloud.github().log());
    assertThat(writes.refsMade()).isEqualTo(4);
    assertThat(writes.changes()).isZero();
    String body = repository.pulls().open().getFirst().body();
    assertThat(tags(repository)).hasSize(4).allSatisfy(tag -> assertThat(body).contains(tag));
  }

  private static boolean done(List<JsonNode> reports) {
    return !reports.isEmpty()
        && reports.stream().allMatch(report -> report.path("outcome").asText().equals("tagged"));
  }

  private static List<JsonNode> send(LocalCloud cloud, List<ObjectNode> dispatches)
      throws Exception {
    List<Future<LambdaHost.Answer>> sent = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < dispatches.size(); i++) {
        LambdaHost host = cloud.functions().get(i % PROCESSES);
        String event = dispatches.get(i).toString();
        sent.add(threads.submit(() -> host.invoke(event, Duration.ofMinutes(2))));
      }
    }
    List<JsonNode> reports = new ArrayList<>();
    for (Future<LambdaHost.Answer> answer : sent) {
      reports.add(JsonMapper.builder().build().readTree(answer.get().body()));
    }
    return reports;
  }

  private static Set<String> tags(SimulatedRepository repository) throws IOException {
    Set<String> tags = new TreeSet<>();
    for (Ref ref : repository.git().getRefDatabase().getRefsByPrefix(Constants.R_TAGS)) {
      tags.add(ref.getName().substring(Constants.R_TAGS.length()));
    }
    return tags;
  }

  private static void assertOneReleaseForEachTag(SimulatedRepository repository)
      throws IOException {
    assertThat(repository.releases().all())
        .extracting(Release::tag)
        .containsExactlyInAnyOrderElementsOf(tags(repository));
  }

  private static FileChanges charts(String version, int count) {
    Map<String, Optional<String>> files = new HashMap<>();
    for (int i = 0; i < count; i++) {
      files.put(
          "charts/chart-" + i + "/Chart.yaml", Optional.of(Scene.chartYaml("chart-" + i, version)));
    }
    return FileChanges.of(files);
  }

  private static FileChanges chart(int number, String version) {
    return FileChanges.none()
        .write(
            "charts/chart-" + number + "/Chart.yaml", Scene.chartYaml("chart-" + number, version));
  }

  private static Note note(int minute) {
    return Note.of("change " + minute + "\n", Scene.START.plusSeconds(60L * minute));
  }
}
