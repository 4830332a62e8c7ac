package io.charttagger.local.github;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Every request that the simulator got, in order of arrival. Safe for concurrent use; an entry is
 * there before its answer is. No header is kept, and a token handed out is blanked: nothing in it
 * is secret.
 */
public final class RequestLog {
  private ConcurrentSkipListMap<Integer, LoggedRequest> entries = new ConcurrentSkipListMap<>();
  private int arrived;
  private int generation;

  /** All of them. */
  public synchronized List<LoggedRequest> all() {
    return List.copyOf(entries.values());
  }

  /** Those that fit. */
  public List<LoggedRequest> matching(Predicate<LoggedRequest> wanted) {
    return all().stream().filter(wanted).toList();
  }

  public List<LoggedRequest> reads() {
    return matching(LoggedRequest::isRead);
  }

  /** POST, PATCH, PUT and DELETE, the request for a token among them. */
  public List<LoggedRequest> writes() {
    return matching(entry -> !entry.isRead());
  }

  /** Requests that the simulator has no endpoint for: a test should find none. */
  public List<LoggedRequest> unsupported() {
    return matching(LoggedRequest::unsupported);
  }

  /** What GitHub's secondary limit would charge for all of it. */
  public int points() {
    return all().stream().mapToInt(LoggedRequest::points).sum();
  }

  /** Bytes in the bodies of all answers. */
  public long bytesSent() {
    return all().stream().mapToLong(entry -> entry.answer().size()).sum();
  }

  /**
   * The length of the longest chain of requests in which each began after the one before had ended.
   * Without a {@link Latency}, requests meant to be side by side may count one after another.
   */
  public int sequentialRoundTrips() {
    return sequentialRoundTrips(all());
  }

  /** The same among these requests alone. */
  public static int sequentialRoundTrips(List<LoggedRequest> requests) {
    int length = 0;
    long end = Long.MIN_VALUE;
    List<LoggedRequest> byEnd = new ArrayList<>(requests);
    byEnd.sort(Comparator.comparingLong(entry -> entry.timing().end()));
    for (LoggedRequest entry : byEnd) {
      if (entry.timing().start() >= end) {
        length++;
        end = entry.timing().end();
      }
    }
    return length;
  }

  /** Forgets everything; the next request is number 1. */
  public synchronized void clear() {
    entries = new ConcurrentSkipListMap<>();
    arrived = 0;
    generation++;
  }

  /** One line per request. */
  public String print() {
    return all().stream()
        .map(LoggedRequest::toString)
        .collect(Collectors.joining(System.lineSeparator()));
  }

  synchronized Ticket arrive() {
    arrived++;
    return new Ticket(generation, arrived, System.nanoTime());
  }

  synchronized void add(Ticket ticket, LoggedRequest entry) {
    if (ticket.generation() == generation) {
      entries.put(entry.number(), entry);
    }
  }

  /** A request's place in the order, given on arrival. */
  record Ticket(int generation, int number, long start) {}
}
