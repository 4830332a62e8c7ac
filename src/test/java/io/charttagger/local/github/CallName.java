package io.charttagger.local.github;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * A call to GitHub by what it asks, because requests side by side come in any order.
 *
 * @param path path and query as sent
 * @param occurrence from 1: how many of this kind came up to this one
 */
public record CallName(String method, String path, int occurrence) {

  /** The calls of a log, each by its name. */
  public static List<CallName> in(RequestLog log) {
    Map<String, Integer> seen = new HashMap<>();
    List<CallName> names = new ArrayList<>();
    for (LoggedRequest request : log.all()) {
      int occurrence =
          seen.merge(request.method() + " " + request.path(), 1, (count, one) -> count + one);
      names.add(new CallName(request.method(), request.path(), occurrence));
    }
    return names;
  }

  /** The same question about another repository. */
  public CallName about(SimulatedRepository other, SimulatedRepository than) {
    return new CallName(
        method, path.replace(than.name().toString(), other.name().toString()), occurrence);
  }

  /** Fits this call, counted from now on; for one use. */
  public Predicate<Faults.Arrival> fits() {
    AtomicInteger count = new AtomicInteger();
    return arrival ->
        arrival.method().equals(method)
            && arrival.path().equals(path)
            && count.incrementAndGet() == occurrence;
  }

  /** True when it makes a ref. */
  public boolean makesRef() {
    return method.equals("POST") && path.endsWith("/git/refs");
  }

  @Override
  public String toString() {
    return method + " " + path + (occurrence > 1 ? " (" + occurrence + ")" : "");
  }
}
