package io.charttagger.run;

/** What came of creating a tag, or a branch that must stay where it is. */
sealed interface TagResult {
  /**
   * It was created, now or by a write whose answer was lost.
   *
   * @param object the SHA that its ref points at
   */
  record Created(String object) implements TagResult {}

  /**
   * Somebody else created it on the same commit.
   *
   * @param object the SHA that its ref points at
   */
  record OnSameCommit(String object) implements TagResult {}

  /**
   * It exists and points at something else.
   *
   * @param place the commit, or words for another object
   */
  record Elsewhere(String place) implements TagResult {}

  /**
   * GitHub refuses it for good.
   *
   * @param reason who must do what
   */
  record Refused(String reason) implements TagResult {}
}
