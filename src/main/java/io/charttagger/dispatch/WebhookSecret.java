package io.charttagger.dispatch;

/** The secret that GitHub signs webhooks with. It may be rotated at any time. */
@FunctionalInterface
public interface WebhookSecret {

  /** The secret; blank when none is set. */
  String get();

  /**
   * The secret, read again because a webhook is not signed with the one of {@link #get}. Anyone can
   * send such a webhook, so this must stay cheap however often it is called.
   */
  default String readAgain() {
    return get();
  }
}
