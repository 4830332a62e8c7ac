package io.charttagger.dispatch;

/** Where an event comes from. This decides the format of the answer and the time limit. */
public enum EventSource {
  /** {@code lambda invoke} with a dispatch as the event; IAM has decided who may do that. */
  DIRECT,
  /** {@code POST /dispatch} through API Gateway with a token of GitHub Actions. */
  API,
  /** {@code POST /webhook} through API Gateway and the queue. */
  QUEUE
}
