package io.charttagger.fuzz;

import java.util.List;

/** A parser of foreign text, and what must be true of it whatever the text is. */
public interface FuzzTarget {

  /** Texts that it accepts, to begin with. */
  List<String> seeds();

  /**
   * Reads one input.
   *
   * @throws Exception for anything that the parser's callers do not expect
   */
  void read(byte[] input) throws Exception;
}
