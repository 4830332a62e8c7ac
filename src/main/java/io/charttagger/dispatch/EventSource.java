package io.charttagger.dispatch;

/** The way an event came in. It decides the form of the answer and the time there is for it. */
public enum EventSource {
  /** {@code lambda invoke} with a dispatch as the event; IAM has decided who may. */
  DIRECT,
  /** {@code POST /dispatch} through API Gateway with a token of GitHub Actions. */
  API,
  /** {@code POST /webhook} through API Gateway and the queue. */
  QUEUE
}
