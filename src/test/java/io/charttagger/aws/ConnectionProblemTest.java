package io.charttagger.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/** Why AWS gave no answer, in words and not in the names of Java's classes. */
final class ConnectionProblemTest {

  static Stream<Arguments> problems() {
    return Stream.of(
        Arguments.of(
            because(new UnknownHostException("dynamodb.example\u001b: Name or service not known")),
            "its host \"dynamodb.example\\u001B\" is unknown"),
        Arguments.of(
            because(new IOException(new ConnectException("Connection refused"))),
            "it refused the connection"),
        Arguments.of(
            because(new SocketTimeoutException("Read timed out")), "it did not answer in time"),
        Arguments.of(ApiCallTimeoutException.create(9), "it did not answer in time"),
        Arguments.of(ApiCallAttemptTimeoutException.create(9), "it did not answer in time"),
        Arguments.of(AbortedException.create("interrupted"), "the call was interrupted"),
        Arguments.of(
            because(new SSLHandshakeException("PKIX path building failed")),
            "no secure connection could be made"),
        Arguments.of(
            SdkClientException.create("Unable to load credentials from any of the providers"),
            "the function has no AWS credentials"),
        Arguments.of(because(new IOException("Unexpected end of file")), "no answer"),
        Arguments.of(SdkClientException.create("something"), "no answer"));
  }

  private static SdkException because(Throwable cause) {
    return SdkClientException.create("Unable to execute HTTP request", cause);
  }

  @ParameterizedTest
  @MethodSource("problems")
  void theCauseIsNamed(SdkException failure, String words) {
    assertThat(ConnectionProblem.of(failure)).isEqualTo(words);
  }

  @Test
  void causesThatNameEachOtherAreNotFollowedForEver() {
    IOException one = new IOException("one");
    IOException other = new IOException("other", one);
    one.initCause(other);

    assertThat(ConnectionProblem.of(because(one))).isEqualTo("no answer");
  }
}
