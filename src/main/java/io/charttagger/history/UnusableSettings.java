package io.charttagger.history;

import io.charttagger.port.PermanentFailure;

/** A commit's settings file cannot be used. The file stays broken there, so only a merge helps. */
public final class UnusableSettings extends PermanentFailure {
  private static final long serialVersionUID = 1L;

  private static final int UNPROCESSABLE = 422;

  private final String file;
  private final String problem;

  /**
   * Takes the two parts of its message.
   *
   * @param file a clause that says which file at which commit cannot be used
   * @param problem what is wrong with it, and what to write instead
   */
  UnusableSettings(String file, String problem) {
    super(
        UNPROCESSABLE,
        "%s, so nothing was tagged: %s. Merge a fix: its run also tags what was merged meanwhile. Sending this dispatch again does not help"
            .formatted(file, problem));
    this.file = file;
    this.problem = problem;
  }

  /** The message where nothing was to be tagged. */
  public String withoutRun() {
    return "%s: %s (merge a fix; until then every run fails)".formatted(file, problem);
  }

  /** The message for a merge that is not made yet. */
  public String beforeTheMerge() {
    return "%s, so the run of the merge would tag nothing: %s (fix it in this pull request, before it is merged)"
        .formatted(file, problem);
  }
}
