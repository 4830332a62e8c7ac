package io.charttagger.history;

import static io.charttagger.history.Edit.chart;
import static io.charttagger.history.Edit.file;
import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.CommitSha;
import io.charttagger.history.MapRepository.Read;
import io.charttagger.plan.ChartState;
import io.charttagger.plan.RepositoryState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commits of a changelog, in the forms that repositories have been seen in. */
final class CommitRangeFormsTest {
  private final MapHistory history = new MapHistory();
  private final MapRepository repository = new MapRepository(history);

  private RepositoryState read(CommitSha before, CommitSha after) {
    history.laterThatDay();
    return new StateReader(repository, Layouts.in("charts"), new MapNotes(), repository.budget())
        .read(StateReaderTest.window(Optional.of(before), after));
  }

  /** The subjects in the notes of a directory's chart, of the last merge. */
  private static List<String> subjects(RepositoryState state, String directory) {
    return state.merges().getLast().charts().stream()
        .filter(chart -> chart.directory().equals(directory))
        .map(ChartState::notes)
        .flatMap(notes -> notes.text().lines())
        .map(line -> line.replaceAll("^- | \\([0-9a-f]{7}\\)$", ""))
        .toList();
  }

  private CommitSha raise(String directory, String name, String version) {
    return history.commit("main", name + " " + version, chart(directory, name, version));
  }

  private CommitSha values(String directory, String subject) {
    return history.commit("main", subject, file(directory + "/values.yaml", subject));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "5, 1", "1, 3", "4, 3", "12, 5"})
  void mergesWithoutABumpAreListedWithTheOneThatRaisesTheVersionThoughOnePushBroughtAll(
      int unbumped, int charts) {
    for (int i = 0; i < charts; i++) {
      raise("charts/web-" + i, "web-" + i, "1.0.0");
      history.tag("web-%d-v1.0.0".formatted(i), history.tip("main"));
    }
    CommitSha before = history.tip("main");
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < unbumped; i++) {
      for (int chart = 0; chart < charts; chart++) {
        values("charts/web-" + chart, "work " + i + " on " + chart);
      }
      expected.addFirst("work " + i + " on 0");
    }
    expected.addFirst("raise");
    CommitSha after =
        history.commit(
            "main",
            "raise",
            IntStream.range(0, charts)
                .mapToObj(i -> chart("charts/web-" + i, "web-" + i, "1.1.0"))
                .toArray(Edit[]::new));

    assertThat(subjects(read(before, after), "charts/web-0")).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 48, 99, 100, 101, 120, 250})
  void aBranchBehindManyCommitsIsListedAsGitListsIt(int commits) {
    CommitSha tagged = raise("charts/web", "web", "1.0.0");
    history.tag("web-v1.0.0", tagged);
    history.branch("old", tagged);
    CommitSha own = history.commit("old", "the branch's own", chart("charts/web", "web", "1.1.0"));
    for (int i = 0; i < commits; i++) {
      values("charts/web", "later " + i);
    }
    CommitSha before = history.tip("main");
    CommitSha merge = history.merge("main", own, "Merge it");

    List<String> git =
        history.log(tagged, merge, "charts/web").stream()
            .map(commit -> history.get(commit).subject())
            .limit(50)
            .toList();
    assertThat(subjects(read(before, merge), "charts/web")).isEqualTo(git);
    assertThat(git).contains("Merge it");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10, 101, 400, 800})
  void aLongRangeListsWhatTouchedTheChartAndItsLengthCostsNothing(int commits) {
    history.tag("web-v1.0.0", raise("charts/web", "web", "1.0.0"));
    values("charts/web", "first");
    for (int i = 0; i < commits; i++) {
      history.commit("main", "elsewhere " + i, file("README.md", "words " + i));
      if (i == commits / 2) {
        values("charts/web", "in the middle");
      }
    }
    CommitSha before = history.tip("main");
    CommitSha after = raise("charts/web", "web", "1.1.0");

    assertThat(subjects(read(before, after), "charts/web"))
        .isEqualTo(
            commits == 0
                ? List.of("web 1.1.0", "first")
                : List.of("web 1.1.0", "in the middle", "first"));
    assertThat(repository.reads(Read.COMMITS_TOUCHING)).hasSize(1);
    assertThat(repository.reads()).hasSizeLessThanOrEqualTo(12);
  }

  @ParameterizedTest
  @CsvSource({
    "charts/db-8, charts/db-9",
    "charts/db, charts/db-9",
    "charts/8/db, charts/9/db",
    "charts/stable/db, charts/incubator/db",
    "charts/db-9, charts/db-8",
    "charts/db/v8, charts/db/v9"
  })
  void aReleaseLineListsItsOwnCommits(String eight, String nine) {
    history.tag("db-v8.0.45", raise(eight, "db", "8.0.45"));
    history.tag("db-v9.1.2", raise(nine, "db", "9.1.2"));
    values(eight, "work on 8");
    values(nine, "work on 9");
    CommitSha before = raise(eight, "db", "8.0.46");
    history.tag("db-v8.0.46", before);
    CommitSha after = raise(nine, "db", "9.1.3");

    assertThat(subjects(read(before, after), nine)).containsExactly("db 9.1.3", "work on 9");
    CommitSha next = raise(eight, "db", "8.0.47");
    assertThat(subjects(read(after, next), eight)).containsExactly("db 8.0.47");
  }

  @ParameterizedTest
  @CsvSource({
    "1.0.0+1, 1.0.0+2",
    "1.0.0+9, 1.0.0+10",
    "1.0.0+2, 1.0.0+1",
    "1.0.0, 1.0.0+1",
    "1.0.0+1, 1.0.0",
    "1.0.0-rc.1+a, 1.0.0-rc.1+b",
    "1.0.0+20260101.abc, 1.0.0+20260102.abd"
  })
  void versionsThatDifferInBuildMetadataAreToldApart(String first, String second) {
    history.tag("web-v0.9.0", raise("charts/web", "web", "0.9.0"));
    values("charts/web", "before");
    history.tag("web-v" + first, raise("charts/web", "web", first));
    CommitSha before = values("charts/web", "after");
    CommitSha after = raise("charts/web", "web", second);

    assertThat(subjects(read(before, after), "charts/web"))
        .containsExactly("web " + second, "after");
  }
}
