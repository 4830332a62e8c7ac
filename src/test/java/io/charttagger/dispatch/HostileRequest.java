package io.charttagger.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;

/** One event that must be turned away, with the rule it breaks. */
public final class HostileRequest {
  private final String name;
  private final byte[] event;
  private final int status;
  private final Rule rule;

  private HostileRequest(String name, byte[] event, int status, Rule rule) {
    this.name = name;
    this.event = event;
    this.status = status;
    this.rule = rule;
  }

  static HostileRequest refused(int status, Rule rule, String name, byte[] event) {
    return new HostileRequest(name, event, status, rule);
  }

  static HostileRequest refused(int status, Rule rule, String name, String event) {
    return new HostileRequest(name, event.getBytes(UTF_8), status, rule);
  }

  /** What is hostile about it. */
  public String name() {
    return name;
  }

  /** The Lambda event. */
  public byte[] event() {
    return event.clone();
  }

  /** The HTTP status that must answer it. */
  public int status() {
    return status;
  }

  /** The rule that must be named. */
  public Rule rule() {
    return rule;
  }

  @Override
  public String toString() {
    return name;
  }
}
