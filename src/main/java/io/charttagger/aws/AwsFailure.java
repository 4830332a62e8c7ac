package io.charttagger.aws;

import io.charttagger.chart.Quoted;
import io.charttagger.port.PermanentFailure;
import io.charttagger.port.TransientFailure;
import java.time.Duration;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Sorts what the SDK throws by whether asking again helps, and says who must act. */
final class AwsFailure {
  private static final Set<String> DENIED =
      Set.of(
          "AccessDeniedException",
          "AccessDenied",
          "UnrecognizedClientException",
          "InvalidSignatureException",
          "ExpiredTokenException",
          "MissingAuthenticationToken",
          "MissingAuthenticationTokenException");

  private AwsFailure() {}

  /**
   * What was asked of whom.
   *
   * @param name such as {@code the lock table "locks" (setting LOCK_TABLE)}
   * @param action the IAM action, such as {@code dynamodb:UpdateItem}
   * @param whenMissing what to do when there is no such thing
   */
  record Asked(String name, String action, String whenMissing) {}

  /** Refusals last; throttling, timeouts, server errors and lost connections pass. */
  static RuntimeException of(Asked asked, SdkException exception) {
    if (!(exception instanceof AwsServiceException answer)) {
      return passing(asked, exception);
    }
    String code = answer.awsErrorDetails() == null ? "" : answer.awsErrorDetails().errorCode();
    if (DENIED.contains(code)) {
      return new PermanentFailure(
          502,
          "AWS denies the function "
              + asked.action()
              + " on "
              + asked.name()
              + ": allow that in the function's role");
    }
    if ("ResourceNotFoundException".equals(code)) {
      return new PermanentFailure(
          502, "AWS knows nothing of " + asked.name() + ": " + asked.whenMissing());
    }
    if (answer.isThrottlingException() || answer.statusCode() >= 500) {
      return passing(asked, exception);
    }
    return new PermanentFailure(
        502,
        "AWS refused "
            + asked.action()
            + " on "
            + asked.name()
            + " with "
            + Quoted.of(code)
            + ": "
            + asked.whenMissing());
  }

  private static TransientFailure passing(Asked asked, SdkException exception) {
    return new TransientFailure(
        "AWS did not answer in time for " + asked.name() + " (" + kindOf(exception) + ")",
        Duration.ZERO);
  }

  private static String kindOf(SdkException exception) {
    return exception instanceof AwsServiceException answer && answer.awsErrorDetails() != null
        ? answer.awsErrorDetails().errorCode()
        : exception.getClass().getSimpleName();
  }
}
