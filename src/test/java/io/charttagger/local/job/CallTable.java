package io.charttagger.local.job;

import io.charttagger.local.github.LoggedRequest;
import io.charttagger.local.github.RequestLog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The calls of one run as a compact table: those that differ only in what they name in one row. */
final class CallTable {
  private final RequestLog log;

  CallTable(RequestLog log) {
    this.log = log;
  }

  /** The table, then its sums. */
  List<String> lines() {
    Map<String, List<LoggedRequest>> kinds = new LinkedHashMap<>();
    log.all()
        .forEach(call -> kinds.computeIfAbsent(kind(call), any -> new ArrayList<>()).add(call));
    List<String> lines = new ArrayList<>();
    lines.add("calls   mean ms   call");
    kinds.forEach(
        (kind, calls) ->
            lines.add(
                Screen.cut(
                    String.format(
                        Locale.ROOT,
                        "%5d   %7d   %s",
                        calls.size(),
                        Math.round(calls.stream().mapToLong(CallTable::millis).average().orElse(0)),
                        kind),
                    Screen.WIDTH)));
    lines.add("");
    lines.add(sums());
    return lines;
  }

  /** The sums in one line. */
  String sums() {
    return String.format(
        Locale.ROOT,
        "%d calls (%d reads, %d writes, %s), %d round trips one after another, %,d bytes answered",
        log.all().size(),
        log.reads().size(),
        log.writes().stream().filter(call -> !call.authentication()).count(),
        log.writes().stream().anyMatch(LoggedRequest::authentication)
            ? "1 for a token"
            : "token still good",
        log.sequentialRoundTrips(),
        log.bytesSent());
  }

  private static long millis(LoggedRequest call) {
    return (call.timing().end() - call.timing().start()) / 1_000_000;
  }

  private static String kind(LoggedRequest call) {
    String path =
        call.path()
            .replaceFirst("^/repos/[^/]+/[^/]+", "")
            .replaceAll("[0-9a-f]{40}", "<sha>")
            .replaceFirst("/(ref|matching-refs)/tags/[^?]+", "/$1/tags/<tag>")
            .replaceFirst("/contents/[^?]+", "/contents/<path>")
            .replaceFirst("path=[^&]+", "path=<path>");
    return String.format(
        Locale.ROOT,
        "%-6s %s%s",
        call.method(),
        path.isEmpty() ? "/" : path,
        call.status() >= 400 ? "  -> " + call.status() : "");
  }
}
