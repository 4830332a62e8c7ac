package io.charttagger.run;

import io.charttagger.chart.CommitSha;
import io.charttagger.chart.TagName;
import io.charttagger.plan.Covered;
import io.charttagger.port.Mark;
import io.charttagger.port.Marks;
import io.charttagger.port.StopReason;
import io.charttagger.port.TransientFailure;
import io.charttagger.report.ChartLine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The mark of one repository during one run: the run begins at it, and moves it to its own commit
 * once all is decided. It is never moved past a merge that may still have to be decided, whatever
 * other runs do meanwhile; at worst it is left behind, and the next run decides some merges once
 * more.
 */
final class MainProgress {
  /** More are not remembered: the mark waits instead. */
  static final int MOST_OWED = 100;

  private static final Duration OWED_FOR = Duration.ofDays(14);
  // Others change it at the same time: each time one of them succeeds.
  private static final int ATTEMPTS = 10;

  private final Marks marks;
  private final long repository;
  private final Set<CommitSha> forgotten = new HashSet<>();
  private Mark mark;

  private MainProgress(Marks marks, long repository, Mark mark) {
    this.marks = marks;
    this.repository = repository;
    this.mark = mark;
  }

  /**
   * Reads the mark.
   *
   * @param repository the repository's id
   */
  static MainProgress read(Marks marks, long repository) {
    return new MainProgress(marks, repository, marks.read(repository));
  }

  Mark mark() {
    return mark;
  }

  /** The tags that are owed, each with the commits that it is owed on, first come first. */
  Map<TagName, List<CommitSha>> owed() {
    Map<TagName, List<CommitSha>> owed = new HashMap<>();
    mark.owed()
        .forEach(it -> owed.computeIfAbsent(it.tag(), _ -> new ArrayList<>()).add(it.commit()));
    return owed;
  }

  /**
   * Makes sure that a run which dies from here on is made good by the next one. Called before the
   * first write to GitHub.
   */
  void begin(Covered covered) {
    if (mark.commit().isPresent() || covered.from().isEmpty() || covered.commits().isEmpty()) {
      return;
    }
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<CommitSha> now = mark.commit();
      // Another run may have written a later one meanwhile, which knew nothing of this push.
      boolean undecided = now.isEmpty() || covered.commits().contains(now.get());
      if (!undecided || replace(mark.with(covered.from(), mark.owed()))) {
        return;
      }
    }
    throw new TransientFailure(
        StopReason.AWS,
        "the mark of the repository with the id %d kept changing".formatted(repository),
        Duration.ZERO);
  }

  /** Nothing is owed for a commit that is not on the main branch any more. */
  void forget(CommitSha commit) {
    forgotten.add(commit);
  }

  /**
   * Moves the mark to the end of the part of main that was decided, unless the mark is not in that
   * part; and remembers the tags that are owed.
   *
   * @param lines what came of each merge and chart
   * @param now the time
   */
  void end(Covered covered, List<ChartLine> lines, Instant now) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Mark next = next(covered, lines, now);
      if (isUnchanged(next) || replace(next)) {
        return;
      }
    }
  }

  private boolean isUnchanged(Mark next) {
    return next.commit().equals(mark.commit()) && next.owed().equals(mark.owed());
  }

  /** False when somebody else has changed the mark: it is read again. */
  private boolean replace(Mark next) {
    if (marks.replace(repository, mark, next)) {
      mark = next;
      return true;
    }
    mark = marks.read(repository);
    return false;
  }

  private Mark next(Covered covered, List<ChartLine> lines, Instant now) {
    List<Mark.Owed> owed = owed(lines, now);
    boolean moves =
        !covered.commits().isEmpty()
            && mark.commit().map(covered::reachesBackTo).orElse(true)
            && owed.size() <= MOST_OWED;
    return mark.with(
        moves ? Optional.of(covered.commits().getLast()) : mark.commit(),
        owed.subList(0, Math.min(owed.size(), MOST_OWED)));
  }

  /** What was owed and still is, then what is owed since this run. */
  private List<Mark.Owed> owed(List<ChartLine> lines, Instant now) {
    Map<Key, Mark.Owed> owed = new LinkedHashMap<>();
    mark.owed().stream()
        .filter(it -> now.isBefore(it.since().plus(OWED_FOR)))
        .filter(it -> !forgotten.contains(it.commit()))
        .forEach(it -> owed.put(new Key(it.commit(), it.tag()), it));
    for (ChartLine line : lines) {
      line.subject()
          .tag()
          .map(tag -> new Key(line.subject().commit(), tag))
          .ifPresent(
              key -> {
                if (line.isOwed()) {
                  Instant since =
                      Optional.ofNullable(owed.get(key)).map(Mark.Owed::since).orElse(now);
                  owed.put(key, new Mark.Owed(key.commit(), key.tag(), since, now));
                } else {
                  owed.remove(key);
                }
              });
    }
    return List.copyOf(owed.values());
  }

  private record Key(CommitSha commit, TagName tag) {}
}
