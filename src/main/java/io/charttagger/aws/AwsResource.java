package io.charttagger.aws;

/**
 * An AWS resource that the function uses, in the words of its failure messages.
 *
 * @param name such as {@code lock table "locks" (setting LOCK_TABLE)}
 * @param action the IAM action that the function needs, such as {@code dynamodb:UpdateItem}
 * @param remedy what to do when the resource does not exist
 */
record AwsResource(String name, String action, String remedy) {}
