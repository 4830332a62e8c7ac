package io.charttagger;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.charttagger.aws.AwsClients;
import io.charttagger.dispatch.Event;
import io.charttagger.dispatch.EventSource;
import io.charttagger.dispatch.Rejection;
import io.charttagger.github.http.HttpConnector;
import io.charttagger.port.Budget;
import io.charttagger.port.MeasuredSleeper;
import io.charttagger.port.Sleeper;
import io.charttagger.report.LogLine;
import io.charttagger.report.Report;
import io.charttagger.report.ReportJson;
import io.charttagger.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.Security;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * The Lambda handler. Every event is answered with a report, which is also logged as one line of
 * JSON, with the event's metrics; so are the runs that are parts of an action, without metrics.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/java-handler.html">Lambda function
 *     handler in Java</a>
 */
public final class TaggingHandler implements RequestStreamHandler {
  // A snapshot lives for weeks but addresses change: a cached one would cause an outage.
  static {
    Security.setProperty("networkaddress.cache.ttl", "5");
  }

  private final Wiring wiring;

  /**
   * Reads the settings and builds the function.
   *
   * @throws IllegalArgumentException naming the setting that is missing or wrong
   */
  public TaggingHandler() {
    this(new Wiring(Settings.from(System.getenv()), AwsClients.ofLambda(), HttpConnector.client()));
    SnapStartHooks.register(Warmup::run);
  }

  TaggingHandler(Wiring wiring) {
    this.wiring = wiring;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    output.write(
        answer(
            input.readAllBytes(),
            new Invoked(
                context.getFunctionName(),
                context.getFunctionVersion(),
                context.getRemainingTimeInMillis()),
            context.getLogger()::log));
  }

  /**
   * What Lambda says of an invocation.
   *
   * @param function the function's name
   * @param version its version
   * @param millisLeft until Lambda ends it
   */
  record Invoked(String function, String version, int millisLeft) {}

  /**
   * What the event is answered with.
   *
   * @param log takes lines, each with its line end
   */
  byte[] answer(byte[] bytes, Invoked invoked, Consumer<String> log) {
    Instant start = wiring.clock().instant();
    MeasuredSleeper sleeper = new MeasuredSleeper(Sleeper.ASLEEP, wiring.clock());
    EventSource source = EventSource.DIRECT;
    Report report;
    try {
      Event event = Event.parse(bytes);
      source = event.source();
      Budget budget = wiring.budget(source, invoked.millisLeft(), sleeper);
      report = wiring.actions().run(event, budget, part -> log(ReportJson.facts(part), log));
    } catch (Rejection rejection) {
      report = wiring.rejected(rejection);
    }
    log(
        LogLine.of(
            report,
            new LogLine.Invocation(
                invoked.function(),
                invoked.version(),
                start,
                sleeper.waited(),
                source == EventSource.QUEUE)),
        log);
    return ReportJson.write(LambdaResponse.to(source, report)).getBytes(StandardCharsets.UTF_8);
  }

  private static void log(ObjectNode line, Consumer<String> log) {
    log.accept(ReportJson.write(line) + "\n");
  }
}
