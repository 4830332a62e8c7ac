package io.charttagger.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.charttagger.port.PermanentFailure;
import io.charttagger.port.StopReason;
import io.charttagger.port.TransientFailure;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** Answers that did not come from AWS itself, but from something in between. */
final class AwsFailureTest {
  private static final AwsResource TABLE =
      new AwsResource("lock table \"t\"", "dynamodb:UpdateItem", "create it");

  @Test
  void aRefusalWithoutACodeIsPermanentAndSaysItsStatus() {
    assertThat(AwsFailure.of(TABLE, answer(403)))
        .isInstanceOf(PermanentFailure.class)
        .hasMessage(
            "AWS refused dynamodb:UpdateItem on the lock table \"t\" (status 403, error \"\");"
                + " if it does not exist, create it");
  }

  @Test
  void aServerErrorWithoutACodeIsTransient() {
    assertThat(AwsFailure.of(TABLE, answer(502)))
        .isInstanceOf(TransientFailure.class)
        .hasMessage("The lock table \"t\" is unavailable at the moment (status 502)")
        .asInstanceOf(type(TransientFailure.class))
        .extracting(TransientFailure::reason)
        .isEqualTo(StopReason.AWS);
  }

  private static SdkException answer(int status) {
    return DynamoDbException.builder()
        .statusCode(status)
        .awsErrorDetails(AwsErrorDetails.builder().build())
        .build();
  }
}
