package io.charttagger.history;

import static io.charttagger.history.Edit.all;
import static io.charttagger.history.Edit.chart;
import static io.charttagger.history.Edit.file;
import static io.charttagger.history.Edit.gone;
import static io.charttagger.history.Edit.moved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.charttagger.changelog.ReleaseNotes;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.RepositoryName;
import io.charttagger.history.MapRepository.Call;
import io.charttagger.history.MapRepository.Read;
import io.charttagger.plan.ChartState;
import io.charttagger.plan.Merge;
import io.charttagger.plan.RepositoryState;
import io.charttagger.plan.Warning;
import io.charttagger.port.TransientFailure;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Absence is proven: whatever a run reads may be "not found" once and changes nothing, and what
 * exists but is never found is never taken for what does not exist.
 */
final class EveryReadNotFoundTest {
  private static final List<Push> PUSHES =
      List.of(
          severalMerges(),
          tagsElsewhere(),
          unrelatedTag(),
          longRange(),
          oldMain(),
          rootChart(),
          named(),
          previewed());

  /** A push of a story, and how GitHub is while it is read. */
  private record Push(
      String name,
      MapHistory history,
      CommitSha before,
      List<String> directories,
      Consumer<MapRepository> manner,
      OptionalInt previewed) {

    Push(
        String name,
        MapHistory history,
        CommitSha before,
        List<String> directories,
        Consumer<MapRepository> manner) {
      this(name, history, before, directories, manner, OptionalInt.empty());
    }

    static Push since(CommitSha before, String name, MapHistory history) {
      return new Push(name, history, before, List.of("charts", "stable"), repository -> {});
    }

    CommitSha after() {
      return history.tip(previewed.isPresent() ? "test-merge" : "main");
    }

    MapRepository repository() {
      MapRepository repository = MapRepository.withItsOwnTime(history);
      manner.accept(repository);
      return repository;
    }

    RepositoryState read(MapRepository repository) {
      StateReader reader =
          new StateReader(repository, Layouts.in(directories), new MapNotes(), repository.budget());
      return previewed.isPresent()
          ? reader.read(
              new PreviewedMerge(
                  RepositoryName.parse("owner/charts"),
                  MapRepository.ID,
                  previewed.getAsInt(),
                  after()))
          : reader.read(StateReaderTest.window(Optional.of(before), after()));
    }

    RepositoryState undisturbed() {
      return read(repository());
    }

    Set<Call> calls() {
      MapRepository repository = repository();
      read(repository);
      return Set.copyOf(repository.reads());
    }
  }

  private static Push severalMerges() {
    MapHistory history = new MapHistory();
    CommitSha start =
        history.commit(
            "main",
            "start",
            chart("charts/a", "a", "1.0.0"),
            chart("charts/group/b", "b", "1.0.0"),
            chart("charts/group/1.1.0", "c", "1.0.0"),
            chart("charts/d", "d", "1.0.0"));
    history.annotatedTag("a-v1.0.0", start, "Release: a v1.0.0\n");
    history.mergePullRequest(
        1, chart("charts/a", "a", "1.1.0"), file("charts/a/CHANGELOG.md", "## 1.1.0\n\n- one\n"));
    history.commit("main", "by hand", file("CHANGELOG.md", "## b 1.1.0\n\n- two\n"));
    history.squashPullRequest(2, chart("charts/group/b", "b", "1.1.0"));
    history.rebasePullRequest(
        3, chart("charts/a", "a", "1.2.0"), all(gone("charts/d"), chart("stable/e", "e", "1.0.0")));
    return Push.since(start, "several merges, all young", history);
  }

  private static Push tagsElsewhere() {
    MapHistory history = new MapHistory();
    CommitSha start =
        history.commit(
            "main",
            "start",
            chart("charts/a", "a", "1.0.0"),
            chart("charts/b", "b", "1.0.0"),
            chart("charts/c", "c", "1.0.0"));
    history.tag("a-v1.0.0", history.tagObject(history.annotatedTag("x", start, "in"), "out"));
    history.annotatedTag("b-v1.0.0", start, "Release: b v1.0.0\n");
    history.branch("side", start);
    CommitSha raised = history.commit("side", "raise", chart("charts/c", "c", "1.1.0"));
    history.annotatedTag("c-v1.1.0", raised, "Release: c v1.1.0\n");
    history.commit("side", "values", file("charts/c/values.yaml", "x: 1"));
    CommitSha before = history.squashPullRequest(1, file("charts/a/values.yaml", "x: 1"));
    history.merge(
        "main",
        history.tip("side"),
        "merge",
        gone("charts/a/values.yaml"),
        moved("charts/b", "stable/x/b"));
    history.laterThatDay();
    return Push.since(before, "a revert, a move and a side line, all old", history);
  }

