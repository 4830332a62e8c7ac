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
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;

/** Answers that did not come from AWS itself, but from something in between. */
final class AwsFailureTest {
  private static final AwsResource TABLE =
      new AwsResource("lock table \"t\"", "dynamodb:UpdateItem", "create it");
  private static final AwsResource SECRET =
      new AwsResource("secret \"s\"", "secretsmanager:GetSecretValue", "create it");

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

  @Test
  void aSecretWhoseKeyIsDeniedNeedsTheKeyAndNotTheRole() {
    assertThat(
            AwsFailure.of(SECRET, answer("AccessDeniedException", "Access to KMS is not allowed")))
        .hasMessage(
            "AWS denies the function the KMS key of the secret \"s\": the operator deploys the stack with that key as AppSecretKeyArn");
    assertThat(
            AwsFailure.of(TABLE, answer("AccessDeniedException", "Access to KMS is not allowed")))
        .hasMessage(
            "AWS denies the function dynamodb:UpdateItem on the lock table \"t\": the operator allows it in the function's role");
    assertThat(AwsFailure.of(SECRET, answer("AccessDeniedException", "not authorized")))
        .hasMessage(
            "AWS denies the function secretsmanager:GetSecretValue on the secret \"s\": the operator allows it in the function's role");
  }

  @Test
  void aSecretThatIsMarkedForDeletionIsRestored() {
    String marked =
        "You can't perform this operation on the secret because it was marked for deletion.";
    assertThat(AwsFailure.of(SECRET, answer("InvalidRequestException", marked)))
        .isInstanceOf(PermanentFailure.class)
        .hasMessage(
            "The secret \"s\" is marked for deletion: the operator restores it, or sets APP_SECRET_ID to another secret");
    assertThat(AwsFailure.of(SECRET, answer("InvalidRequestException", "")))
        .hasMessageStartingWith("AWS refused secretsmanager:GetSecretValue on the secret \"s\"");
    assertThat(AwsFailure.of(TABLE, answer("InvalidRequestException", marked)))
        .hasMessageStartingWith("AWS refused dynamodb:UpdateItem on the lock table \"t\"");
  }

  private static SdkException answer(String code, String message) {
    return SecretsManagerException.builder()
        .statusCode(400)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(message).build())
        .build();
  }

  private static SdkException answer(int status) {
    return DynamoDbException.builder()
        .statusCode(status)
        .awsErrorDetails(AwsErrorDetails.builder().build())
        .build();
  }
}
