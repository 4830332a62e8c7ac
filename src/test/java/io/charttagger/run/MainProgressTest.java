package io.charttagger.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.CommitSha;
import io.charttagger.chart.TagName;
import io.charttagger.plan.ChartRef;
import io.charttagger.plan.Covered;
import io.charttagger.port.Mark;
import io.charttagger.port.MemoryMarks;
import io.charttagger.report.ChartLine;
import io.charttagger.report.ChartResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class MainProgressTest {
  private static final long REPOSITORY = 42;
  private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
  private static final CommitSha BEFORE = commit(1);
  private static final CommitSha MIDDLE = commit(2);
  private static final CommitSha AFTER = commit(3);
  private static final Covered PUSH =
      new Covered(Optional.of(BEFORE), List.of(MIDDLE, AFTER), Optional.empty());

  private final MemoryMarks marks = new MemoryMarks();

  @Test
  void aRunThatFindsNoMarkWritesItsBeginningFirst() {
    MainProgress run = read();

    run.begin(PUSH);

    assertThat(marked()).contains(BEFORE);
    run.end(PUSH, List.of(), NOW);
    assertThat(marked()).contains(AFTER);
  }

  @Test
  void aRunThatFindsAMarkWritesNothingFirst() {
    mark(BEFORE);

    read().begin(PUSH);

    assertThat(marks.read(REPOSITORY).revision()).isEqualTo(1);
  }

  @Test
  void aPushThatBeginsWithTheFirstCommitHasNoMarkUntilItIsDecided() {
    Covered root = new Covered(Optional.empty(), List.of(BEFORE), Optional.empty());
    MainProgress run = read();

    run.begin(root);
    assertThat(marked()).isEmpty();
    run.end(root, List.of(), NOW);

    assertThat(marked()).contains(BEFORE);
  }

  @Test
  void aRunThatDecidesNothingLeavesTheMarkAsItIs() {
    Covered nothing = new Covered(Optional.of(BEFORE), List.of(), Optional.empty());
    MainProgress run = read();

    run.begin(nothing);
    run.end(nothing, List.of(), NOW);
    assertThat(marked()).isEmpty();

    mark(BEFORE);
    read().end(nothing, List.of(), NOW);
    assertThat(marked()).contains(BEFORE);
  }

  @Test
  void aMarkThatALaterPushWroteMeanwhileIsPutBack() {
    MainProgress run = read();
    mark(AFTER);

    run.begin(PUSH);

    assertThat(marked()).contains(BEFORE);
  }

  @Test
  void aMarkInTheMiddleOfTheDecidedPartIsMovedToItsEnd() {
    mark(BEFORE);
    MainProgress run = read();
    marks.replace(REPOSITORY, run.mark(), run.mark().with(Optional.of(MIDDLE), List.of()));

    run.end(PUSH, List.of(), NOW);

    assertThat(marked()).contains(AFTER);
  }

  @Test
  void aMarkOutsideOfTheDecidedPartIsNotMoved() {
    mark(commit(7));

    read().end(PUSH, List.of(), NOW);

    assertThat(marked()).contains(commit(7));
  }

  @Test
  void aMarkThatIsNoLongerOnMainIsReplaced() {
    mark(commit(7));

    read()
        .end(
            new Covered(Optional.of(BEFORE), List.of(AFTER), Optional.of(commit(7))),
            List.of(),
            NOW);

    assertThat(marked()).contains(AFTER);
  }

  @Test
  void nothingIsWrittenWhenNothingChanges() {
    mark(AFTER);

    read().end(PUSH, List.of(), NOW);

    assertThat(marks.read(REPOSITORY).revision()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = ChartResult.class,
      names = {"REFUSED", "UNATTESTED", "UNDOCUMENTED"})
  void aTagThatOnlyAPersonMakesPossibleIsOwed(ChartResult result) {
    mark(BEFORE);

    read().end(PUSH, List.of(line(MIDDLE, 1, result)), NOW);

    assertThat(marks.read(REPOSITORY).owed())
        .containsExactly(new Mark.Owed(MIDDLE, tag(1), NOW, NOW));
    assertThat(marked()).contains(AFTER);
  }

  @Test
  void anOwedTagThatIsTriedAgainInVainKeepsItsFirstTime() {
    mark(BEFORE);
    read().end(PUSH, List.of(line(MIDDLE, 1, ChartResult.REFUSED)), NOW);
    Instant later = NOW.plus(Duration.ofHours(2));

    read().end(PUSH, List.of(line(MIDDLE, 1, ChartResult.REFUSED)), later);

    assertThat(marks.read(REPOSITORY).owed())
        .containsExactly(new Mark.Owed(MIDDLE, tag(1), NOW, later));
  }

  @ParameterizedTest
  @EnumSource(
      value = ChartResult.class,
      names = {"CREATED", "ALREADY_TAGGED", "CONFLICT"})
  void anOwedTagIsForgottenOnceItIsMadeOrCannotBe(ChartResult result) {
    mark(BEFORE);
    read().end(PUSH, List.of(line(MIDDLE, 1, ChartResult.REFUSED)), NOW);

    read().end(PUSH, List.of(line(MIDDLE, 1, result)), NOW);

    assertThat(marks.read(REPOSITORY).owed()).isEmpty();
  }

  @Test
  void anOwedTagIsForgottenAfterTwoWeeks() {
    mark(BEFORE);
    read().end(PUSH, List.of(line(MIDDLE, 1, ChartResult.REFUSED)), NOW);

    read().end(PUSH, List.of(), NOW.plus(Duration.ofDays(14)));

    assertThat(marks.read(REPOSITORY).owed()).isEmpty();
  }

  @Test
  void theMarkWaitsWhenMoreIsOwedThanIsRemembered() {
    mark(BEFORE);

    read()
        .end(
            PUSH,
            IntStream.rangeClosed(0, MainProgress.MOST_OWED)
                .mapToObj(number -> line(AFTER, number, ChartResult.REFUSED))
                .toList(),
            NOW);

    assertThat(marked()).contains(BEFORE);
    assertThat(marks.read(REPOSITORY).owed()).hasSize(MainProgress.MOST_OWED);
  }

  private MainProgress read() {
    return MainProgress.read(marks, REPOSITORY);
  }

  private void mark(CommitSha commit) {
    Mark now = marks.read(REPOSITORY);
    marks.replace(REPOSITORY, now, now.with(Optional.of(commit), List.of()));
  }

  private Optional<CommitSha> marked() {
    return marks.read(REPOSITORY).commit();
  }

  private static CommitSha commit(int number) {
    return CommitSha.parse("%040x".formatted(number));
  }

  private static TagName tag(int number) {
    return new TagName("web-v1.0." + number);
  }

  private static ChartLine line(CommitSha commit, int number, ChartResult result) {
    return new ChartLine(
        new ChartRef(
            "web",
            "charts/web",
            Optional.empty(),
            Optional.of(tag(number)),
            commit,
            Optional.of(7)),
        result,
        Optional.empty(),
        "");
  }
}
