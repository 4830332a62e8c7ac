package io.charttagger.port;

/** Whether tags are signed, and with what keys: what the App's secret says. */
@FunctionalInterface
public interface SigningKeys {

  /** As the secret says; read again when the key cannot be used, for it may be mended. */
  TagSigning signing();

  /**
   * The same, read again because a signature does not fit: its key may have been allowed meanwhile.
   */
  default TagSigning signingReadAgain() {
    return signing();
  }
}
