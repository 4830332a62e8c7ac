package io.charttagger.setup;

import io.charttagger.port.PermanentFailure;
import io.charttagger.port.TransientFailure;
import io.charttagger.report.SetupLine;
import io.charttagger.report.SetupPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The points of one check, in their order. A failure ends its own point and no other; a point that
 * needs what another one could not find out is not checked, and says which one.
 */
public final class Checklist {
  private final List<SetupLine> lines = new ArrayList<>();

  /** The points so far. */
  public List<SetupLine> lines() {
    return List.copyOf(lines);
  }

  /** Checks a point that needs no other. */
  <T> Known<T> check(SetupPoint point, Supplier<T> read, Function<T, Verdict> judge) {
    Known<T> known = Known.unknown(point);
    Verdict verdict;
    try {
      T value = read.get();
      known = Known.of(point, value);
      verdict = judge.apply(value);
    } catch (PermanentFailure failure) {
      verdict = Verdict.failed(String.valueOf(failure.getMessage()));
    } catch (TransientFailure failure) {
      verdict = Verdict.failed(passing(failure));
    }
    say(point, verdict);
    return known;
  }

  /** Checks a point that needs what another one found out. */
  <S, T> Known<T> check(
      SetupPoint point, Known<S> needed, Function<S, T> read, Function<T, Verdict> judge) {
    if (needed.value().isEmpty()) {
      lines.add(SetupLine.waiting(point, needed.point()));
      return Known.unknown(needed.point());
    }
    return check(point, () -> read.apply(needed.value().get()), judge);
  }

  /** Judges what another point found out. */
  <T> void check(SetupPoint point, Known<T> needed, Function<T, Verdict> judge) {
    Known<T> _ = check(point, needed, found -> found, judge);
  }

  /** Says something of a point that needs nothing. */
  void say(SetupPoint point, Verdict verdict) {
    lines.add(new SetupLine(point, verdict.result(), verdict.message()));
  }

  private static String passing(TransientFailure failure) {
    return switch (failure.reason()) {
      case TIME -> "there was no time left to check this: send the same request again";
      case RATE_LIMIT ->
          "GitHub's rate limits stopped this check (%s): send the same request again in %d s"
              .formatted(failure.getMessage(), Math.max(60, failure.retryAfter().toSeconds()));
      case GITHUB ->
          "%s: send the same request again; if it stays so, the operator compares GITHUB_API_URL and the function's network with https://www.githubstatus.com"
              .formatted(failure.getMessage());
      case AWS ->
          "%s: send the same request again; if it stays so, the operator checks the function's network, region and AWS endpoints"
              .formatted(failure.getMessage());
      case ANOTHER_RUN -> "%s: send the same request again".formatted(failure.getMessage());
    };
  }
}
