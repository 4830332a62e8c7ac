package io.charttagger.history;

import static io.charttagger.history.Edit.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.charttagger.changelog.Changelog;
import io.charttagger.chart.ChartName;
import io.charttagger.chart.ChartVersion;
import io.charttagger.chart.CommitSha;
import io.charttagger.history.MapRepository.Read;
import io.charttagger.port.Listing.Entry;
import io.charttagger.port.TransientFailure;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Few changelog files are in memory at the same time. */
@Timeout(60)
final class ChangelogFilesTest {
  private static final String SMALL = "## 1.0.0\n\nwords\n";
  private static final String LARGE = SMALL + "x\n".repeat(200_000);

  private final MapHistory history = new MapHistory();
  private final MapRepository repository = new MapRepository(history);
  private final Trees trees = new Trees(repository, repository.budget());
  private final ChangelogFiles files = new ChangelogFiles(trees);

  private Entry entry(String name, String content) {
    CommitSha commit = history.commit("main", "write " + name, file(name, content));
    return trees.directory(commit, ".").orElseThrow().entry(name).orElseThrow();
  }

  private static String section(Changelog changelog) {
    return changelog
        .of(ChartName.parse("a"))
        .section(ChartVersion.parse("1.0.0"))
        .map(text -> text.substring(0, 5))
        .orElse("");
  }

  @Test
  void aSharedOneIsReadOnce() {
    Entry file = entry("CHANGELOG.md", SMALL);

    List<String> sections =
        VirtualThreads.map(
            IntStream.range(0, 20).boxed().toList(), _ -> section(files.shared(file)));

    assertThat(sections).containsOnly("words");
    assertThat(repository.reads(Read.BLOB)).hasSize(1);
  }

  @Test
  void ofLargeSharedOnesTheLatestStays() {
    Entry first = entry("one", LARGE.repeat(4) + "1");
    Entry second = entry("two", LARGE.repeat(4) + "2");

    files.shared(first);
    files.shared(second);
    files.shared(second);
    files.shared(first);

    assertThat(repository.reads(Read.BLOB)).containsExactly(first.sha(), second.sha(), first.sha());
  }

  @Test
  void onlyOneLargeOneIsUsedAtATimeAndEightSmallOnes() {
    assertThat(mostAtOnce(entry("large", LARGE))).isEqualTo(1);
    assertThat(mostAtOnce(entry("small", SMALL))).isBetween(2, 8);
  }

  private int mostAtOnce(Entry file) {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    var _ =
        VirtualThreads.map(
            IntStream.range(0, 16).boxed().toList(),
            _ ->
                files.once(
                    file,
                    changelog -> {
                      most.accumulateAndGet(now.incrementAndGet(), Math::max);
                      pause();
                      now.decrementAndGet();
                      return section(changelog);
                    }));
    return most.get();
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aFailureLeavesRoomForTheOthers() {
    Entry file = entry("CHANGELOG.md", LARGE);
    repository.neverFound(call -> call.read() == Read.BLOB);
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> files.once(file, Function.identity()))
          .isInstanceOf(TransientFailure.class);
    }
    assertThatThrownBy(() -> files.shared(file)).isInstanceOf(TransientFailure.class);
  }
}
