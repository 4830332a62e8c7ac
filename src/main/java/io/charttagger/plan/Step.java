package io.charttagger.plan;

/** One step of a plan. */
public sealed interface Step {

  /** The chart that it is about. */
  ChartRef subject();

  /** What is decided. */
  ChartOutcome outcome();

  /** Why, in one sentence for people. */
  String message();

  /** True when it makes the run fail. */
  boolean fails();

  /** The tag will be created. */
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

  /**
   * The tag already points at its commit: nothing to create, but it is part of the release.
   *
   * @param object the SHA that its ref points at
   */
  record KeepTag(ChartRef subject, Release release, String object, String message) implements Step {
    @Override
    public ChartOutcome outcome() {
      return ChartOutcome.ALREADY_TAGGED;
    }

    @Override
    public boolean fails() {
      return false;
    }
  }

  /** Nothing is done for the chart. */
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
