package io.charttagger;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.charttagger.dispatch.Event;
import io.charttagger.dispatch.EventSource;
import io.charttagger.dispatch.Rejection;
import io.charttagger.port.Budget;
import io.charttagger.report.Report;
import io.charttagger.report.ReportJson;
import io.charttagger.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.Security;

/**
 * The Lambda entry: event in, answer out. Every event gets one JSON line in the log, its report.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/java-handler.html">Lambda function
 *     handler in Java</a>
 */
public final class TaggingHandler implements RequestStreamHandler {
  // A snapshot lives for weeks, addresses do not: cached ones have caused outages.
  static {
    Security.setProperty("networkaddress.cache.ttl", "5");
  }

  private final Wiring wiring;

  /**
   * Reads the settings and wires the function.
   *
   * @throws IllegalArgumentException naming the setting that is missing or wrong
   */
  public TaggingHandler() {
    this(new Wiring(Settings.from(System.getenv())));
  }

  TaggingHandler(Wiring wiring) {
    this.wiring = wiring;
    SnapStartHooks.register(new Warmup(wiring));
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    byte[] bytes = input.readAllBytes();
    Event event;
    try {
      event = Event.parse(bytes);
    } catch (Rejection rejection) {
      answer(EventSource.DIRECT, wiring.rejected(rejection), new Exchange(output, context));
      return;
    }
    Budget budget = wiring.budget(event.door(), context.getRemainingTimeInMillis());
    Report report = wiring.run().run(event, budget);
    answer(event.door(), report, new Exchange(output, context));
  }

  private static void answer(EventSource door, Report report, Exchange exchange)
      throws IOException {
    exchange.context().getLogger().log(ReportJson.write(ReportJson.facts(report)) + "\n");
    exchange
        .output()
        .write(ReportJson.write(LambdaResponse.to(door, report)).getBytes(StandardCharsets.UTF_8));
  }

  /** Where the answer and the log line go. */
  private record Exchange(OutputStream output, Context context) {}
}
