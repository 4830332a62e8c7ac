package io.charttagger.run;

import io.charttagger.chart.CommitSha;
import io.charttagger.port.Mark;
import io.charttagger.port.Marks;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Tells whether a repository's main branch has commits that are not decided yet. */
final class MainNews {
  private final Marks marks;

  MainNews(Marks marks) {
    this.marks = marks;
  }

  /**
   * The main branch of a repository.
   *
   * @param repository the repository's id
   * @param name the branch's name
   * @param read reads its head
   */
  record Main(long repository, String name, Supplier<Optional<String>> read) {}

  /** What there is to do. */
  sealed interface News {
    /** Nothing. */
    record Nothing(String why) implements News {}

    /** Nothing, because the repository was never seen: its mark is set now. */
    record FirstSeen(CommitSha head) implements News {}

    /** The commits between the mark and the head, or tags that are owed. */
    record Undecided(CommitSha head) implements News {}
  }

  /**
   * Compares the main branch with the mark. A repository that was never seen gets its mark at the
   * head: what was merged before that is not tagged.
   *
   * @param main the branch
   * @param dryRun whether no mark may be written
   * @param now the time: tags that are owed are due again from time to time
   */
  News of(Main main, boolean dryRun, Instant now) {
    long repository = main.repository();
    Mark mark = marks.read(repository);
    Optional<CommitSha> head = main.read().get().map(CommitSha::parse);
    if (head.isEmpty()) {
      return new News.Nothing("there is no branch %s".formatted(main.name()));
    }
    if (mark.commit().isEmpty()) {
      if (!dryRun) {
        // When another run has just written the mark, that one knows what is undecided.
        marks.replace(repository, mark, mark.with(head, mark.owed()));
      }
      return new News.FirstSeen(head.get());
    }
    return mark.commit().equals(head)
            && mark.owed().stream().noneMatch(it -> OwedTags.isDue(it, now))
        ? new News.Nothing("every merge up to %s is decided".formatted(head.get()))
        : new News.Undecided(head.get());
  }
}
