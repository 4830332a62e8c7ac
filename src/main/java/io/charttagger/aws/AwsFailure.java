package io.charttagger.aws;

import io.charttagger.chart.Quoted;
import io.charttagger.port.PermanentFailure;
import io.charttagger.port.StopReason;
import io.charttagger.port.TransientFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Sorts the SDK's exceptions by whether a retry can help, and says who must act. */
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
   * Throttling, timeouts, server errors and lost connections are transient; everything else that
   * AWS refuses is permanent.
   */
  static RuntimeException of(AwsResource resource, SdkException exception) {
    if (!(exception instanceof AwsServiceException answer)) {
      return unavailable(resource, ConnectionProblem.of(exception));
    }
    String code = code(answer);
    if (DENIED.contains(code)) {
      return new PermanentFailure(
          502,
          isOfSecret(resource) && says(answer, "KMS")
              ? "AWS denies the function the KMS key of the %s: the operator deploys the stack with that key as AppSecretKeyArn"
                  .formatted(resource.name())
              : "AWS denies the function %s on the %s: the operator allows it in the function's role"
                  .formatted(resource.action(), resource.name()));
    }
    if (code.equals("InvalidRequestException")
        && isOfSecret(resource)
        && says(answer, "marked for deletion")) {
      return new PermanentFailure(
          502,
          "The %s is marked for deletion: the operator restores it, or sets APP_SECRET_ID to another secret"
              .formatted(resource.name()));
    }
    if (code.equals("ResourceNotFoundException")) {
      return new PermanentFailure(
          502, "The %s does not exist: %s".formatted(resource.name(), resource.remedy()));
    }
    if (answer.isThrottlingException() || answer.statusCode() >= 500) {
      return unavailable(resource, code.isEmpty() ? "status " + answer.statusCode() : code);
    }
    return new PermanentFailure(
        502,
        "AWS refused %s on the %s (status %d, error %s); if it does not exist, %s"
            .formatted(
                resource.action(),
                resource.name(),
                answer.statusCode(),
                Quoted.of(code),
                resource.remedy()));
  }

  /** The error's code; empty when the answer has none because it did not come from AWS. */
  static String code(AwsServiceException answer) {
    return Optional.ofNullable(answer.awsErrorDetails()).map(AwsErrorDetails::errorCode).orElse("");
  }

  private static boolean isOfSecret(AwsResource resource) {
    return resource.action().startsWith("secretsmanager:");
  }

  private static boolean says(AwsServiceException answer, String words) {
    return Optional.ofNullable(answer.awsErrorDetails())
        .map(AwsErrorDetails::errorMessage)
        .filter(message -> message.contains(words))
        .isPresent();
  }

  private static TransientFailure unavailable(AwsResource resource, String why) {
    return new TransientFailure(
        StopReason.AWS,
        "The %s is unavailable at the moment (%s)".formatted(resource.name(), why),
        Duration.ZERO);
  }
}
