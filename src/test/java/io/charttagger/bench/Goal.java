package io.charttagger.bench;

/**
 * A number to hold, and what was measured.
 *
 * @param what in words
 * @param unit such as {@code s}; may be empty
 * @param most the goal: what is measured may be as much, and no more
 */
record Goal(String what, String unit, double most, Measured measured) {

  /** What became of the measurement. */
  sealed interface Measured {
    /** A number. */
    record Value(double number) implements Measured {}

    /** The run did not end, or not well: there is no number that counts. */
    record Unfinished(String outcome) implements Measured {}

    /** A test measures it and fails when it does not hold. */
    record ByTest(String test) implements Measured {}

    /** The product or the benchmark cannot do it yet. */
    record NotBuilt() implements Measured {}
  }

  static Goal measured(String what, String unit, double most, double number) {
    return new Goal(what, unit, most, new Measured.Value(number));
  }

  static Goal byTest(String what, String test) {
    return new Goal(what, "", 0, new Measured.ByTest(test));
  }

  static Goal notBuilt(String what) {
    return new Goal(what, "", 0, new Measured.NotBuilt());
  }

  /** A number of a run that counts only when the function was done with it. */
  static Goal of(Cost cost, String what, double most, double number) {
    return cost.isFinished()
        ? measured(what, "", most, number)
        : new Goal(what, "", most, new Measured.Unfinished(cost.outcome()));
  }

  /** The same with a unit. */
  Goal in(String wanted) {
    return new Goal(what, wanted, most, measured);
  }

  /** True when it was measured and holds. */
  boolean isMet() {
    return measured instanceof Measured.Value(double number) && number <= most;
  }

  /** The columns of its row: what, goal, measured, ratio, mark. */
  String[] columns() {
    return switch (measured) {
      case Measured.Value(double number) ->
          new String[] {
            what,
            "≤ " + text(most),
            text(number),
            Decimal.two(number / most),
            isMet() ? "met" : "MISSED"
          };
      case Measured.Unfinished(String outcome) ->
          new String[] {what, "≤ " + text(most), outcome, "", "MISSED"};
      case Measured.ByTest(String test) -> new String[] {what, "", "", "", "held by " + test};
      case Measured.NotBuilt() -> new String[] {what, "", "", "", "not built yet"};
    };
  }

  private String text(double number) {
    String digits =
        number == Math.rint(number) && number < 1e15
            ? Long.toString((long) number)
            : Decimal.two(number);
    return unit.isEmpty() ? digits : digits + " " + unit;
  }
}
