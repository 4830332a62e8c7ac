package io.charttagger.history;

import static io.charttagger.history.Edit.chart;
import static io.charttagger.history.Edit.chartYaml;
import static io.charttagger.history.Edit.file;
import static io.charttagger.history.Edit.link;
import static io.charttagger.history.Edit.submodule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.charttagger.chart.ChartAt;
import io.charttagger.chart.ChartYaml;
import io.charttagger.chart.CommitSha;
import io.charttagger.history.MapRepository.Call;
import io.charttagger.history.MapRepository.Read;
import io.charttagger.port.FileContent;
import io.charttagger.port.Listing;
import io.charttagger.port.TransientFailure;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Directories and files, whose absence is believed only when a listing proves it. */
final class TreesTest {
  private final MapHistory history = new MapHistory();
  private final MapRepository repository = new MapRepository(history);
  private final Trees trees = new Trees(repository, repository.budget());
  private CommitSha commit;

  @BeforeEach
  void aCommit() {
    commit =
        history.commit(
            "main",
            "import",
            chart("charts/a", "a", "1.0.0"),
            file("charts/deep/er/file", "words"),
            link("charts/linked/Chart.yaml", "../a/Chart.yaml"),
            link("charts/link", "a"),
            file("charts/odd/Chart.yaml/file", "a directory by that name"));
    commit = history.commit("main", "module", submodule("charts/module", commit));
  }

  private Trees.ListedDirectory listed(String directory) {
    return new Trees.ListedDirectory(directory, trees.directory(commit, directory).orElseThrow());
  }

  // Directories.

  @Test
  void aDirectoryIsReadByItsPathOnce() {
    trees.beginDirectory(commit, "charts");

    assertThat(trees.directory(commit, "charts").map(Listing::sha))
        .contains(history.tree(commit, "charts"));
    assertThat(trees.directory(commit, "charts")).isPresent();
    assertThat(repository.reads()).hasSize(1);
  }

  @Test
  void theRootIsADirectory() {
    assertThat(trees.directory(commit, ".").map(Listing::sha)).contains(history.tree(commit, "."));
    assertThat(repository.reads(Read.DIRECTORY)).containsExactly(commit + ":.");
  }

  @Test
  void aDirectoryThatIsNotFoundByItsPathIsFoundFromTheRootDown() {
    repository.neverFound(call -> call.of().equals(commit + ":charts/deep/er"));

    assertThat(trees.directory(commit, "charts/deep/er").map(Listing::sha))
        .contains(history.tree(commit, "charts/deep/er"));
  }

  @Test
  void whatTheListingsDoNotHaveIsProvenToBeAbsent() {
    assertThat(trees.directory(commit, "nowhere")).isEmpty();
    assertThat(trees.directory(commit, "charts/a/nowhere/at/all")).isEmpty();
    assertThat(trees.directory(commit, "charts/a/Chart.yaml")).isEmpty();
    assertThat(trees.directory(commit, "charts/link")).isEmpty();
    assertThat(trees.directory(commit, "charts/module")).isEmpty();
  }

  @Test
  void aRootThatIsNotFoundOnceIsReadAgain() {
    repository.notFoundOnce(call -> call.of().equals(commit + ":."));

    assertThat(trees.directory(commit, ".")).isPresent();
    assertThat(repository.reads(Read.DIRECTORY)).hasSize(2);
  }

  @Test
  void aRootThatIsNeverFoundIsTroubleThatPasses() {
    repository.neverFound(call -> call.read() == Read.DIRECTORY);

    assertThatThrownBy(() -> trees.directory(commit, "charts"))
        .isInstanceOf(TransientFailure.class)
        .hasMessageContaining("the root directory of commit " + commit);
  }

  @Test
  void aTreeIsReadOnce() {
    String sha = history.tree(commit, "charts/a");

    assertThat(trees.tree(sha).entry("Chart.yaml")).isPresent();
    assertThat(trees.tree(sha)).isSameAs(trees.tree(sha));
    assertThat(repository.reads(Read.TREE)).containsExactly(sha);
  }

  @Test
  void aBlobIsReadEachTimeForItMayBeLarge() {
    String sha = history.files(commit).sha("charts/deep/er/file").orElseThrow();

    Listing.Entry file = new Listing.Entry("file", "100644", sha, 5);

    assertThat(new String(trees.blob(file).bytes(), StandardCharsets.UTF_8)).isEqualTo("words");
    assertThat(new String(trees.blob(file).bytes(), StandardCharsets.UTF_8)).isEqualTo("words");
    assertThat(repository.reads(Read.BLOB)).containsExactly(sha, sha);
  }

  // Charts.

  @Test
  void aDirectoryWithAChartYamlListsAChart() {
    assertThat(trees.chartYaml(listed("charts/a").listing())).isPresent();
    assertThat(trees.chartYaml(listed("charts/deep").listing())).isEmpty();
  }

  @Test
  void aChartIsWhatItsFileSays() {
    assertThat(InWords.of(trees.chart(commit, "charts/a"))).isEqualTo("a 1.0.0");
  }

  @Test
  void aChartsListingIsReadWhileItsFileIs() {
    repository.answers(Read.FILE, Read.DIRECTORY);

    assertThat(InWords.of(trees.chart(commit, "charts/a"))).isEqualTo("a 1.0.0");
  }

