package io.charttagger.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.charttagger.chart.CommitSha;
import io.charttagger.chart.RepositoryName;
import io.charttagger.github.http.FakeGitHub;
import io.charttagger.port.Lease;
import io.charttagger.port.LeaseLost;
import io.charttagger.port.LockKey;
import io.charttagger.port.Repository;
import java.io.InputStream;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Under which leases a repository's writes are sent. */
final class LeasesTest {
  private final OpenedRepository opened = new OpenedRepository();
  private final FakeGitHub gitHub = opened.gitHub();
  private final FakeLease commit = new FakeLease();
  private final FakeLease release = new FakeLease();
  private final Repository repository = opened.repository().under(commit, release);

  @Test
  void allOfThemAreRenewedBeforeEveryWriteOfOursAndOfHub4j() throws Exception {
    gitHub.answers(200, GitHubAnswers.gitCommit());
    repository.commit(CommitSha.parse(GitHubAnswers.A));
    assertThat(commit.renewals).isZero();

    gitHub.answers(204, "");
    repository.deleteBranch("integration/a");
    gitHub.answers(201, GitHubAnswers.ref("refs/tags/a", "tag", GitHubAnswers.A));
    repository.createRef("refs/tags/a", GitHubAnswers.A);

    assertThat(commit.renewals).isEqualTo(2);
    assertThat(release.renewals).isEqualTo(2);
    assertThat(repository.calls()).as("it is the same run").isEqualTo(3);
    assertThat(opened.repository().calls()).isEqualTo(3);
  }

  @Test
  void aLostOneStopsEveryWrite() {
    release.lost = true;

    assertThatExceptionOfType(LeaseLost.class)
        .isThrownBy(() -> repository.deleteBranch("integration/a"));
    assertThatExceptionOfType(LeaseLost.class)
        .isThrownBy(() -> repository.createRef("refs/tags/a", GitHubAnswers.A));
    assertThat(gitHub.requests()).isEmpty();
  }

  private static final class FakeLease implements Lease {
    private int renewals;
    private boolean lost;

    @Override
    public void renew() {
      if (lost) {
        throw new LeaseLost(LockKey.ofRelease(RepositoryName.parse("acme/charts")));
      }
      renewals++;
    }

    @Override
    public long fence() {
      return 1;
    }

    @Override
    public Optional<String> lastReport() {
      return Optional.empty();
    }

    @Override
    public Optional<InputStream> savedWork() {
      return Optional.empty();
    }

    @Override
    public void save(Work kept) {}

    @Override
    public void saveAndClose(Work work) {}

    @Override
    public void reportAndClose(String report) {}

    @Override
    public void close() {}
  }
}
