package io.charttagger.local.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * Every log line of a test run, searched as it comes for every secret that the run has made: what
 * the tests print, what {@code java.util.logging} gets, what the function's processes say. Keeps no
 * line, only what was found. Safe for concurrent use.
 */
public final class TestLog {
  private static final TestLog SHARED = new TestLog();

  private final SecretSearch search = new SecretSearch();
  private final List<String> found = new ArrayList<>();
  private long lines;
  private boolean listening;

  public TestLog() {}

  /** That of this JVM. */
  public static TestLog shared() {
    return SHARED;
  }

  /** From now on no line may show this secret, or a good part of it. */
  public void mustNotShow(String what, String secret) {
    search.add(what, secret);
  }

  /** The kind of a secret that the text shows; for an answer, which is no log line. */
  public Optional<String> secretIn(String text) {
    return text.lines().flatMap(line -> search.in(line).stream()).findFirst();
  }

  /** Searches a line. */
  public void hear(String source, String line) {
    Optional<String> secret = search.in(line);
    synchronized (this) {
      lines++;
      // Without the line itself: a message about a secret must not tell it.
      secret.ifPresent(
          what -> found.add("line %,d of all, from %s, shows %s".formatted(lines, source, what)));
    }
  }

  /** How many lines were searched. */
  public synchronized long lines() {
    return lines;
  }

  /** What was found since this was asked last. */
  public synchronized List<String> takeFound() {
    List<String> all = List.copyOf(found);
    found.clear();
    return all;
  }

  /** The same stream, listened to. */
  public PrintStream listeningTo(String source, PrintStream stream) {
    return new PrintStream(
        new LineListener(stream, line -> hear(source, line)), /* autoFlush= */ true, UTF_8);
  }

  /** Listens to the streams and the logging of this JVM from now on, however often it is called. */
  void listen() {
    synchronized (this) {
      if (listening) {
        return;
      }
      listening = true;
    }
    System.setOut(listeningTo("System.out", System.out));
    System.setErr(listeningTo("System.err", System.err));
    // Its console handler may have taken hold of System.err before.
    Logger.getLogger("").addHandler(new LoggingListener(this));
  }

  /** Hands on what is logged, as it would be printed. */
  private static final class LoggingListener extends Handler {
    private final TestLog log;

    private LoggingListener(TestLog log) {
      this.log = log;
      setFormatter(new SimpleFormatter());
    }

    @Override
    public void publish(LogRecord entry) {
      getFormatter()
          .format(entry)
          .lines()
          .forEach(line -> log.hear(String.valueOf(entry.getLoggerName()), line));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