  @Test
  void aDirectoryIsReadBeforeItIsNeeded() {
    trees.beginDirectory(commit, "charts");

    assertThat(repository.isReadSoon(new Call(Read.DIRECTORY, commit + ":charts"))).isTrue();
  }

  @Test
  void aChartAtTheRootIsReadFromTheRoot() {
    CommitSha root = history.commit("main", "root", chart(".", "root", "2.0.0"));

    assertThat(InWords.of(trees.chart(root, "."))).isEqualTo("root 2.0.0");
    assertThat(repository.reads(Read.FILE)).containsExactly(root + ":Chart.yaml");
  }

  @Test
  void aDirectoryWithoutAChartYamlIsNone() {
    assertThat(InWords.of(trees.chart(commit, "charts/deep"))).isEqualTo("none");
    assertThat(InWords.of(trees.chart(commit, "charts/nowhere"))).isEqualTo("none");
    assertThat(InWords.of(trees.chart(commit, "charts/odd"))).isEqualTo("none");
  }

  @Test
  void aLinkedChartYamlIsInvalidThoughGitHubShowsWhatItPointsAt() {
    assertThat(trees.chart(commit, "charts/linked"))
        .isEqualTo(
            new ChartAt.Found(
                new ChartYaml.Invalid("is a symbolic link; commit the file itself in its place")));
  }

  @Test
  void aFileThatIsNotFoundOnceIsReadAgainBecauseItsDirectoryListsIt() {
    repository.notFoundOnce(call -> call.read() == Read.FILE);

    assertThat(InWords.of(trees.chart(commit, "charts/a"))).isEqualTo("a 1.0.0");
  }

  @Test
  void aFileThatIsNeverFoundIsTroubleThatPasses() {
    repository.neverFound(call -> call.read() == Read.FILE);

    assertThatThrownBy(() -> trees.chart(commit, "charts/a"))
        .isInstanceOf(TransientFailure.class)
        .hasMessageContaining("charts/a/Chart.yaml at " + commit.abbreviated());
  }

  @Test
  void anotherFilesContentIsNotBelieved() {
    repository.foreignFile(commit, "charts/a/Chart.yaml", chartYaml("other", "9.9.9"), 2);

    assertThat(InWords.of(trees.chart(commit, "charts/a"))).isEqualTo("a 1.0.0");
  }

  @Test
  void anotherFilesContentThatStaysIsTroubleThatPasses() {
    repository.foreignFile(commit, "charts/a/Chart.yaml", chartYaml("other", "9.9.9"), 99);

    assertThatThrownBy(() -> trees.chart(commit, "charts/a")).isInstanceOf(TransientFailure.class);
  }

  @Test
  void contentWhereTheListingHasNoFileIsNotBelieved() {
    repository.foreignFile(commit, "charts/deep/Chart.yaml", chartYaml("other", "9.9.9"), 1);

    assertThat(InWords.of(trees.chart(commit, "charts/deep"))).isEqualTo("none");
  }

  @Test
  void aFileTooLargeToBeReadWholeMayBeTheOneThatIsListed() {
    byte[] large = new byte[4 * 1024 * 1024 + 1];
    Arrays.fill(large, (byte) '#');
    CommitSha later = history.commit("main", "large", file("charts/a/Chart.yaml", large));

    assertThat(InWords.of(trees.chart(later, "charts/a"))).isEqualTo("invalid");
  }

  @Test
  void anAnswerThatGoesOnPastTheEndOfTheFileIsNotReadAgainInThisRun() {
    int size = chartYaml("a", "1.0.0").length();
    repository.foreignFile(
        commit, "charts/a/Chart.yaml", new FileContent(new byte[size], false), 1);

    assertThatThrownBy(() -> trees.chart(commit, "charts/a"))
        .isInstanceOf(TransientFailure.class)
        .hasMessageContaining("longer than the file");
    assertThat(repository.reads(Read.FILE)).hasSize(1);
  }

  // What is below.

  @Test
  void aTreeIsFoundHoweverDeepItIs() {
    Listing charts = trees.directory(commit, "charts").orElseThrow();

    assertThat(trees.contains(charts, history.tree(commit, "charts/a"))).isTrue();
    assertThat(trees.contains(charts, history.tree(commit, "charts/deep/er"))).isTrue();
    assertThat(trees.contains(charts, history.tree(commit, "charts"))).isFalse();
    assertThat(trees.contains(charts, "0".repeat(40))).isFalse();
    assertThat(repository.reads(Read.BELOW)).hasSize(1);
  }

  @Test
  void whatTheDirectoryItselfListsCountsThoughTheListOfAllIsCutShort() {
    repository.listsBelow(0);
    Listing charts = trees.directory(commit, "charts").orElseThrow();

    assertThat(trees.contains(charts, history.tree(commit, "charts/a"))).isTrue();
    assertThat(trees.contains(charts, history.tree(commit, "charts/deep/er"))).isFalse();
  }

  @Test
  void whatWasReadBeforehandIsCheckedAgainstTheListing() {
    assertThat(InWords.of(trees.found(Optional.empty(), commit, listed("charts/a"))))
        .isEqualTo("a 1.0.0");
    assertThat(
            InWords.of(
                trees.found(trees.read(commit, "charts/a"), commit, listed("charts/linked"))))
        .isEqualTo("invalid");
  }
}