  private static Push unrelatedTag() {
    MapHistory history = new MapHistory();
    CommitSha start = history.commit("main", "start", chart("charts/a", "a", "1.0.0"));
    history.tag("a-v1.0.0", start);
    history.tag("a-v1.0.9", history.commit("orphan", "alone", chart("charts/a", "a", "1.0.9")));
    history.squashPullRequest(1, chart("charts/a", "a", "1.1.0"));
    return Push.since(start, "a lower tag without a common ancestor", history);
  }

  private static Push longRange() {
    MapHistory history = new MapHistory();
    CommitSha start = history.commit("main", "start", chart("charts/a", "a", "1.0.0"));
    history.tag("a-v1.0.0", start);
    history.commit("main", "values", file("charts/a/values.yaml", "x: 1"));
    for (int i = 0; i < 260; i++) {
      history.commit("main", "commit " + i);
    }
    CommitSha before = history.tip("main");
    history.squashPullRequest(1, chart("charts/a", "a", "1.1.0"));
    return Push.since(before, "many commits since the last release", history);
  }

  private static Push oldMain() {
    MapHistory history = new MapHistory();
    CommitSha start = history.commit("main", "start", chart("charts/a", "a", "1.0.0"));
    history.branch("side", start);
    CommitSha old = history.commit("main", "values", file("charts/a/values.yaml", "x: 1"));
    history.merge("side", old, "merge main");
    for (int i = 0; i < 260; i++) {
      history.commit("main", "commit " + i);
    }
    CommitSha before = history.commit("main", "raise", chart("charts/a", "a", "1.1.0"));
    history.tag("a-v1.1.0", before);
    history.commit("side", "work", file("charts/a/more.yaml", "x: 1"));
    history.merge("main", history.tip("side"), "merge", chart("charts/a", "a", "1.2.0"));
    history.laterThatDay();
    return Push.since(before, "a branch with an old state of main", history);
  }

  private static Push rootChart() {
    MapHistory history = new MapHistory();
    CommitSha start = history.commit("main", "start", chart(".", "a", "1.0.0"));
    history.squashPullRequest(1, chart(".", "a", "1.1.0"));
    return new Push("a chart at the root", history, start, List.of("."), repository -> {});
  }

  private static Push named() {
    MapHistory history = new MapHistory();
    CommitSha start = history.commit("main", "start", chart("charts/a", "a", "1.0.0"));
    history.squashPullRequest(1, chart("charts/a", "a", "1.1.0"));
    history.laterThatDay();
    return new Push(
        "an old merge whose pull request only its subject names",
        history,
        start,
        List.of("charts"),
        repository -> {
          repository.lateAssociations(Duration.ofDays(2));
          repository.lateClosedList(Duration.ofDays(2));
        });
  }

  private static Push previewed() {
    MapHistory history = new MapHistory();
    CommitSha start = history.commit("main", "start", chart("charts/a", "a", "1.0.0"));
    history.annotatedTag("a-v1.0.0", start, "Release: a v1.0.0\n");
    history.branch("topic", start);
    history.commit("topic", "raise", chart("charts/a", "a", "1.1.0"));
    history.openPullRequest(7, "topic", "main");
    history.branch("test-merge", start);
    history.merge("test-merge", history.tip("topic"), "Merge topic into main");
    history.commit("main", "later", chart("charts/b", "b", "1.0.0"));
    history.laterThatDay();
    return new Push(
        "a pull request's old test merge",
        history,
        start,
        List.of("charts"),
        repository -> {},
        OptionalInt.of(7));
  }

