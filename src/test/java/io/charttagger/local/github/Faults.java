package io.charttagger.local.github;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;

/** The faults that are to come. Safe for concurrent use. */
public final class Faults {
  private final List<Rule> rules = new ArrayList<>();

  /** For the request with this number in the {@link RequestLog}. */
  public void at(int number, Fault fault) {
    add(new Rule(arrival -> arrival.number() == number, fault, true));
  }

  /** For the next request that fits, once. */
  public void next(Predicate<Arrival> which, Fault fault) {
    add(new Rule(which, fault, true));
  }

  /** For every request that fits. */
  public void every(Predicate<Arrival> which, Fault fault) {
    add(new Rule(which, fault, false));
  }

  /** True while a fault that comes once has not come. */
  public synchronized boolean areToCome() {
    return rules.stream().anyMatch(Rule::once);
  }

  /** No more faults. */
  public synchronized void clear() {
    rules.clear();
  }

  synchronized List<Fault> take(Arrival arrival) {
    List<Fault> faults = new ArrayList<>();
    for (Iterator<Rule> all = rules.iterator(); all.hasNext(); ) {
      Rule rule = all.next();
      if (rule.which().test(arrival)) {
        faults.add(rule.fault());
        if (rule.once()) {
          all.remove();
        }
      }
    }
    return faults;
  }

  private synchronized void add(Rule rule) {
    rules.add(rule);
  }

  /** A request as it comes in. */
  public record Arrival(int number, String method, String path) {
    /** True when the method is this and the path holds this. */
    public boolean is(String wantedMethod, String pathPart) {
      return method.equals(wantedMethod) && path.contains(pathPart);
    }
  }

  private record Rule(Predicate<Arrival> which, Fault fault, boolean once) {}
}
