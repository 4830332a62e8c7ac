package io.charttagger.local.gate;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.charttagger.local.LocalCloud;
import io.charttagger.local.lambda.LambdaHost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A queue that hands each message to the function, again and again until the function returns, and
 * puts it with the dead letters after too many times.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">Lambda with SQS</a>
 */
public final class LocalQueue implements AutoCloseable {
  private final LocalCloud cloud;
  private final Terms terms;
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final ExecutorService pollers;
  private final List<String> done = new ArrayList<>();
  private final List<String> deadLetters = new ArrayList<>();
  private final Phaser underWay = new Phaser(1);

  /** Empty at first. */
  LocalQueue(LocalCloud cloud, Terms terms) {
    this.cloud = cloud;
    this.terms = terms;
    this.pollers = Executors.newFixedThreadPool(terms.atOnce());
  }

  /**
   * What template.yaml sets.
   *
   * @param visibility how long after a failure a message comes again; minutes there
   * @param mostReceives {@code maxReceiveCount}
   * @param atOnce {@code MaximumConcurrency}
   */
  public record Terms(Duration visibility, int mostReceives, int atOnce) {
    /** As deployed, but for the wait: a second. */
    public static final Terms USUAL = new Terms(Duration.ofSeconds(1), 10, 2);
  }

  private record Message(String id, String body, Map<String, String> attributes) {}

  /** Takes a message in. */
  void send(String body, Map<String, String> attributes) {
    underWay.register();
    receive(new Message(UUID.randomUUID().toString(), body, attributes), 1);
  }

  /** Waits until every message is done with or dead. */
  public void awaitEmpty() {
    underWay.arriveAndAwaitAdvance();
  }

  /** What the function returned for those it is done with. */
  public synchronized List<String> done() {
    return List.copyOf(done);
  }

  /** The events of those that were given up: each is a saved event. */
  public synchronized List<String> deadLetters() {
    return List.copyOf(deadLetters);
  }

  @Override
  public void close() {
    clock.shutdownNow();
    pollers.shutdownNow();
  }

  private void receive(Message message, int count) {
    try {
      pollers.execute(() -> deliver(message, count));
    } catch (RejectedExecutionException closed) {
      underWay.arriveAndDeregister();
    }
  }

  private void deliver(Message message, int count) {
    String event = event(message, count).toString();
    switch (cloud.invoke(event)) {
      case LambdaHost.Answer.Returned(String body) -> over(done, body);
      case LambdaHost.Answer.Failed _,
          LambdaHost.Answer.Crashed _,
          LambdaHost.Answer.TimedOut _ -> {
        if (count >= terms.mostReceives()) {
          over(deadLetters, event);
        } else {
          later(message, count + 1);
        }
      }
    }
  }

  private void later(Message message, int count) {
    try {
      var _ =
          clock.schedule(
              () -> receive(message, count), terms.visibility().toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException closed) {
      underWay.arriveAndDeregister();
    }
  }

  private synchronized void over(List<String> list, String entry) {
    list.add(entry);
    underWay.arriveAndDeregister();
  }

  private static ObjectNode event(Message message, int count) {
    ObjectNode event = JsonMapper.builder().build().createObjectNode();
    ObjectNode entry = event.putArray("Records").addObject();
    entry.put("messageId", message.id()).put("receiptHandle", message.id() + "-" + count);
    entry.put("body", message.body());
    entry.putObject("attributes").put("ApproximateReceiveCount", Integer.toString(count));
    ObjectNode attributes = entry.putObject("messageAttributes");
    message
        .attributes()
        .forEach(
            (name, value) -> {
              ObjectNode attribute = attributes.putObject(name);
              attribute.put("stringValue", value);
              attribute.putArray("stringListValues");
              attribute.putArray("binaryListValues");
              attribute.put("dataType", "String");
            });
    entry.put("eventSource", "aws:sqs").put("awsRegion", "us-east-1");
    entry.put("eventSourceARN", "arn:aws:sqs:us-east-1:000000000000:chart-tagger-webhooks");
    return event;
  }
}
