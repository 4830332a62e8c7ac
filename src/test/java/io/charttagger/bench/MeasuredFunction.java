package io.charttagger.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.charttagger.local.LocalCloud;
import io.charttagger.local.Run;
import io.charttagger.local.github.LoggedRequest;
import io.charttagger.local.lambda.LambdaHost;
import java.time.Duration;
import java.util.List;

/** A process of the function, and what a dispatch costs there. */
final class MeasuredFunction implements AutoCloseable {
  /** The function's timeout in template.yaml. */
  static final Duration USUAL = Duration.ofMinutes(5);

  private final LocalCloud cloud;
  private final LambdaHost process;

  MeasuredFunction(LocalCloud cloud, LambdaHost process) {
    this.cloud = cloud;
    this.process = process;
  }

  LambdaHost process() {
    return process;
  }

  /** Sends a push with the usual timeout. */
  Cost send(ChartsRepository repository, Push push) {
    return send(repository, push, USUAL);
  }

  /** Sends a push once, with nothing of the installation's pace used up. */
  Cost send(ChartsRepository repository, Push push, Duration allowed) {
    cloud.forgetPace(repository.hosted());
    cloud.github().log().clear();
    cloud.dynamoDb().faults().forgetCalls();
    JsonNode dispatch = repository.dispatch(push);
    long start = System.nanoTime();
    String body = process.invoke(dispatch.toString(), allowed).body();
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    List<LoggedRequest> requests = cloud.github().log().all();
    Cost.Traces traces =
        new Cost.Traces(cloud.dynamoDb().faults().calls().size(), process.peakMemory());
    return Cost.of(new Run(dispatch, json(body), took), start, requests, traces);
  }

  @Override
  public void close() {
    process.close();
  }

  private static JsonNode json(String body) {
    try {
      return JsonMapper.builder().build().readTree(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the function's answer is no JSON", e);
    }
  }
}
