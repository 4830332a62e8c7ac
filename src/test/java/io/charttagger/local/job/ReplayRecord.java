package io.charttagger.local.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.charttagger.local.Run;
import io.charttagger.local.job.ChartPushes.ChartPush;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a replay came to. */
final class ReplayRecord {
  private static final int FAILURES_SHOWN = 25;
  private static final int EXAMPLE = 9;

  private final List<Replayed> all = new ArrayList<>();

  /** Calls to GitHub and time, over all parts of a push. */
  record Effort(int calls, Duration took) {}

  /** A push and what came of it. */
  record Replayed(ChartPush push, Run run, Effort effort) {}

  void add(ChartPush push, Run run, Effort effort) {
    all.add(new Replayed(push, run, effort));
  }

  /** All of them, oldest first. */
  List<Replayed> all() {
    return List.copyOf(all);
  }

  int size() {
    return all.size();
  }

  Run last() {
    return all.getLast().run();
  }

  /** The sums, as lines of text. */
  void show(Screen screen) {
    screen.heading("Pushes by outcome");
    count(screen, all.stream().map(Replayed::run).map(Run::outcome).toList());
    screen.heading("Charts by outcome");
    count(screen, charts(chart -> chart.path("outcome").asText()));
    warnings(screen);
    failures(screen);
    effort(screen);
  }

  /** One row per push and chart, for a spreadsheet: columns parted by tabs. */
  void write(Path file) {
    List<String> rows = new ArrayList<>();
    rows.add("commit\tpull request\tchart\tversion\ttag\toutcome\tmessage");
    for (Replayed replayed : all) {
      Run run = replayed.run();
      run.charts().forEach(chart -> rows.add(row(chart)));
      if (run.charts().isEmpty()) {
        rows.add(
            String.join(
                "\t",
                replayed.push().after().value(),
                "",
                "",
                "",
                "",
                run.outcome(),
                plain(run.report().path("message").asText())));
      }
    }
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.write(file, rows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> charts(Function<JsonNode, String> word) {
    return all.stream().flatMap(replayed -> replayed.run().charts().stream()).map(word).toList();
  }

  private static String row(JsonNode chart) {
    return List.of("commit", "sourcePullRequest", "name", "version", "tag", "outcome", "message")
        .stream()
        .map(field -> plain(chart.path(field).asText()))
        .collect(Collectors.joining("\t"));
  }

  private static String plain(String text) {
    return text.replaceAll("\\s+", " ");
  }

  private static void count(Screen screen, List<String> words) {
    count(screen, words, word -> {});
  }

  private static void count(Screen screen, List<String> words, Consumer<String> explained) {
    Map<String, Integer> counts = new TreeMap<>();
    words.forEach(word -> counts.merge(word, 1, Integer::sum));
    counts.entrySet().stream()
        .sorted(Collections.reverseOrder(Map.Entry.comparingByValue()))
        .forEach(
            entry -> {
              screen.line("%7d  %s".formatted(entry.getValue(), entry.getKey()));
              explained.accept(entry.getKey());
            });
    if (words.isEmpty()) {
      screen.line("   none");
    }
  }

  private void warnings(Screen screen) {
    screen.heading("Warnings by code");
    List<String> codes = new ArrayList<>();
    Map<String, String> examples = new HashMap<>();
    for (Replayed replayed : all) {
      for (JsonNode warning : replayed.run().warnings()) {
        String code = warning.path("code").asText();
        codes.add(code);
        examples.put(
            code,
            "%s: %s"
                .formatted(
                    replayed.push().after().abbreviated(), warning.path("message").asText()));
      }
    }
    count(
        screen,
        codes,
        code -> screen.wrapped(EXAMPLE, " ".repeat(EXAMPLE) + "such as " + examples.get(code)));
  }

  private void failures(Screen screen) {
    List<String> failures = new ArrayList<>();
    for (Replayed replayed : all) {
      if (replayed.run().hasFailed()) {
        failures.addAll(failures(replayed));
      }
    }
    if (!failures.isEmpty()) {
      screen.heading("What failed");
      failures.stream().limit(FAILURES_SHOWN).forEach(line -> screen.wrapped(9, line));
      if (failures.size() > FAILURES_SHOWN) {
        screen.line("… and %d more".formatted(failures.size() - FAILURES_SHOWN));
      }
    }
  }

  private static List<String> failures(Replayed replayed) {
    List<String> lines = new ArrayList<>();
    String commit = replayed.push().after().value().substring(0, 7);
    String message = replayed.run().report().path("message").asText();
    if (!message.isEmpty()) {
      lines.add("%s  %s".formatted(commit, message));
    }
    for (JsonNode chart : replayed.run().charts()) {
      if (Run.FAILING.contains(chart.path("outcome").asText())) {
        lines.add(
            "%s  %s: %s, %s"
                .formatted(
                    commit,
                    chart.path("outcome").asText(),
                    chart.path("tag").asText(chart.path("directory").asText()),
                    chart.path("message").asText()));
      }
    }
    return lines;
  }

  private void effort(Screen screen) {
    screen.heading("Effort");
    int calls = all.stream().mapToInt(replayed -> replayed.effort().calls()).sum();
    long millis = all.stream().mapToLong(replayed -> replayed.effort().took().toMillis()).sum();
    screen.line(
        "%7d  calls to GitHub, %.1f a push, at most %d"
            .formatted(
                calls,
                (double) calls / all.size(),
                all.stream().mapToInt(replayed -> replayed.effort().calls()).max().orElse(0)));
    screen.line(
        "%7.1f  seconds, %d ms a push, GitHub answering at once"
            .formatted(millis / 1000.0, millis / all.size()));
  }
}
