package io.charttagger.e2e;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What came of each wrong answer at each endpoint: a row for each of them. */
final class MalformedAnswerTable {
  private final Map<String, Cell> cells = Collections.synchronizedMap(new TreeMap<>());

  /** The cases of one endpoint and one wrong answer. Safe for concurrent use. */
  static final class Cell {
    private final String endpoint;
    private final String answer;
    private final List<String> outcomes = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();

    private Cell(String endpoint, String answer) {
      this.endpoint = endpoint;
      this.answer = answer;
    }

    /** How a run ended while the answers were wrong. */
    synchronized void add(String outcome) {
      outcomes.add(outcome);
    }

    /** A case that failed. */
    synchronized void wrong(Throwable why) {
      String words = String.valueOf(why.getMessage()).strip().replaceAll("\\s+", " ");
      wrong.add(
          (why instanceof AssertionError ? "" : why.getClass().getSimpleName() + " ")
              + words.substring(0, Math.min(words.length(), 120)));
    }

    private synchronized Map<String, Long> counted() {
      return outcomes.stream()
          .collect(Collectors.groupingBy(word -> word, TreeMap::new, Collectors.counting()));
    }

    private synchronized List<String> failures() {
      return List.copyOf(wrong);
    }

    private String words() {
      List<String> words = new ArrayList<>();
      counted().forEach((outcome, count) -> words.add(count + " " + outcome));
      List<String> failures = failures();
      if (!failures.isEmpty()) {
        words.add(failures.size() + " WRONG, as " + failures.getFirst());
      }
      return String.join(", ", words);
    }
  }

  /** The cell of an endpoint and a wrong answer. */
  Cell cell(String endpoint, String answer) {
    return cells.computeIfAbsent(endpoint + '\t' + answer, key -> new Cell(endpoint, answer));
  }

  /** The rows, then the sums. */
  void print() {
    StringBuilder text = new StringBuilder();
    Map<String, Long> sums = new LinkedHashMap<>();
    long wrong = 0;
    for (Cell cell : cells.values()) {
      text.append(
          String.format(Locale.ROOT, "%-42s %-17s %s%n", cell.endpoint, cell.answer, cell.words()));
      cell.counted().forEach((outcome, count) -> sums.merge(outcome, count, Long::sum));
      wrong += cell.failures().size();
    }
    text.append(
        "Wrong answers at %d endpoints: %d rows, %s; not as it should be: %d%n"
            .formatted(
                cells.values().stream().map(cell -> cell.endpoint).distinct().count(),
                cells.size(),
                sums,
                wrong));
    System.out.print(text);
  }
}
