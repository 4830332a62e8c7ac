package io.charttagger.history;

import static io.charttagger.history.Edit.chart;
import static io.charttagger.history.Edit.file;
import static io.charttagger.history.Edit.link;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.charttagger.chart.Commit;
import io.charttagger.chart.CommitSha;
import io.charttagger.port.Comparison;
import io.charttagger.port.FileContent;
import io.charttagger.port.TransientFailure;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The map of commits answers as git and GitHub do. */
final class MapRepositoryTest {
  private final MapHistory history = new MapHistory();
  private final MapRepository repository = new MapRepository(history);

  @Test
  void commitsAreComparedByTheGraph() {
    CommitSha one = history.commit("main", "one");
    history.branch("side", one);
    CommitSha two = history.commit("main", "two");
    CommitSha side = history.commit("side", "three");
    CommitSha merge = history.merge("main", side, "merge");
    CommitSha alone = history.commit("orphan", "alone");

    assertThat(compared(one, one)).contains("IDENTICAL 0 at one");
    assertThat(compared(one, merge)).contains("AHEAD 3 at one");
    assertThat(compared(merge, two)).contains("BEHIND 0 at two");
    assertThat(compared(two, side)).contains("DIVERGED 1 at one");
    assertThat(compared(one, alone)).isEmpty();
    assertThat(repository.compare("main", two.value())).isPresent();
    assertThat(repository.compare("main", "1".repeat(40))).isEmpty();
    assertThat(repository.commitsBetween(two, merge, 1))
        .containsExactly(history.get(side), history.get(merge));
    assertThat(repository.commitsBetween(two, merge, 2)).isEmpty();
  }

  private Optional<String> compared(CommitSha base, CommitSha head) {
    return repository
        .compare(base.value(), head.value())
        .map(it -> "%s %d at %s".formatted(it.status(), it.total(), it.mergeBase().subject()));
  }

  @Test
  void aComparisonHasTheLatestCommitsAndItsPagesHaveAll() {
    CommitSha first = history.commit("main", "first");
    CommitSha second = history.commit("main", "second");
    for (int i = 0; i < 250; i++) {
      history.commit("main", "more " + i);
    }

    Comparison all = repository.compare(first.value(), "main").orElseThrow();

    assertThat(all.total()).isEqualTo(251);
    assertThat(all.commits()).hasSize(250).last().isEqualTo(history.get(history.tip("main")));
    assertThat(repository.commitsBetween(first, history.tip("main"), 1))
        .hasSize(Comparison.PAGE)
        .startsWith(history.get(second));
    assertThat(repository.commitsBetween(first, history.tip("main"), 3)).hasSize(51);
  }

  @Test
  void aLogFollowsTheParentThatHasThePathAsTheMergeHasIt() {
    CommitSha one = history.commit("main", "one", chart("charts/a", "a", "1.0.0"));
    history.branch("side", one);
    history.branch("undone", one);
    history.commit("main", "elsewhere", file("README.md", "words"));
    CommitSha side = history.commit("side", "side", chart("charts/a", "a", "1.1.0"));
    history.commit("undone", "do", chart("charts/a", "a", "2.0.0"));
    CommitSha undone = history.commit("undone", "undo", chart("charts/a", "a", "1.0.0"));
    history.merge("main", undone, "merge undone");
    CommitSha merge = history.merge("main", side, "merge side");

    assertThat(repository.commitsTouching(merge, "charts/a", 1))
        .extracting(Commit::subject)
        .containsExactly("side", "one");
    assertThat(repository.commitsTouching(merge, ".", 1)).hasSize(7);
    assertThatThrownBy(() -> repository.commitsTouching(merge, "nowhere", 1))
        .isInstanceOf(TransientFailure.class);
  }

