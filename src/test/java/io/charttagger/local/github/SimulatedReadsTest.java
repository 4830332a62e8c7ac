package io.charttagger.local.github;

import static io.charttagger.local.github.SimulatorFixture.REPOSITORY;
import static io.charttagger.local.github.SimulatorFixture.START;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.RepositoryName;
import io.charttagger.local.git.FileChanges;
import io.charttagger.local.git.GitHistory;
import io.charttagger.local.git.Note;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SimulatedReadsTest {
  private final SimulatorFixture fixture = new SimulatorFixture();
  private final GitHistory history = fixture.history;
  private final Client client = fixture.client;

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void aTreeIsFoundByTreeCommitBranchAndPath() {
    String charts = client.get(trees("main")).at("/tree/1/sha");

    assertThat(paths(client.get(trees("main")))).containsExactly("README.md", "charts");
    assertThat(paths(client.get(trees(fixture.root.value())))).contains("charts");
    assertThat(paths(client.get(trees(charts)))).containsExactly("a", "b");
    assertThat(client.get(trees(fixture.root + ":charts")).at("/sha")).isEqualTo(charts);
    assertThat(client.get(trees("main%3Acharts%2Fa")).at("/tree/0/path")).isEqualTo("Chart.yaml");
    assertThat(client.get(trees("main") + "?recursive=1").at("/tree/2/path")).isEqualTo("charts/a");
  }

  @Test
  void aTreeByCommitAndPathMayBeUnknown() {
    fixture.repository.shaPathTrees(false);

    assertThat(client.get(trees(fixture.root + ":charts")).status()).isEqualTo(404);
    assertThat(client.get(trees(fixture.root.value())).status()).isEqualTo(200);
  }

  @Test
  void aLongListingIsCutAndSaysSo() {
    fixture.repository.treeEntryLimit(2);

    JsonNode tree = client.get(trees("main") + "?recursive=1").json();

    assertThat(tree.path("truncated").asBoolean()).isTrue();
    assertThat(tree.path("tree")).hasSize(2);
  }

  @Test
  void anEmptyRepositorySaysSo() {
    try (GitHistory empty = GitHistory.inMemory()) {
      SimulatedRepository repository =
          fixture.simulator.host(RepositoryName.parse("acme/empty"), empty.repository());
      try (Client reader =
          new Client(fixture.simulator.url(), fixture.simulator.token(repository))) {
        assertThat(reader.get("/repos/acme/empty/git/trees/main").status()).isEqualTo(409);
        assertThat(reader.get("/repos/acme/empty/commits").status()).isEqualTo(409);
      }
    }
  }

  @Test
  void aFileComesAsJsonOrRaw() {
    String path = REPOSITORY + "/contents/charts/a/Chart.yaml?ref=" + fixture.root;

    JsonNode json = client.get(path).json();

    assertThat(new String(Base64.getMimeDecoder().decode(json.path("content").asText()), UTF_8))
        .isEqualTo("name: a\nversion: 1.0.0\n");
    assertThat(client.raw().get(path).text()).isEqualTo("name: a\nversion: 1.0.0\n");
    assertThat(client.raw().get(REPOSITORY + "/git/blobs/" + json.path("sha").asText()).text())
        .isEqualTo("name: a\nversion: 1.0.0\n");
    assertThat(client.get(REPOSITORY + "/contents/charts").json()).hasSize(2);
    assertThat(client.get(REPOSITORY + "/contents/none").status()).isEqualTo(404);
  }

  @Test
  void aBigFileComesRawOnly() {
    String big = "x".repeat(1024 * 1024 + 1);
    fixture.propose("main", "big", big);

    JsonNode json = client.get(REPOSITORY + "/contents/big").json();

    assertThat(json.path("encoding").asText()).isEqualTo("none");
    assertThat(json.path("content").asText()).isEmpty();
    assertThat(client.raw().get(REPOSITORY + "/contents/big").text()).isEqualTo(big);
  }

  @Test
  void aLinkToAFileIsFollowedAndOtherwiseShown() {
    history.commit(
        "main",
        FileChanges.none()
            .link("charts/b/file", "../a/Chart.yaml")
            .link("charts/b/out", "../../../etc/passwd")
            .submodule("sub", fixture.root),
        Note.of("Links", START));

    JsonNode followed = client.get(REPOSITORY + "/contents/charts/b/file").json();
    assertThat(followed.path("type").asText()).isEqualTo("file");
    assertThat(followed.path("path").asText()).isEqualTo("charts/b/file");
    assertThat(client.raw().get(REPOSITORY + "/contents/charts/b/file").text()).contains("name: a");
    JsonNode shown = client.get(REPOSITORY + "/contents/charts/b/out").json();
    assertThat(shown.path("type").asText()).isEqualTo("symlink");
    assertThat(shown.path("target").asText()).isEqualTo("../../../etc/passwd");
    assertThat(client.get(REPOSITORY + "/contents/sub").at("/type")).isEqualTo("submodule");
    assertThat(client.get(trees("main")).at("/tree/2/type")).isEqualTo("commit");
  }

  @Test
  void namesWithSpacesAndOtherLettersAreFound() {
    fixture.propose("main", "charts/ä b/Chart.yaml", "name: ä\n");

    assertThat(client.raw().get(REPOSITORY + "/contents/charts/%C3%A4%20b/Chart.yaml").text())
        .isEqualTo("name: ä\n");
    assertThat(paths(client.get(trees("main%3Acharts")))).contains("ä b");
  }

  @Test
  void compareTellsHowTwoCommitsStand() {
    CommitSha feature = fixture.propose("feature", "x", "1");
    CommitSha main = fixture.propose("main", "y", "1");
    CommitSha lone = history.commit(List.of(), FileChanges.none(), Note.of("Lone", START));

    assertThat(status("main", main.value())).isEqualTo("identical");
    assertThat(status("main", fixture.root.value())).isEqualTo("behind");
    assertThat(status(fixture.root.value(), "main")).isEqualTo("ahead");
    JsonNode diverged = client.get(compare("main", "feature")).json();
    assertThat(diverged.path("status").asText()).isEqualTo("diverged");
    assertThat(diverged.path("ahead_by").asInt()).isEqualTo(1);
    assertThat(diverged.path("behind_by").asInt()).isEqualTo(1);
    assertThat(diverged.at("/merge_base_commit/sha").asText()).isEqualTo(fixture.root.value());
    assertThat(diverged.at("/commits/0/sha").asText()).isEqualTo(feature.value());
    assertThat(diverged.at("/files/0/filename").asText()).isEqualTo("x");
    assertThat(diverged.at("/files/0/status").asText()).isEqualTo("added");
    assertThat(client.get(compare("main", lone.value())).status()).isEqualTo(404);
    assertThat(client.get(compare("main", "1".repeat(40))).status()).isEqualTo(404);
  }

  @Test
  void compareGivesCommitsInPagesAndFilesOnTheFirst() {
    FileChanges many = FileChanges.none();
    for (int i = 0; i < 310; i++) {
      many = many.write("many/" + i, "");
    }
    history.commit("main", many, Note.of("Many", START));
    for (int i = 0; i < 254; i++) {
      fixture.propose("main", "count", "" + i);
    }
    String path = compare(fixture.root.value(), "main");

    assertThat(client.get(path).json().path("commits")).hasSize(250);
    assertThat(client.get(path).json().path("files")).hasSize(300);
    JsonNode second = client.get(path + "?page=2").json();
    assertThat(second.path("commits")).hasSize(5);
    assertThat(second.path("total_commits").asInt()).isEqualTo(255);
    assertThat(second.has("files")).isFalse();
  }

  @Test
  void aForksCommitIsReadableByShaOnly() {
    CommitSha fork =
        history.commit(
            List.of(fixture.root), FileChanges.none().write("x", "1"), Note.of("Fork", START));
    fixture.repository.forkBranch("mallory", "evil", fork);

    assertThat(client.get(REPOSITORY + "/git/commits/" + fork).status()).isEqualTo(200);
    assertThat(status("main", fork.value())).isEqualTo("ahead");
    assertThat(status("main", "mallory:evil")).isEqualTo("ahead");
    assertThat(client.get(REPOSITORY + "/branches/evil").status()).isEqualTo(404);
  }

  @Test
  void commitsComeInPagesWithLinks() {
    for (int i = 0; i < 5; i++) {
      fixture.propose("main", "count", "" + i);
    }

    Client.Answer first = client.get(REPOSITORY + "/commits?per_page=4");

    assertThat(first.json()).hasSize(4);
    assertThat(first.header("Link")).contains("page=2>; rel=\"next\"");
    assertThat(client.get(REPOSITORY + "/commits?per_page=4&page=2").json()).hasSize(2);
    assertThat(client.get(REPOSITORY + "/commits?since=2027-01-01T00:00:00Z").json()).isEmpty();
  }

  @Test
  void aCommitTellsItsFiles() {
    CommitSha commit = fixture.propose("main", "README.md", "hello\nworld\n");

    JsonNode json = client.get(REPOSITORY + "/commits/" + commit).json();

    assertThat(json.at("/files/0/additions").asInt()).isEqualTo(1);
    assertThat(json.at("/files/0/deletions").asInt()).isZero();
    assertThat(json.at("/commit/message").asText()).isEqualTo("Change README.md");
    assertThat(client.get(REPOSITORY + "/commits/" + "1".repeat(40)).status()).isEqualTo(422);
  }

  @Test
  void matchingRefsGoByPrefixAndARefIsExact() {
    history.lightweightTag("a-v1.2.3", fixture.root);
    history.lightweightTag("a-v1.2.30", fixture.root);
    history.lightweightTag("b-v1.2.3", fixture.root);

    JsonNode found = client.get(REPOSITORY + "/git/matching-refs/tags/a-v1.2.3").json();

    assertThat(found).hasSize(2);
    assertThat(found.at("/0/ref").asText()).isEqualTo("refs/tags/a-v1.2.3");
    assertThat(client.get(REPOSITORY + "/git/ref/tags/a-v1.2").status()).isEqualTo(404);
    assertThat(client.get(REPOSITORY + "/git/matching-refs/tags/none").json()).isEmpty();
  }

  @Test
  void nestedTagObjectsAreReadOneByOne() {
    String inner = history.annotatedTag("inner", fixture.root.value(), Note.of("in\n", START));
    String outer = history.annotatedTag("outer", inner, Note.of("out\n", START));

    assertThat(client.get(REPOSITORY + "/git/ref/tags/outer").at("/object/type")).isEqualTo("tag");
    JsonNode tag = client.get(REPOSITORY + "/git/tags/" + outer).json();
    assertThat(tag.at("/object/sha").asText()).isEqualTo(inner);
    assertThat(tag.at("/object/type").asText()).isEqualTo("tag");
    assertThat(tag.path("message").asText()).isEqualTo("out\n");
    assertThat(client.get(REPOSITORY + "/git/tags/" + fixture.root).status()).isEqualTo(404);
  }

  private static String trees(String name) {
    return REPOSITORY + "/git/trees/" + name;
  }

  private static String compare(String base, String head) {
    return REPOSITORY + "/compare/" + base + "..." + head;
  }

  private String status(String base, String head) {
    return client.get(compare(base, head)).at("/status");
  }

  private static List<String> paths(Client.Answer tree) {
    return tree.json().path("tree").findValuesAsText("path");
  }
}
