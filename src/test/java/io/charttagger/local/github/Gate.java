package io.charttagger.local.github;

import java.util.Optional;

/** Lets requests in one by one: who calls, and do the limits allow it? */
final class Gate {
  private final Credentials credentials;
  private final Limits limits;

  Gate(Credentials credentials, Limits limits) {
    this.credentials = credentials;
    this.limits = limits;
  }

  /** Counts a request in, until it leaves. */
  Passage enter(Call call) {
    if (call.header("User-Agent").isEmpty()) {
      return Passage.stopped(
          Refusal.of(
                  403,
                  "Request forbidden by administrative rules. Please make sure your request has a"
                      + " User-Agent header")
              .reply());
    }
    Access access;
    try {
      access = credentials.of(call);
    } catch (Refusal refusal) {
      return Passage.stopped(refusal.reply());
    }
    String key = access instanceof Access.Installed installed ? installed.toString() : "others";
    if (call.isRead() && call.path().equals("/rate_limit")) {
      return Passage.stopped(Reply.ok(limits.json(key)));
    }
    boolean creates = !call.isRead() && !call.path().endsWith("/access_tokens");
    return new Passage(access, Optional.of(key), limits.enter(key, call.isRead(), creates));
  }

  /** Adds what is left of the limits. */
  void tell(Passage passage, Reply reply) {
    passage.key().ifPresent(key -> limits.tell(key, reply));
  }

  void leave(Passage passage) {
    passage.key().ifPresent(limits::leave);
  }

  /**
   * A request on its way.
   *
   * @param key whose limits it counts for
   * @param answered the answer that it gets at the gate, without reaching any endpoint
   */
  record Passage(Access access, Optional<String> key, Optional<Reply> answered) {
    private static Passage stopped(Reply reply) {
      return new Passage(new Access.Anonymous(), Optional.empty(), Optional.of(reply));
    }
  }
}
