package io.charttagger.history;

import static io.charttagger.history.Edit.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.charttagger.chart.Commit;
import io.charttagger.chart.CommitSha;
import io.charttagger.history.MapRepository.Read;
import io.charttagger.port.TransientFailure;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Commits by range and by path. */
final class CommitsTest {
  private final MapHistory history = new MapHistory();
  private final MapRepository repository = new MapRepository(history);
  private final Commits commits = new Commits(repository, repository.budget());

  @Test
  void aRangeHasWhatTheHeadHasAndTheBaseHasNot() {
    CommitSha base = history.commit("main", "base");
    history.branch("side", base);
    CommitSha one = history.commit("main", "one");
    CommitSha side = history.commit("side", "side");
    CommitSha merge = history.merge("main", side, "merge");

    assertThat(commits.since(base, merge).orElseThrow())
        .containsExactlyInAnyOrder(one, side, merge);
    assertThat(commits.since(merge, merge).orElseThrow()).isEmpty();
    assertThat(repository.reads(Read.COMMITS_BETWEEN)).isEmpty();
  }

  @Test
  void thereIsNoRangeFromACommitThatIsNoAncestor() {
    CommitSha base = history.commit("main", "base");
    history.branch("side", base);
    CommitSha head = history.commit("main", "head");
    CommitSha side = history.commit("side", "side");
    CommitSha alone = history.commit("orphan", "alone");

    assertThat(commits.since(side, head)).isEmpty();
    assertThat(commits.since(head, base)).isEmpty();
    assertThat(commits.since(alone, head)).isEmpty();
  }

  @Test
  void aLongRangeIsReadPageByPageAsFarAsNeeded() {
    CommitSha base = history.commit("main", "base");
    List<CommitSha> all = new ArrayList<>();
    for (int i = 0; i < 320; i++) {
      all.add(history.commit("main", "commit " + i));
    }

    assertThat(commits.since(base, all.getLast()).orElseThrow())
        .containsExactlyInAnyOrderElementsOf(all);
    // The comparison has the latest 250, the first page the 70 that it has not.
    assertThat(repository.reads(Read.COMMITS_BETWEEN))
        .containsExactly("%s...%s page 1".formatted(base, all.getLast()));
  }

  @Test
  void aRangeOfManyPagesHasAllOfThem() {
    CommitSha base = history.commit("main", "base");
    for (int i = 0; i < 520; i++) {
      history.commit("main", "commit " + i);
    }

    assertThat(commits.since(base, history.tip("main")).orElseThrow()).hasSize(520);
    assertThat(repository.reads(Read.COMMITS_BETWEEN)).hasSize(3);
  }

  @Test
  void aRangeOfExactlyWhatAComparisonHoldsNeedsNoPage() {
    CommitSha base = history.commit("main", "base");
    for (int i = 0; i < 250; i++) {
      history.commit("main", "commit " + i);
    }

    assertThat(commits.since(base, history.tip("main")).orElseThrow()).hasSize(250);
    assertThat(repository.reads(Read.COMMITS_BETWEEN)).isEmpty();
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

    assertThat(commits.touching("charts/a", head))
        .extracting(Commit::subject)
        .containsExactly("two", "one");
  }

  @Test
  void aComparisonThatIsNotFoundOnceIsNoProofThatACommitIsNoAncestor() {
    CommitSha base = history.commit("main", "base");
    CommitSha head = history.commit("main", "head");
    repository.notFoundOnce(call -> call.read() == Read.COMPARE);

    assertThat(commits.since(base, head).orElseThrow()).containsExactly(head);
    repository.notFoundOnce(call -> call.read() == Read.COMPARE);
    assertThat(commits.contains(head, base)).isTrue();
  }

  @Test
  void aCommitThatGitHubDoesNotShowYetIsNotTakenForOneThatIsNoAncestor() {
    CommitSha base = history.commit("main", "base");
    CommitSha head = history.commit("main", "head");
    repository.neverFound(call -> call.of().contains(base.value()));

    assertThatThrownBy(() -> commits.since(base, head))
        .isInstanceOf(TransientFailure.class)
        .hasMessageContaining(base.value());
    assertThatThrownBy(() -> commits.contains(head, base)).isInstanceOf(TransientFailure.class);
  }
}
