package io.charttagger.aws;

/** The result of a conditional change of one item. */
sealed interface ChangeResult {

  /**
   * The change was made.
   *
   * @param item the item's attributes, before or after it, as they were asked for
   */
  record Changed(Item item) implements ChangeResult {}

  /**
   * The condition was false, so nothing was changed.
   *
   * @param item the item that it was checked against
   */
  record ConditionFailed(Item item) implements ChangeResult {}
}
