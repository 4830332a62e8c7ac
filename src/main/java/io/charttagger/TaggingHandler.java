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
 * The Lambda handler. Every event is answered with a report, which is also logged as one line of
 * JSON; so are the runs that are parts of an action.
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
      answer(EventSource.DIRECT, wiring.rejected(rejection), output, context);
      return;
    }
    Budget budget = wiring.budget(event.source(), context.getRemainingTimeInMillis());
    Report report = wiring.actions().run(event, budget, part -> log(part, context));
    answer(event.source(), report, output, context);
  }

  private static void log(Report report, Context context) {
    context.getLogger().log(ReportJson.write(ReportJson.facts(report)) + "\n");
  }

  private static void answer(
      EventSource source, Report report, OutputStream output, Context context) throws IOException {
    log(report, context);
    output.write(
        ReportJson.write(LambdaResponse.to(source, report)).getBytes(StandardCharsets.UTF_8));
  }
}
