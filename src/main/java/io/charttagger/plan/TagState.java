package io.charttagger.plan;

import io.charttagger.chart.CommitSha;
import java.util.Optional;

/** What stands under a tag's name before the run. */
public sealed interface TagState {

  /** Nothing. */
  record Absent() implements TagState {}

  /**
   * A tag.
   *
   * @param object the SHA that the ref points at: a tag object, or the commit itself for a
   *     lightweight tag
   * @param commit the commit that it peels to; empty when it peels to a tree or a blob
   * @param annotation the message of the outermost tag object; empty for a lightweight tag
   * @param sameTree whether that commit holds this chart's directory exactly as it is now, at any
   *     path; only asked when the tag is on another commit
   */
  record Standing(
      String object, Optional<CommitSha> commit, Optional<String> annotation, boolean sameTree)
      implements TagState {}
}