  @Test
  void aMergeKeepsBothSidesChanges() {
    CommitSha one = history.commit("main", "one", file("a", "1"), file("b", "1"), file("c", "1"));
    history.branch("side", one);
    history.commit("main", "main", file("a", "2"));
    CommitSha side = history.commit("side", "side", file("b", "2"), Edit.gone("c"));
    CommitSha merge = history.merge("main", side, "merge");

    assertThat(text(merge, "a")).contains("2");
    assertThat(text(merge, "b")).contains("2");
    assertThat(text(merge, "c")).isEmpty();
  }

  @Test
  void aFileIsShownThroughALinkAndADirectoryAsADescription() {
    CommitSha one =
        history.commit(
            "main", "one", file("a/file", "text"), link("b/link", "../a/file"), link("c", "none"));

    assertThat(text(one, "b/link")).contains("text");
    assertThat(text(one, "c")).contains("[{}]");
    assertThat(text(one, "a")).contains("[{}]");
    assertThat(text(one, "d")).isEmpty();
  }

  private Optional<String> text(CommitSha commit, String path) {
    return repository
        .file(commit, path)
        .map(FileContent::bytes)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  @Test
  void equalDirectoriesAreEqualTreesAndABlobHasGitsSha() {
    CommitSha one =
        history.commit(
            "main",
            "one",
            file("a/hello.txt", "hello\n"),
            file("b/hello.txt", "hello\n"),
            file("c/hello.txt", "hello!\n"));

    assertThat(history.tree(one, "a"))
        .isEqualTo(history.tree(one, "b"))
        .isNotEqualTo(history.tree(one, "c"));
    assertThat(history.files(one).sha("a/hello.txt"))
        .contains("ce013625030ba8dba906f756967f9e9ca394464a");
    assertThat(repository.directory(one, "a/hello.txt")).isEmpty();
    assertThat(repository.tree(history.tree(one, ".")).entries()).hasSize(3);
  }

  @Test
  void aPullRequestIsKnownByWhatItBroughtAndWhileItIsOpenByWhatItHolds() {
    CommitSha start = history.commit("main", "start");
    CommitSha merged = history.mergePullRequest(1, file("a", "1"));
    CommitSha squashed = history.squashPullRequest(2, file("a", "2"));
    CommitSha rebased = history.rebasePullRequest(3, file("a", "3"), file("a", "4"));
    history.branch("release", start);
    history.openPullRequest(4, "main", "release");

    assertThat(numbers(merged)).containsExactly(1, 4);
    assertThat(numbers(squashed)).containsExactly(2, 4);
    assertThat(numbers(history.get(rebased).parents().getFirst())).containsExactly(3, 4);
    assertThat(numbers(start)).isEmpty();
    assertThat(repository.pullRequestsOf(CommitSha.parse("1".repeat(40)))).isEmpty();
    history.closePullRequest(4);
    assertThat(numbers(merged)).containsExactly(1);
    assertThat(repository.recentlyClosed("main"))
        .extracting(listed -> listed.pullRequest().number())
        .containsExactly(3, 2, 1);
    assertThat(repository.pullRequest(2).orElseThrow().mergedAs()).contains(squashed);
    assertThat(repository.pullRequest(4).orElseThrow().mergedAs()).isEmpty();
  }

  private List<Integer> numbers(CommitSha commit) {
    return repository.pullRequestsOf(commit).orElseThrow().stream()
        .map(listed -> listed.pullRequest().number())
        .toList();
  }

  @Test
  void whatMustExistIsReadAgainOnceItWasNotFound() {
    CommitSha one = history.commit("main", "one", file("a", "1"));
    repository.notFoundOnce(call -> call.read() == MapRepository.Read.TREE);

    assertThat(repository.tree(history.tree(one, ".")).entries()).hasSize(1);
    assertThat(repository.reads(MapRepository.Read.TREE)).hasSize(2);
    repository.neverFound(call -> call.read() == MapRepository.Read.TREE);
    assertThatThrownBy(() -> repository.tree(history.tree(one, ".")))
        .isInstanceOf(TransientFailure.class);
  }
}
