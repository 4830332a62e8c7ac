package io.charttagger.history;

import static io.charttagger.history.Edit.chart;
import static io.charttagger.history.Edit.file;
import static io.charttagger.history.Edit.gone;
import static io.charttagger.history.Edit.link;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.charttagger.chart.CommitSha;
import io.charttagger.chart.RepositoryName;
import io.charttagger.history.MapRepository.Read;
import io.charttagger.plan.Merge;
import io.charttagger.plan.RepositoryState;
import io.charttagger.port.PermanentFailure;
import io.charttagger.settings.TestSettings;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The settings of a repository, as a window is read by them. */
final class SettingsReaderTest {
  private static final String FILE = ".github/chart-tagger.yaml";

  private final MapHistory history = new MapHistory();
  private final MapRepository repository = new MapRepository(history);
  private CommitSha start;

  @BeforeEach
  void aChart() {
    start =
        history.commit(
            "main",
            "start",
            chart("charts/a", "a", "1.0.0"),
            file(".github/workflows/tag.yaml", "on: push"));
  }

  private StateReader reader() {
    return new StateReader(repository, Layouts.in("charts"), new MapNotes(), repository.budget());
  }

  private RepositoryState read(CommitSha after) {
    history.laterThatDay();
    return reader().read(StateReaderTest.window(Optional.of(start), after));
  }

  private CommitSha raise(String version, Edit... others) {
    return history.commit(
        "main", version, Edit.all(chart("charts/a", "a", version), Edit.all(others)));
  }

  private static List<String> formats(RepositoryState state) {
    return state.merges().stream().map(Merge::rules).map(it -> it.tagFormat().text()).toList();
  }

  @Test
  void eachMergeHasThoseOfItsOwnCommit() {
    raise("1.1.0");
    raise("1.2.0", file(FILE, "tagFormat: '{chart}/{version}'"));
    CommitSha after = raise("1.3.0", gone(FILE));

    assertThat(formats(read(after)))
        .containsExactly("{chart}-v{version}", "{chart}/{version}", "{chart}-v{version}");
  }

  @Test
  void whereTheyAreBrokenTheNextOnesHold() {
    raise("1.1.0", file(FILE, "tagFormat: 1"));
    raise("1.2.0", file(FILE, "tag"));
    CommitSha after = raise("1.3.0", file(FILE, "tagFormat: '{chart}/{version}'"));

    assertThat(formats(read(after)))
        .containsExactly("{chart}/{version}", "{chart}/{version}", "{chart}/{version}");
  }

  @Test
  void whereTheLastOnesAreBrokenNothingIsDecided() {
    CommitSha after = raise("1.1.0", file(FILE, "prereleases: never"));

    assertThatThrownBy(() -> read(after))
        .isInstanceOfSatisfying(
            PermanentFailure.class, failure -> assertThat(failure.status()).isEqualTo(422))
        .hasMessageStartingWith(
            FILE
                + " of owner/charts at "
                + after.abbreviated()
                + " cannot be used, so nothing was tagged: line 1, column 14: `prereleases` is");
  }

  @Test
  void forAWindowOfAnEarlierRunThoseOfALaterCommitHoldInPlaceOfBrokenOnes() {
    CommitSha broken = raise("1.1.0", file(FILE, "tagFormat: 1"));
    CommitSha later = raise("1.2.0", file(FILE, "tagFormat: '{chart}/{version}'"));
    history.laterThatDay();

    assertThat(formats(reader().read(StateReaderTest.window(Optional.of(start), broken), later)))
        .containsExactly("{chart}/{version}");
  }

  @Test
  void severalWindowsHaveThoseOfTheHead() {
    CommitSha first = raise("1.1.0");
    CommitSha head = raise("1.2.0", file(FILE, "tagFormat: '{chart}/{version}'"));
    history.laterThatDay();

    assertThat(reader().readEach(List.of(StateReaderTest.window(Optional.of(start), first)), head))
        .hasSize(1)
        .allSatisfy(state -> assertThat(formats(state)).containsExactly("{chart}/{version}"));
  }

  @Test
  void aLinkInTheirPlaceIsBroken() {
    CommitSha after = raise("1.1.0", file("other.yaml", "{}"), link(FILE, "../other.yaml"));

    assertThatThrownBy(() -> read(after)).hasMessageContaining("it is no file; commit");
  }

  @Test
  void moreThanCanBeReadIsBroken() {
    CommitSha after = raise("1.1.0", file(FILE, "#".repeat(5_000_000)));

    assertThatThrownBy(() -> read(after)).hasMessageContaining("it has more than 65536 bytes");
  }

  @Test
  void thoseOfTheDeploymentMustFitTheMainBranch() {
    StateReader.Layout release =
        new StateReader.Layout(
            RepositoryName.parse("owner/charts"), TestSettings.in(List.of("charts")), "release");
    history.branch("release", start);
    StateReader reader = new StateReader(repository, release, new MapNotes(), repository.budget());

    assertThatThrownBy(() -> reader.settings(start))
        .hasMessage(
            "the deployment's settings do not fit owner/charts, so nothing was tagged: the release branch is release: it is the main branch; write another one (merge a .github/chart-tagger.yaml that sets another value, or ask the operator to change the setting)");
  }

  @Test
  void whereTheySayThatChartsAreElsewhereOnlyThoseAreRead() {
    CommitSha after =
        raise(
            "1.1.0",
            file(FILE, "charts: [stable]\nexclude: [old, stable/out]"),
            chart("stable/b", "b", "1.0.0"),
            chart("stable/old", "x", "1.0.0"),
            chart("stable/c", "old", "1.0.0"),
            chart("stable/out/deep", "deep", "1.0.0"));

    RepositoryState state = read(after);

    assertThat(state.merges().getFirst().charts())
        .extracting(chart -> InWords.of(chart.directory(), chart.before(), chart.after()))
        .containsExactlyInAnyOrder(
            "stable/b: none -> b 1.0.0",
            "stable/c: none -> excluded old",
            "stable/old: none -> excluded old");
  }

  @Test
  void chartsAreLookedForWhileTheSettingsAreRead() {
    CommitSha after = raise("1.1.0", file(FILE, "prereleases: skip"));
    // The file comes only after the chart's own directory was read.
    repository.answers(Read.BLOB, Read.TREE);

    assertThat(read(after).merges().getFirst().charts()).hasSize(1);
  }
}
