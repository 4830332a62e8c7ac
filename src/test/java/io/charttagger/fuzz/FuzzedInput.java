package io.charttagger.fuzz;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/** What Jazzer calls for each input. It knows these two methods by name. */
public final class FuzzedInput {
  /** For one input: a push has hundreds of them. */
  private static final Duration LONGEST = Duration.ofSeconds(1);

  /** The first reading of a kind may load classes, and all run on a busy machine. */
  private static final int ATTEMPTS = 3;

  private static final int MOST_BYTES = 64 * 1024;
  private static final int LAST_REPEATING_BYTE = 7;

  private static FuzzTarget target = FuzzedParser.CHANGELOG.target();

  private FuzzedInput() {}

  /** Called once, with the name of the parser. */
  public static void fuzzerInitialize(String[] args) {
    target = FuzzedParser.valueOf(args[0]).target();
  }

  /** Called for each input. */
  public static void fuzzerTestOneInput(byte[] input) throws Exception {
    read(target, input);
  }

  /**
   * Reads an input with a parser.
   *
   * @throws Exception when the parser throws what nobody expects, or takes too long
   */
  static void read(FuzzTarget target, byte[] input) throws Exception {
    byte[] expanded = expanded(input);
    Duration fastest = LONGEST.plusSeconds(1);
    for (int attempt = 1; attempt <= ATTEMPTS && fastest.compareTo(LONGEST) > 0; attempt++) {
      long start = processorTime();
      target.read(expanded);
      fastest = Duration.ofNanos(processorTime() - start);
    }
    if (fastest.compareTo(LONGEST) > 0) {
      throw new AssertionError("%d bytes took %s".formatted(expanded.length, fastest));
    }
  }

  /**
   * An input that ends in a byte n below 8 is what is before it, repeated 8ⁿ times: what takes long
   * is long, and a fuzzer's inputs are short.
   */
  private static byte[] expanded(byte[] input) {
    int length = input.length - 1;
    if (length < 1 || input[length] < 0 || input[length] > LAST_REPEATING_BYTE) {
      return input;
    }
    int times = Math.max(1, Math.min(1 << (3 * input[length]), MOST_BYTES / length));
    byte[] expanded = new byte[length * times];
    for (int time = 0; time < times; time++) {
      System.arraycopy(input, 0, expanded, time * length, length);
    }
    return expanded;
  }

  private static long processorTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
