package io.charttagger.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;

/** One event that must be rejected, with the rule that it breaks. */
public final class RejectedRequest {
  private final String name;
  private final byte[] event;
  private final int status;
  private final Rule rule;

  private RejectedRequest(String name, byte[] event, int status, Rule rule) {
    this.name = name;
    this.event = event;
    this.status = status;
    this.rule = rule;
  }

  static RejectedRequest rejected(int status, Rule rule, String name, byte[] event) {
    return new RejectedRequest(name, event, status, rule);
  }

  static RejectedRequest rejected(int status, Rule rule, String name, String event) {
    return new RejectedRequest(name, event.getBytes(UTF_8), status, rule);
  }

  /** What is wrong with it. */
  public String name() {
    return name;
  }

  /** The Lambda event. */
  public byte[] event() {
    return event.clone();
  }

  /** The expected HTTP status. */
  public int status() {
    return status;
  }

  /** The expected rule. */
  public Rule rule() {
    return rule;
  }

  @Override
  public String toString() {
    return name;
  }
}
