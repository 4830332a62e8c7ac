package io.charttagger;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.charttagger.dispatch.EventSource;
import io.charttagger.report.Report;
import io.charttagger.report.ReportJson;

/**
 * A report in the form that the caller expects.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">HTTP
 *     API responses</a>
 */
final class LambdaResponse {
  private LambdaResponse() {}

  /**
   * The function's result.
   *
   * @throws AskAgain for a queue's message, so that the queue delivers it again
   */
  static ObjectNode to(EventSource door, Report report) {
    return switch (door) {
      case DIRECT -> ReportJson.of(report);
      case API -> http(report);
      case QUEUE -> {
        if (report.outcome().askAgain()) {
          throw new AskAgain(report);
        }
        yield ReportJson.facts(report);
      }
    };
  }

  private static ObjectNode http(Report report) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("statusCode", report.outcome().status());
    ObjectNode headers = answer.putObject("headers");
    headers.put("content-type", "application/json; charset=utf-8");
    headers.put("cache-control", "no-store");
    if (report.outcome().askAgain()) {
      // Whole seconds, rounded up: sooner would be in vain.
      long seconds = report.outcome().retryAfter().plusMillis(999).toSeconds();
      headers.put("retry-after", String.valueOf(seconds));
    }
    answer.put("body", ReportJson.write(ReportJson.of(report)));
    answer.put("isBase64Encoded", false);
    return answer;
  }

  /** Tells SQS that the message is not done with. */
  static final class AskAgain extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AskAgain(Report report) {
      super(ReportJson.word(report.outcome()) + ": " + report.message(), null, false, false);
    }
  }
}
