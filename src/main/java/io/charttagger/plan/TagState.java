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

  /**
   * The tag exists.
   *
   * @param object the SHA that the ref points at: a tag object, or the commit itself for a
   *     lightweight tag
   * @param commit the commit that it peels to; empty when it peels to a tree or a blob
   * @param annotation the message of the outermost tag object; empty for a lightweight tag
   * @param sameTree whether that commit contains this chart's directory exactly as it is now, at
   *     any path; only read when the tag points at another commit
   */
  record Exists(
      String object, Optional<CommitSha> commit, Optional<String> annotation, boolean sameTree)
      implements TagState {}
}
