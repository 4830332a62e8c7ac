package io.charttagger.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.charttagger.local.github.SimulatedRepository;
import io.charttagger.port.Sleeper;
import java.time.Duration;

/** Sends a dispatch until the function is done with it, as a workflow or the queue would. */
public final class Asking {
  // A lease that nobody releases ends after 60 s.
  private static final int MOST = 20;
  private static final Duration IN_PROGRESS = Duration.ofSeconds(5);

  private final LocalCloud cloud;
  private final SimulatedRepository repository;

  public Asking(LocalCloud cloud, SimulatedRepository repository) {
    this.cloud = cloud;
    this.repository = repository;
  }

  /**
   * What came of it in the end; the call log holds the calls of all times.
   *
   * @param times how often it was sent
   * @param took altogether, without the pauses
   */
  public record Asked(Run last, int times, Duration took) {}

  /** Sends it once or more; the call log begins anew. */
  public Asked ask(JsonNode dispatch) {
    cloud.github().log().clear();
    Run run = Run.send(cloud, dispatch);
    Duration took = run.took();
    int times = 1;
    while (run.asksAgain() && times < MOST) {
      pauseAfter(run);
      run = Run.send(cloud, dispatch);
      took = took.plus(run.took());
      times++;
    }
    return new Asked(run, times, took);
  }

  private void pauseAfter(Run run) {
    if (run.outcome().equals("in-progress")) {
      Sleeper.ASLEEP.pause(IN_PROGRESS);
    } else {
      // What it waits for is the write pace, and nobody here wants to.
      cloud.forgetPace(repository);
    }
  }
}
