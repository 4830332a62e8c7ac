package io.charttagger.local.github;

import java.net.URI;

/**
 * What may come in place of the right answer: from a proxy on the way, from a copy of GitHub's that
 * lags behind, from a fault of GitHub's own. Where nothing else is said its status is that of a
 * success: 201 for {@code POST}, 200 otherwise.
 */
public sealed interface WrongAnswer {

  /** A proxy's page in HTML. */
  record Page() implements WrongAnswer {}

  /** This JSON, such as {@code {}}. */
  record Text(String json) implements WrongAnswer {}

  /**
   * A valid answer about something else of the same type: another commit, another tree, a token for
   * another repository.
   */
  record SomethingElse() implements WrongAnswer {}

  /** The first half of the right answer; its length fits. */
  record Half() implements WrongAnswer {}

  /** The first half of the right answer; then the connection is cut. */
  record Torn() implements WrongAnswer {}

  /** The right answer compressed by gzip, the end missing. */
  record HalfGzip() implements WrongAnswer {}

  /** The right answer with bytes in its texts that UTF-8 does not have. */
  record NotUtf8() implements WrongAnswer {}

  /**
   * A very long answer that looks like JSON, or like a file where one was wanted. Nobody holds it
   * in memory here, and the client may hang up at any time.
   *
   * @param bytes how long it is
   * @param announced whether a header tells the length before
   */
  record Endless(long bytes, boolean announced) implements WrongAnswer {}

  /** This status with next to nothing in the body: 204, or one that does not exist. */
  record Strange(int status) implements WrongAnswer {}

  /** 404, in GitHub's form. */
  record Missing() implements WrongAnswer {}

  /** A redirect with this status to that address. */
  record Redirect(int status, URI target) implements WrongAnswer {}
}
