package io.charttagger.bench;

import io.charttagger.local.Run;
import io.charttagger.local.github.LoggedRequest;
import io.charttagger.local.github.RequestLog;
import java.time.Duration;
import java.util.List;

/**
 * What one dispatch cost.
 *
 * @param outcome of the report
 * @param calls to GitHub, without the check run
 * @param checkRuns calls for the check run
 * @param writes those of the calls that are no reads, the request for a token among them
 * @param roundTrips the longest chain of calls of which each began after the one before had ended
 * @param bytes in the bodies of GitHub's answers
 * @param dynamoDbCalls to DynamoDB
 * @param answer from the dispatch to the answer
 * @param lastTag from the dispatch to GitHub's answer to the last new ref; zero without one
 * @param peakMemory the most that the process had resident so far, in bytes
 */
record Cost(
    String outcome,
    int calls,
    int checkRuns,
    int writes,
    int roundTrips,
    long bytes,
    int dynamoDbCalls,
    Duration answer,
    Duration lastTag,
    long peakMemory) {

  /** What the stand-ins saw of a run that began at this {@link System#nanoTime}. */
  static Cost of(Run run, long start, List<LoggedRequest> requests, Traces traces) {
    List<LoggedRequest> counted =
        requests.stream().filter(request -> !request.path().contains("/check-runs")).toList();
    long lastTag =
        counted.stream()
            .filter(request -> request.is("POST", "/git/refs"))
            .mapToLong(request -> request.timing().end())
            .max()
            .orElse(start);
    return new Cost(
        run.outcome(),
        counted.size(),
        requests.size() - counted.size(),
        (int) counted.stream().filter(request -> !request.isRead()).count(),
        RequestLog.sequentialRoundTrips(counted),
        counted.stream().mapToLong(request -> request.answer().size()).sum(),
        traces.dynamoDbCalls(),
        run.took(),
        Duration.ofNanos(lastTag - start),
        traces.peakMemory());
  }

  /** What is seen elsewhere than in GitHub's log. */
  record Traces(int dynamoDbCalls, long peakMemory) {}

  /** True when the function was done with it. */
  boolean isFinished() {
    return outcome.equals("tagged") || outcome.equals("nothing-to-tag");
  }

  /** The same with fewer round trips, where another run of the same kind needed fewer. */
  Cost withRoundTrips(int fewer) {
    return new Cost(
        outcome,
        calls,
        checkRuns,
        writes,
        fewer,
        bytes,
        dynamoDbCalls,
        answer,
        lastTag,
        peakMemory);
  }
}
