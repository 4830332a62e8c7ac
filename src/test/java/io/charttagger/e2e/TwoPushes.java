package io.charttagger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.charttagger.chart.CommitSha;
import io.charttagger.local.LocalCloud;
import io.charttagger.local.git.FileChanges;
import io.charttagger.local.git.GitHistory;
import io.charttagger.local.git.Note;
import io.charttagger.local.github.DispatchMessage;
import io.charttagger.local.github.MergeMethod;
import io.charttagger.local.github.PullRequest;
import io.charttagger.local.github.PullRequestDraft;
import io.charttagger.local.github.SimulatedRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Ref;

/**
 * A charts repository whose last two pushes are to be tagged: the first raised two charts, the
 * second one more. Each chart has a changelog, lineage and a spent branch. The commits are the same
 * whatever the repository is called.
 */
final class TwoPushes implements AutoCloseable {
  private static final String RELEASES = "<!-- CHART_RELEASES ";
  private static final String LINEAGE = "<!-- ATTESTATION_MAP ";

  private final LocalCloud cloud;
  private final GitHistory history = GitHistory.inMemory();
  private final SimulatedRepository repository;
  private final CommitSha imported;
  private final CommitSha start;
  private final CommitSha middle;
  private final CommitSha end;
  private Instant now = Scene.START;

  TwoPushes(LocalCloud cloud, String name) {
    this.cloud = cloud;
    this.repository = cloud.host(name, history.repository());
    this.imported = history.commit("main", charts("1.0.0", "a", "b", "c", "d"), note("import"));
    history.branch("release", imported);
    List.of("a", "b", "c").forEach(chart -> history.branch("integration/" + chart, imported));
    this.start = merge("d");
    this.middle = merge("a", "b");
    this.end = merge("c");
  }

  /** The push before both: once it is tagged, there is a release pull request to add to. */
  ObjectNode earlier() {
    return DispatchMessage.of(repository, imported, start);
  }

  /** From now on a tag of the first commit of all is owed, which no push makes. */
  void owe() {
    OwedTag.of(imported, "d-v1.0.0").remember(cloud.dynamoDb(), repository, start);
  }

  /** How many tags are owed now. */
  int owed() {
    return OwedTag.mark(cloud.dynamoDb(), repository).owed().size();
  }

  ObjectNode first() {
    return DispatchMessage.of(repository, start, middle);
  }

  ObjectNode second() {
    return DispatchMessage.of(repository, middle, end);
  }

  /** A path of GitHub's REST without the repository's name, to compare it with another's. */
  String plain(String path) {
    return path.replace("/repos/" + repository.name(), "");
  }

  /** The requests that the simulator got since its log was cleared. */
  List<SleepingProcess.Call> calls() {
    Map<String, Integer> seen = new HashMap<>();
    return cloud.github().log().all().stream()
        .map(
            request -> {
              String path = plain(request.path());
              int nth = seen.merge(request.method() + path, 1, Integer::sum);
              return new SleepingProcess.Call(request.method(), path, nth);
            })
        .toList();
  }

  /** What stands in the repository now. */
  Ending ending() {
    assertThat(repository.pulls().open()).hasSize(1);
    PullRequest open = repository.pulls().open().getFirst();
    List<String> lines = open.body().lines().toList();
    return new Ending(
        refs(Constants.R_TAGS),
        refs(Constants.R_HEADS + "integration/").keySet(),
        Set.of(open.title().replace("release: ", "").split(", ")),
        elements(comment(lines, RELEASES)),
        comment(lines, LINEAGE),
        lines.stream()
            .filter(line -> !line.startsWith(RELEASES) && !line.startsWith(LINEAGE))
            .map(line -> line.replace(repository.name().toString(), "OWNER/NAME"))
            .collect(Collectors.groupingBy(line -> line, TreeMap::new, Collectors.counting())));
  }

  /**
   * What came of it, whatever the order in which the lines were listed.
   *
   * @param tags each tag with the SHA of its object
   * @param branches the spent branches that are left
   * @param titled the tags that the release pull request's title names
   * @param releases its {@code CHART_RELEASES}
   * @param lineage its {@code ATTESTATION_MAP}
   * @param lines how often each other line stands in its body
   */
  record Ending(
      Map<String, String> tags,
      Set<String> branches,
      Set<String> titled,
      Set<JsonNode> releases,
      JsonNode lineage,
      Map<String, Long> lines) {}

  @Override
  public void close() {
    history.close();
  }

  /** Forgets what earlier cases wrote: in truth they would have been minutes ago. */
  void forgetPace() {
    cloud.forgetPace(repository);
  }

  private CommitSha merge(String... charts) {
    String branch = "raise-" + String.join("-", charts);
    history.branch(branch, history.tip("main"));
    history.commit(branch, charts("1.1.0", charts), note("raise " + branch));
    PullRequest pull =
        repository
            .pulls()
            .open(
                new PullRequestDraft(
                    "Raise charts", "<!-- ATTESTATION_MAP {\"lint\": 7} -->", branch, "main"));
    now = now.plusSeconds(60);
    repository.pulls().merge(pull.number(), MergeMethod.MERGE, now);
    return history.tip("main");
  }

  private Note note(String message) {
    now = now.plusSeconds(60);
    return Note.of(message + "\n", now);
  }

  private static FileChanges charts(String version, String... names) {
    FileChanges changes = FileChanges.none();
    for (String name : names) {
      Map<String, String> files = new TreeMap<>(Scene.chart("charts/" + name, name, version));
      for (Map.Entry<String, String> file : files.entrySet()) {
        changes = changes.write(file.getKey(), file.getValue());
      }
    }
    return changes;
  }

  private Map<String, String> refs(String prefix) {
    Map<String, String> refs = new TreeMap<>();
    try {
      for (Ref ref : repository.git().getRefDatabase().getRefsByPrefix(prefix)) {
        refs.put(ref.getName().substring(prefix.length()), ref.getObjectId().name());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return refs;
  }

  private static JsonNode comment(List<String> lines, String opening) {
    String line =
        lines.stream()
            .filter(it -> it.startsWith(opening))
            .findFirst()
            .orElse(opening + "null -->");
    try {
      return JsonMapper.builder()
          .build()
          .readTree(line.substring(opening.length(), line.lastIndexOf(" -->")));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<JsonNode> elements(JsonNode list) {
    Set<JsonNode> elements = new HashSet<>();
    list.forEach(elements::add);
    return elements;
  }
}
