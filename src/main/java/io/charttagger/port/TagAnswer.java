package io.charttagger.port;

/** What came of asking for a tag. */
public sealed interface TagAnswer {
  /**
   * It was made, now or by a write whose answer was lost.
   *
   * @param object the SHA of the tag object as GitHub has it
   */
  record Created(String object) implements TagAnswer {}

  /** Somebody else's tag of that name stands on the same commit. */
  record Stands() implements TagAnswer {}

  /** A tag of that name stands on something else. */
  record Elsewhere(String place) implements TagAnswer {}

  /** GitHub refuses it for good; the reason says who must do what. */
  record Refused(String reason) implements TagAnswer {}
}
