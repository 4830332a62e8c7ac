package io.charttagger.aws;

import io.charttagger.chart.Quoted;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/** Why AWS gave no answer, for the one who is called at night. */
final class ConnectionProblem {
  private ConnectionProblem() {}

  /** In a few words, from the exception or one of its causes. */
  static String of(SdkException failure) {
    return Stream.<Throwable>iterate(
            failure, problem -> problem != null, problem -> problem.getCause())
        .limit(20)
        .flatMap(problem -> words(problem).stream())
        .findFirst()
        .orElse("no answer");
  }

  private static Optional<String> words(Throwable problem) {
    return switch (problem) {
      case UnknownHostException unknown ->
          Optional.of("its host %s is unknown".formatted(Quoted.of(host(unknown))));
      case ConnectException _ -> Optional.of("it refused the connection");
      case SocketTimeoutException _ -> Optional.of("it did not answer in time");
      case ApiCallAttemptTimeoutException _ -> Optional.of("it did not answer in time");
      case ApiCallTimeoutException _ -> Optional.of("it did not answer in time");
      case AbortedException _ -> Optional.of("the call was interrupted");
      case SSLException _ -> Optional.of("no secure connection could be made");
      default ->
          String.valueOf(problem.getMessage()).startsWith("Unable to load credentials")
              ? Optional.of("the function has no AWS credentials")
              : Optional.empty();
    };
  }

  private static String host(UnknownHostException unknown) {
    return String.valueOf(unknown.getMessage()).replaceFirst(":.*", "");
  }
}
