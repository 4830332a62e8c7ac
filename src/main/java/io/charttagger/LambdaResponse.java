package io.charttagger;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.charttagger.dispatch.EventSource;
import io.charttagger.report.Report;
import io.charttagger.report.ReportJson;

/**
 * The report in the format that the event source expects.
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
   * @throws RetryLaterException for a queue message that has to be delivered again
   */
  static ObjectNode to(EventSource source, Report report) {
    return switch (source) {
      case DIRECT -> ReportJson.of(report);
      case API -> http(report);
      case QUEUE -> {
        if (report.outcome().shouldRetry()) {
          throw new RetryLaterException(report);
        }
        yield ReportJson.facts(report);
      }
    };
  }

  private static ObjectNode http(Report report) {
    ObjectNode response = JsonNodeFactory.instance.objectNode();
    response.put("statusCode", report.outcome().status());
    ObjectNode headers = response.putObject("headers");
    headers.put("content-type", "application/json; charset=utf-8");
    headers.put("cache-control", "no-store");
    if (report.outcome().shouldRetry()) {
      // Whole seconds, rounded up: an earlier retry would fail.
      long seconds = report.outcome().retryAfter().plusMillis(999).toSeconds();
      headers.put("retry-after", String.valueOf(seconds));
    }
    response.put("body", ReportJson.write(ReportJson.of(report)));
    response.put("isBase64Encoded", false);
    return response;
  }

  /** Makes SQS deliver the message again. */
  static final class RetryLaterException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RetryLaterException(Report report) {
      super(ReportJson.word(report.outcome()) + ": " + report.message(), null, false, false);
    }
  }
}
