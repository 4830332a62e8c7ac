package io.charttagger.plan;

import io.charttagger.chart.CommitSha;
import java.util.Optional;

/** The state of a tag's name before the run. */
public sealed interface TagState {

  /**
   * There is no such tag.
   *
   * @param otherForm a tag of this version that another tool made; only read when the version is
   *     not new
   */
  record Absent(Optional<String> otherForm) implements TagState {
    /** There is none in any form. */
    public Absent() {
      this(Optional.empty());
    }
  }

  /** The name is taken. */
  sealed interface Taken extends TagState {
    /** The commit that has the tag; empty when the tag points at a tree or a blob. */
    Optional<CommitSha> commit();

    /**
     * Whether that commit contains this chart's directory exactly as it is now, at any path; only
     * read when the tag points at another commit.
     */
    boolean sameTree();
  }

  /**
   * The tag exists.
   *
   * @param object the SHA that the ref points at: a tag object, or the commit itself for a
   *     lightweight tag
   * @param annotation the message of the outermost tag object, without its signature; empty for a
   *     lightweight tag
   */
  record Exists(
      String object, Optional<CommitSha> commit, Optional<String> annotation, boolean sameTree)
      implements Taken {}

  /**
   * An earlier merge is to get the tag: this run makes it, or it is owed.
   *
   * @param merge that merge's commit
   */
  record Expected(CommitSha merge, boolean sameTree) implements Taken {
    @Override
    public Optional<CommitSha> commit() {
      return Optional.of(merge);
    }
  }
}
