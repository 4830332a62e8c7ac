package io.charttagger.plan;

/** One line of a plan. */
public sealed interface Step {

  /** The chart that it is about. */
  ChartRef subject();

  /** What is decided. */
  ChartOutcome outcome();

  /** A sentence for people: why. */
  String message();

  /** True when the run must end as failed because of it. */
  boolean fails();

  /** The tag is to be made. */
  record CreateTag(ChartRef subject, Release release, String message) implements Step {
    @Override
    public ChartOutcome outcome() {
      return ChartOutcome.CREATE;
    }

    @Override
    public boolean fails() {
      return false;
    }
  }

  /** The tag stands on its commit already: nothing to make, but part of the release. */
  record KeepTag(ChartRef subject, Release release, String message) implements Step {
    @Override
    public ChartOutcome outcome() {
      return ChartOutcome.ALREADY_TAGGED;
    }

    @Override
    public boolean fails() {
      return false;
    }
  }

  /** Nothing is done. */
  record LeaveAlone(ChartRef subject, ChartOutcome outcome, boolean fails, String message)
      implements Step {

    /** Accepts every outcome that asks for no tag. */
    public LeaveAlone {
      if (outcome == ChartOutcome.CREATE) {
        throw new IllegalArgumentException("a chart whose tag is to be made is not left alone");
      }
    }
  }
}
