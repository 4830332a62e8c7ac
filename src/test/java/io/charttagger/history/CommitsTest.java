package io.charttagger.history;

import static io.charttagger.history.Edit.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.charttagger.chart.Commit;
import io.charttagger.chart.CommitSha;
import io.charttagger.history.MapRepository.Read;
import io.charttagger.port.TransientFailure;
import org.junit.jupiter.api.Test;

/** Commits by range and by path. */
final class CommitsTest {
  private final MapHistory history = new MapHistory();
  private final MapRepository repository = new MapRepository(history);
  private final Commits commits = new Commits(repository, repository.budget());

  @Test
  void twoCommitsAreComparedOnce() {
    CommitSha base = history.commit("main", "base");
    CommitSha head = history.commit("main", "head");

    assertThat(commits.compare(base, head).orElseThrow().commits())
        .containsExactly(history.get(head));
    assertThat(commits.contains(head, base)).isTrue();
    assertThat(repository.reads(Read.COMPARE)).hasSize(1);
  }

  @Test
  void theFirstCommitsOfALongRangeAreTheOldest() {
    CommitSha base = history.commit("main", "base");
    CommitSha first = history.commit("main", "first");
    for (int i = 0; i < 120; i++) {
      history.commit("main", "commit " + i);
    }

    assertThat(commits.firstBetween(base, history.tip("main")))
        .hasSize(100)
        .startsWith(history.get(first));
  }

  @Test
  void aCommitContainsItselfAndItsAncestors() {
    CommitSha base = history.commit("main", "base");
    history.branch("side", base);
    CommitSha head = history.commit("main", "head");
    CommitSha side = history.commit("side", "side");

    assertThat(commits.contains(head, head)).isTrue();
    assertThat(commits.contains(head, base)).isTrue();
    assertThat(commits.contains(base, head)).isFalse();
    assertThat(commits.contains(head, side)).isFalse();
    assertThat(commits.contains(head, history.commit("orphan", "alone"))).isFalse();
  }

  @Test
  void thoseThatTouchedADirectoryAreListedAsGitListsThem() {
    history.commit("main", "one", file("charts/a/values.yaml", "1"));
    history.commit("main", "elsewhere", file("charts/b/values.yaml", "1"));
    CommitSha head = history.commit("main", "two", file("charts/a/values.yaml", "2"));

    assertThat(commits.touching("charts/a", head).first())
        .extracting(Commit::subject)
        .containsExactly("two", "one");
  }

  @Test
  void aComparisonThatIsNotFoundOnceIsNoProofThatACommitIsNoAncestor() {
    CommitSha base = history.commit("main", "base");
    CommitSha head = history.commit("main", "head");
    repository.notFoundOnce(call -> call.read() == Read.COMPARE);

    assertThat(commits.contains(head, base)).isTrue();
  }

  @Test
  void aComparisonWithAnAncestorIsReadUntilItIsThere() {
    CommitSha base = history.commit("main", "base");
    CommitSha head = history.commit("main", "head");
    repository.notFound(2, call -> call.read() == Read.COMPARE);

    assertThat(commits.compareWithAncestor(base, head).total()).isEqualTo(1);
    repository.neverFound(call -> call.read() == Read.COMPARE);
    assertThatThrownBy(() -> commits.compareWithAncestor(base, head))
        .isInstanceOf(TransientFailure.class)
        .hasMessageContaining("the comparison of " + base + " and " + head);
  }

  @Test
  void aCommitThatGitHubDoesNotShowYetIsNotTakenForOneThatIsNoAncestor() {
    CommitSha base = history.commit("main", "base");
    CommitSha head = history.commit("main", "head");
    repository.neverFound(call -> call.of().contains(base.value()));

    assertThatThrownBy(() -> commits.compare(base, head))
        .isInstanceOf(TransientFailure.class)
        .hasMessageContaining(base.value());
    assertThatThrownBy(() -> commits.contains(head, base)).isInstanceOf(TransientFailure.class);
  }
}
