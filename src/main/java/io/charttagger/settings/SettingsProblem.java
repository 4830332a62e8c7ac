package io.charttagger.settings;

/** A repository's settings cannot be used. The message names line and key, and says what to do. */
public final class SettingsProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SettingsProblem(String message) {
    super(message);
  }

  /** The message. */
  public String message() {
    return String.valueOf(getMessage());
  }
}
