package io.charttagger.aws;

import io.charttagger.port.RateLimiter.Kind;
import io.charttagger.port.RateLimiter.Permit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** When the requests of many permits arrive at GitHub. Safe for concurrent use. */
final class Arrivals {
  private final List<Instant> writes = Collections.synchronizedList(new ArrayList<>());
  private final List<Instant> points = Collections.synchronizedList(new ArrayList<>());

  /** At any time that the permits allow, all alike: the earliest, the latest, or by chance. */
  void send(Kind kind, List<Permit> permits, Random random) {
    int manner = random.nextInt(3);
    long onItsWay = kind == Kind.WRITE ? 1_000 : 2_000;
    for (Permit permit : permits) {
      long allowed = Duration.between(permit.from(), permit.until()).toMillis() + onItsWay;
      long late =
          switch (manner) {
            case 0 -> 0;
            case 1 -> allowed;
            default -> random.nextLong(allowed + 1);
          };
      arrive(kind, permit.from().plusMillis(late));
    }
  }

  void arrive(Kind kind, Instant when) {
    if (kind == Kind.WRITE) {
      writes.add(when);
    }
    points.addAll(Collections.nCopies(kind == Kind.WRITE ? 5 : 1, when));
  }

  int mostWritesWithin(Duration window) {
    return mostWithin(window, writes);
  }

  int mostPointsInAMinute() {
    return mostWithin(Duration.ofMinutes(1), points);
  }

  private static int mostWithin(Duration window, List<Instant> arrivals) {
    List<Instant> sorted = arrivals.stream().sorted().toList();
    int most = 0;
    int first = 0;
    for (int last = 0; last < sorted.size(); last++) {
      while (!sorted.get(first).plus(window).isAfter(sorted.get(last))) {
        first++;
      }
      most = Math.max(most, last - first + 1);
    }
    return most;
  }
}
