package io.charttagger.local.github;

import java.time.Duration;
import java.util.Map;

/** Something that goes wrong with one request, or that happens around it. */
public sealed interface Fault {

  /** Answered so, without any effect. */
  record Refuse(int status, String body, Map<String, String> headers) implements Fault {
    /** An error in GitHub's form. */
    public static Refuse with(int status, String message) {
      return new Refuse(
          status,
          Json.object("message", message, "documentation_url", "https://docs.github.com/rest")
              .toString(),
          Map.of());
    }

    /** A secondary limit, with or without word of when to come back. */
    public static Refuse secondaryLimit(int status, boolean retryAfter) {
      return new Refuse(
          status,
          Limits.secondary().toString(),
          retryAfter ? Map.of("Retry-After", "60") : Map.of());
    }
  }

  /** The connection is cut, without any effect. */
  record DropBefore() implements Fault {}

  /** The effect happens; the connection is cut instead of an answer. */
  record DropAfter() implements Fault {}

  /** Silence for so long, then the connection is cut, without any effect. */
  record HangBefore(Duration silence) implements Fault {}

  /** The effect happens; then silence for so long, and the connection is cut. */
  record HangAfter(Duration silence) implements Fault {}

  /** As usual, but so much later. */
  record Delay(Duration by) implements Fault {}

  /**
   * A {@link WrongAnswer}; a write is done nevertheless, or not done.
   *
   * @param done whether the effect happens
   */
  record Answer(WrongAnswer answer, boolean done) implements Fault {}

  /** Answered wrongly, without any effect. */
  static Fault instead(WrongAnswer answer) {
    return new Answer(answer, false);
  }

  /** The effect happens; then it is answered wrongly. */
  static Fault afterwards(WrongAnswer answer) {
    return new Answer(answer, true);
  }

  /** Something happens just before the effect. */
  record Before(Runnable happening) implements Fault {}

  /** Something happens just after the effect, before the answer goes out. */
  record After(Runnable happening) implements Fault {}
}
