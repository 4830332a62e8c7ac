package io.charttagger.local.github;

import java.util.List;
import java.util.function.Predicate;

/**
 * An endpoint: the method, and the path with places for what differs from call to call.
 *
 * @param path without the repository's own part and without a query
 */
public record CallKind(String method, String path) {

  /** The kinds of a log's calls, each once, in the order in which they came first. */
  public static List<CallKind> in(RequestLog log) {
    return log.all().stream().map(call -> of(call.method(), call.path())).distinct().toList();
  }

  /** The kind of a call with this path and query. */
  public static CallKind of(String method, String line) {
    return new CallKind(
        method,
        line.replaceFirst("\\?.*", "")
            .replaceFirst("^/repos/[^/]+/[^/]+/", "")
            .replaceAll("[0-9a-f]{40}", "{sha}")
            .replaceFirst("/(tags|heads)/[^{].*", "/$1/{name}")
            .replaceFirst("^contents/.*", "contents/{path}")
            .replaceFirst("/[0-9]+", "/{number}"));
  }

  /** Fits every call of this kind. */
  public Predicate<Faults.Arrival> fits() {
    return arrival -> of(arrival.method(), arrival.path()).equals(this);
  }

  /** True for GET. */
  public boolean isRead() {
    return method.equals("GET");
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
