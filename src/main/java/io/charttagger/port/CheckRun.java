package io.charttagger.port;

/**
 * What a completed check run shows.
 *
 * @param conclusion its mark
 * @param title one line
 * @param summary Markdown, at most 65,535 characters
 * @see <a href="https://docs.github.com/en/rest/checks/runs#create-a-check-run">Create a check
 *     run</a>
 */
public record CheckRun(Conclusion conclusion, String title, String summary) {

  /** The mark beside the commit. */
  public enum Conclusion {
    /** Green. */
    SUCCESS,
    /** Red. */
    FAILURE,
    /** Grey. */
    NEUTRAL
  }
}
