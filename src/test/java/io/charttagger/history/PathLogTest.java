package io.charttagger.history;

import static io.charttagger.history.Edit.file;
import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.Commit;
import io.charttagger.chart.CommitSha;
import io.charttagger.history.MapRepository.Read;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The log of a directory is read page by page, as far as it is needed. */
final class PathLogTest {
  private final MapHistory history = new MapHistory();
  private final MapRepository repository = new MapRepository(history);
  private final List<CommitSha> commits = new ArrayList<>();

  private PathLog log(int touches) {
    for (int i = 0; i < touches; i++) {
      commits.add(history.commit("main", "commit " + i, file("charts/a/values.yaml", "x: " + i)));
    }
    return new PathLog(repository, history.tip("main"), "charts/a");
  }

  @Test
  void aPageIsReadOnceAndTheNextOneOnlyWhenItIsReached() {
    PathLog log = log(250);

    assertThat(log.first()).hasSize(100).startsWith(history.get(commits.getLast()));
    assertThat(log.pages().limit(2).flatMap(List::stream)).hasSize(200);
    assertThat(repository.reads(Read.COMMITS_TOUCHING)).hasSize(2);
    assertThat(log.pages().map(List::size)).containsExactly(100, 100, 50);
    assertThat(repository.reads(Read.COMMITS_TOUCHING)).hasSize(3);
  }

  @Test
  void afterAFullPageComesAnotherThoughItMayBeEmpty() {
    assertThat(log(100).pages().map(List::size)).containsExactly(100, 0);
  }

  @Test
  void theFirstPageIsReadAtOnceWhenItIsBegun() {
    PathLog log = log(1);

    log.begin();

    assertThat(
            repository.isReadSoon(
                new MapRepository.Call(Read.COMMITS_TOUCHING, history.tip("main") + ":charts/a")))
        .isTrue();
  }

  @Test
  void aCommitIsSearchedForNoFurtherThanItsDate() {
    PathLog log = log(250);
    Commit old = history.get(commits.get(20));
    CommitSha elsewhere = history.commit("side", "elsewhere");

    assertThat(log.has(history.get(elsewhere))).isFalse();
    assertThat(log.has(history.get(commits.getLast()))).isTrue();
    assertThat(repository.reads(Read.COMMITS_TOUCHING)).hasSize(1);
    assertThat(log.has(old)).isTrue();
    assertThat(repository.reads(Read.COMMITS_TOUCHING)).hasSize(3);
  }

  @Test
  void aCommitThatIsOlderThanAllIsNotThere() {
    CommitSha alone = history.commit("orphan", "alone");

    assertThat(log(3).has(history.get(alone))).isFalse();
  }

  @Test
  void aPageEndsBeforeADateThatIsNewerThanItsLastCommit() {
    List<Commit> page = log(2).first();
    Commit last = page.getLast();

    assertThat(PathLog.endsBefore(page, last.committedAt())).isFalse();
    assertThat(PathLog.endsBefore(page, last.committedAt().plusSeconds(1))).isTrue();
    assertThat(PathLog.endsBefore(List.of(), last.committedAt())).isFalse();
  }
}
