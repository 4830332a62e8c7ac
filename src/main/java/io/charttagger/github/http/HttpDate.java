package io.charttagger.github.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The {@code Date} header of an answer: the server's clock, in whole seconds. */
public final class HttpDate {
  private HttpDate() {}

  /** What the header says; empty when it is no date. */
  public static Optional<Instant> parse(String header) {
    try {
      return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(header, Instant::from));
    } catch (DateTimeException noDate) {
      return Optional.empty();
    }
  }
}
