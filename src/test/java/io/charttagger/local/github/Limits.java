package io.charttagger.local.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * GitHub's rate limits, for each installation by itself. Always counted; the secondary ones refuse
 * only when switched on. Safe for concurrent use.
 *
 * @see <a
 *     href="https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api">Rate
 *     limits for the REST API</a>
 */
public final class Limits {
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int WRITES_A_MINUTE = 80;
  private static final int WRITES_AN_HOUR = 500;
  private static final int POINTS_A_MINUTE = 900;
  private static final int AT_ONCE = 100;

  private final Clock clock;
  private final Map<String, Account> accounts = new HashMap<>();
  private Style style = new Style(403, true);
  private boolean secondary;
  private int anHour = 5000;
  private int violations;
  private int mostWrites;
  private int mostWritesInAnHour;
  private int mostPoints;
  private int mostAtOnce;

  Limits(Clock clock) {
    this.clock = clock;
  }

  /**
   * Refuses what goes over a secondary limit from now on.
   *
   * @param status 403 or 429; both occur
   * @param retryAfter whether the refusal says when to come back; both occur
   */
  public synchronized void enforceSecondary(int status, boolean retryAfter) {
    style = new Style(status, retryAfter);
    secondary = true;
  }

  /** The primary limit, requests an hour; always enforced. */
  public synchronized void primary(int requests) {
    anHour = requests;
  }

  /** As if an hour had gone by since the last request: everybody has the full limits again. */
  public synchronized void hourPasses() {
    Instant now = clock.instant();
    for (Account account : accounts.values()) {
      account.forgetAll();
      account.restore(now);
    }
  }

  /**
   * Requests that went over a secondary limit, refused or not, or were refused by the primary one.
   */
  public synchronized int violations() {
    return violations;
  }

  /** The most content-creating requests of one installation within any minute. */
  public synchronized int mostWritesInAMinute() {
    return mostWrites;
  }

  /** The most content-creating requests of one installation within any hour. */
  public synchronized int mostWritesInAnHour() {
    return mostWritesInAnHour;
  }

  /** The most points of one installation within any minute. */
  public synchronized int mostPointsInAMinute() {
    return mostPoints;
  }

  /** The most requests of one installation at once. */
  public synchronized int mostAtOnce() {
    return mostAtOnce;
  }

  /**
   * Counts a request in; a refusal when it is one too many. Every call is followed by {@link
   * #leave}.
   */
  synchronized Optional<Reply> enter(String key, boolean read, boolean creates) {
    Account account = accounts.computeIfAbsent(key, name -> new Account(clock.instant()));
    Instant now = clock.instant();
    account.atOnce++;
    account.forget(now);
    mostAtOnce = Math.max(mostAtOnce, account.atOnce);
    if (account.used >= anHour) {
      violations++;
      return Optional.of(
          Reply.json(
              403,
              Json.object(
                  "message", "API rate limit exceeded for installation.",
                  "documentation_url",
                      "https://docs.github.com/rest/overview/rate-limits-for-the-rest-api")));
    }
    account.used++;
    int writes = account.writes + (creates ? 1 : 0);
    int writesInAnHour = account.created.size() + (creates ? 1 : 0);
    int points = account.points + (read ? 1 : 5);
    boolean over =
        writes > WRITES_A_MINUTE
            || (creates && writesInAnHour > WRITES_AN_HOUR)
            || points > POINTS_A_MINUTE
            || account.atOnce > AT_ONCE;
    if (over) {
      violations++;
      if (secondary) {
        Reply reply = Reply.json(style.status(), secondary());
        return Optional.of(style.retryAfter() ? reply.with("Retry-After", "60") : reply);
      }
    }
    account.add(new Past(now, read ? 1 : 5, creates));
    mostWrites = Math.max(mostWrites, writes);
    mostWritesInAnHour = Math.max(mostWritesInAnHour, writesInAnHour);
    mostPoints = Math.max(mostPoints, points);
    return Optional.empty();
  }

  synchronized void leave(String key) {
    accounts.get(key).atOnce--;
  }

  /** Adds the headers that tell how much is left. */
  synchronized void tell(String key, Reply reply) {
    Account account = accounts.get(key);
    reply
        .with("x-ratelimit-limit", Integer.toString(anHour))
        .with("x-ratelimit-remaining", Integer.toString(Math.max(0, anHour - account.used)))
        .with("x-ratelimit-used", Integer.toString(account.used))
        .with("x-ratelimit-reset", Long.toString(account.since.plus(HOUR).getEpochSecond()))
        .with("x-ratelimit-resource", "core");
  }

  /** {@code GET /rate_limit}, which costs nothing. */
  synchronized ObjectNode json(String key) {
    Account account = accounts.getOrDefault(key, new Account(clock.instant()));
    ObjectNode core =
        Json.object(
            "limit",
            anHour,
            "used",
            account.used,
            "remaining",
            Math.max(0, anHour - account.used),
            "reset",
            account.since.plus(HOUR).getEpochSecond());
    return Json.object("resources", Json.object("core", core, "search", core), "rate", core);
  }

  static ObjectNode secondary() {
    return Json.object(
        "message",
        "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.",
        "documentation_url",
        "https://docs.github.com/rest/overview/rate-limits-for-the-rest-api#about-secondary-rate-limits");
  }

  private record Style(int status, boolean retryAfter) {}

  private record Past(Instant when, int points, boolean creates) {}

  private static final class Account {
    private final Deque<Past> past = new ArrayDeque<>();
    private final Deque<Instant> created = new ArrayDeque<>();
    // Those of the past minute, added up: there may be thousands.
    private int writes;
    private int points;
    private Instant since;
    private int used;
    private int atOnce;

    private Account(Instant since) {
      this.since = since;
    }

    private void add(Past request) {
      past.add(request);
      points += request.points();
      if (request.creates()) {
        writes++;
        created.add(request.when());
      }
    }

    private void forget(Instant now) {
      while (!past.isEmpty() && !past.peek().when().plus(WINDOW).isAfter(now)) {
        Past request = past.remove();
        points -= request.points();
        writes -= request.creates() ? 1 : 0;
      }
      while (!created.isEmpty() && !created.peek().plus(HOUR).isAfter(now)) {
        created.remove();
      }
      if (!since.plus(HOUR).isAfter(now)) {
        restore(now);
      }
    }

    private void restore(Instant now) {
      since = now;
      used = 0;
    }

    private void forgetAll() {
      past.clear();
      created.clear();
      writes = 0;
      points = 0;
    }
  }
}
