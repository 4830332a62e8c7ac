package io.charttagger.local.github;

import java.util.Locale;

/**
 * One request and its answer.
 *
 * @param number the place in the order of arrival, from 1
 * @param path path and query as sent
 * @param body what was sent, as text
 */
public record LoggedRequest(
    int number, String method, String path, String body, Answer answer, Timing timing) {

  /** True for GET and HEAD. */
  public boolean isRead() {
    return method.equals("GET") || method.equals("HEAD");
  }

  /** True for the request for a token, which is a write but changes no repository. */
  public boolean authentication() {
    return path.contains("/access_tokens");
  }

  /** True when the simulator has no endpoint for it. */
  public boolean unsupported() {
    return answer.unsupported();
  }

  /** What it costs against the secondary limit. */
  public int points() {
    return isRead() ? 1 : 5;
  }

  public int status() {
    return answer.status();
  }

  /** True when the path is this method and its rest below the repository begins so. */
  public boolean is(String wantedMethod, String pathPart) {
    return method.equals(wantedMethod) && path.contains(pathPart);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%4d  %-6s %s  %s  %d ms%s",
        number,
        method,
        path,
        answer.status() == Answer.DROPPED ? "dropped" : Integer.toString(answer.status()),
        (timing.end() - timing.start()) / 1_000_000,
        unsupported() ? "  UNSUPPORTED" : "");
  }

  /**
   * What went back.
   *
   * @param status {@link #DROPPED} when the connection was cut instead
   * @param body as text; what is not UTF-8 is spoiled here
   * @param size of the body in bytes
   */
  public record Answer(int status, String contentType, String body, int size, boolean unsupported) {
    /** The status of an answer that never went out. */
    public static final int DROPPED = 0;
  }

  /** {@link System#nanoTime} on arrival, and just before the answer went out. */
  public record Timing(long start, long end) {}
}
