package io.charttagger.report;

import java.time.Duration;

/**
 * How a run ended. The HTTP answer, the queue's fate of the message and the workflow's exit follow
 * from it alone.
 */
public sealed interface RunOutcome {

  /** The HTTP status of the answer. */
  int status();

  /** When asking again helps: after how long; zero otherwise. */
  default Duration retryAfter() {
    return Duration.ZERO;
  }

  /** True when the same dispatch should be sent again. */
  default boolean shouldRetry() {
    return !retryAfter().isZero();
  }

  /** True when the report shows a plan, of which nothing was tried. */
  default boolean isPlan() {
    return false;
  }

  /** Tags were created, or all existed already. */
  record Tagged() implements RunOutcome {
    @Override
    public int status() {
      return 200;
    }
  }

  /** The push changed no chart that needs a tag. */
  record NothingToTag() implements RunOutcome {
    @Override
    public int status() {
      return 200;
    }
  }

  /** A dry run: this is what would be done. */
  record Planned() implements RunOutcome {
    @Override
    public boolean isPlan() {
      return true;
    }

    @Override
    public int status() {
      return 200;
    }
  }

  /**
   * A merge that is not made yet was decided: this is what it would do.
   *
   * @param fails whether its run would fail
   */
  record Previewed(boolean fails) implements RunOutcome {
    @Override
    public boolean isPlan() {
      return true;
    }

    @Override
    public int status() {
      return fails ? 422 : 200;
    }
  }

  /** Another run works on this commit. */
  record InProgress() implements RunOutcome {
    @Override
    public int status() {
      return 503;
    }

    @Override
    public Duration retryAfter() {
      return Duration.ofSeconds(5);
    }
  }

  /** Part of the work is done; the same dispatch does the rest. */
  record Incomplete(Duration retryAfter) implements RunOutcome {
    /** Soonest after 15 s. */
    public Incomplete {
      Duration soonest = Duration.ofSeconds(15);
      retryAfter = retryAfter.compareTo(soonest) < 0 ? soonest : retryAfter;
    }

    @Override
    public int status() {
      return 503;
    }
  }

  /** Something must be fixed first; what could be done is done. */
  record Failed(int status) implements RunOutcome {}

  /** The caller may not ask for this, or did not ask properly. */
  record Rejected(int status) implements RunOutcome {}

  /** An event that is none of ours; nothing was looked at. */
  record NotOurs() implements RunOutcome {
    @Override
    public int status() {
      return 200;
    }
  }

  /**
   * The set-up was looked at; nothing was written.
   *
   * @param fails whether a point is broken
   */
  record Checked(boolean fails) implements RunOutcome {
    @Override
    public int status() {
      return fails ? 422 : 200;
    }
  }

  /** The tags were looked at; nothing was written. */
  record Audited() implements RunOutcome {
    @Override
    public int status() {
      return 200;
    }
  }
}