  @Test
  void everyKindOfReadIsAmongThem() {
    // A branch is never read: a comparison with it says more.
    assertThat(PUSHES.stream().flatMap(push -> push.calls().stream()).map(Call::read).distinct())
        .containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(EnumSet.of(Read.BRANCH)));
  }

  @TestFactory
  Stream<DynamicNode> notFoundOnceChangesNothing() {
    return forEveryRead(
        (push, call) -> {
          MapRepository repository = push.repository();
          repository.notFoundOnce(call::equals);

          assertThat(push.read(repository)).isEqualTo(push.undisturbed());
        });
  }

  @TestFactory
  Stream<DynamicNode> neverFoundIsNeverTakenForAbsent() {
    return forEveryRead(
        (push, call) -> {
          MapRepository repository = push.repository();
          repository.neverFound(call::equals);

          switch (ending(push, call)) {
            case SAME -> assertThat(push.read(repository)).isEqualTo(push.undisturbed());
            case TRANSIENT_FAILURE -> {
              try {
                // Some reads turn out not to be needed.
                assertThat(push.read(repository)).isEqualTo(push.undisturbed());
              } catch (TransientFailure expected) {
                assertThat(expected.getMessage()).isNotBlank();
              }
            }
            case NO_PREVIEW ->
                assertThat(catchThrowable(() -> push.read(repository)))
                    .isInstanceOf(NoPreview.class);
            case NOT_ON_MAIN ->
                assertThat(catchThrowable(() -> push.read(repository)))
                    .isInstanceOf(NotOnMain.class);
            case BEFORE_LOST ->
                assertThat(push.read(repository).warnings())
                    .extracting(Warning::code)
                    .containsExactly("before-lost");
            case OTHER_NOTES -> {
              try {
                assertThat(withoutNotes(push.read(repository)))
                    .isEqualTo(withoutNotes(push.undisturbed()));
              } catch (TransientFailure whereTheMergeBegins) {
                assertThat(whereTheMergeBegins).hasMessageContaining("although it exists");
              }
            }
            case NO_SOURCE ->
                assertThat(push.read(repository)).isEqualTo(withoutSource(push.undisturbed()));
          }
        });
  }

  /** How a run ends that never finds something. */
  private enum Ending {
    /** It is found another way, or is proven to be absent. */
    SAME,
    TRANSIENT_FAILURE,
    NOT_ON_MAIN,
    /** GitHub says the same of a number that no pull request has, and nothing is decided by it. */
    NO_PREVIEW,
    BEFORE_LOST,
    /**
     * GitHub says the same of a lower tag that has no common ancestor; of where a merge begins,
     * which is an ancestor, it is not believed.
     */
    OTHER_NOTES,
    /** GitHub says the same of an issue's number. */
    NO_SOURCE
  }

  private static Ending ending(Push push, Call call) {
    return switch (call.read()) {
      case COMPARE -> {
        if (call.of().startsWith("main...") && push.previewed().isPresent()) {
          yield Ending.NO_PREVIEW;
        }
        if (call.of().startsWith("main...")) {
          yield isYoung(push) ? Ending.TRANSIENT_FAILURE : Ending.NOT_ON_MAIN;
        }
        boolean wholePush = call.of().equals(push.before() + "..." + push.after());
        boolean severalCommits =
            !push.history().get(push.after()).parents().getFirst().equals(push.before());
        if (wholePush && severalCommits) {
          yield Ending.BEFORE_LOST;
        }
        yield Ending.OTHER_NOTES;
      }
      case DIRECTORY -> call.of().endsWith(":.") ? Ending.TRANSIENT_FAILURE : Ending.SAME;
      case FILE -> exists(push, call.of()) ? Ending.TRANSIENT_FAILURE : Ending.SAME;
      case PULL_REQUEST -> Ending.NO_SOURCE;
      case PULL_REQUEST_DETAILS -> Ending.NO_PREVIEW;
      case COMMIT ->
          push.previewed().isPresent() && call.of().equals(push.after().value())
              ? Ending.NO_PREVIEW
              : Ending.TRANSIENT_FAILURE;
      case COMMITS_BETWEEN,
          COMMITS_TOUCHING,
          TREE,
          BELOW,
          BLOB,
          TAGS,
          TAG_OBJECT,
          BRANCH,
          PULL_REQUESTS_OF,
          RECENTLY_CLOSED ->
          Ending.TRANSIENT_FAILURE;
    };
  }

  private static boolean isYoung(Push push) {
    return Duration.between(
                push.history().get(push.after()).committedAt(), push.history().clock().instant())
            .compareTo(Duration.ofMinutes(1))
        < 0;
  }

  private static boolean exists(Push push, String place) {
    int colon = place.indexOf(':');
    return push.history()
        .files(CommitSha.parse(place.substring(0, colon)))
        .leaf(place.substring(colon + 1))
        .isPresent();
  }

  private static RepositoryState withoutNotes(RepositoryState state) {
    return new RepositoryState(
        state.repository(),
        state.commit(),
        state.from(),
        state.lostMark(),
        state.merges().stream()
            .map(
                merge ->
                    new Merge(
                        merge.commit(),
                        merge.source(),
                        merge.charts().stream().map(EveryReadNotFoundTest::withoutNotes).toList(),
                        merge.sameNamedSiblings(),
                        merge.rules()))
            .toList(),
        state.warnings());
  }

  private static ChartState withoutNotes(ChartState chart) {
    return new ChartState(
        chart.directory(),
        chart.before(),
        chart.after(),
        chart.tree(),
        chart.tag(),
        false,
        ReleaseNotes.NONE);
  }

  private static RepositoryState withoutSource(RepositoryState state) {
    return new RepositoryState(
        state.repository(),
        state.commit(),
        state.from(),
        state.lostMark(),
        state.merges().stream()
            .map(
                merge ->
                    new Merge(
                        merge.commit(),
                        Optional.empty(),
                        merge.charts(),
                        merge.sameNamedSiblings(),
                        merge.rules()))
            .toList(),
        state.warnings());
  }

  private interface Check {
    void of(Push push, Call call);
  }

  private static Stream<DynamicNode> forEveryRead(Check check) {
    return PUSHES.stream()
        .map(
            push ->
                dynamicContainer(
                    push.name(),
                    push.calls().stream()
                        .sorted(Comparator.comparing(Call::read).thenComparing(Call::of))
                        .map(call -> test(push, call, check))));
  }

  private static DynamicTest test(Push push, Call call, Check check) {
    return dynamicTest(call.read() + " " + call.of(), () -> check.of(push, call));
  }
}
