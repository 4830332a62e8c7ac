/**
 * The AWS services that the function calls, on this machine: DynamoDB and Secrets Manager, each
 * behind an endpoint that can be made to fail. What calls the function is in {@code local.gate},
 * what runs it in {@code local.lambda}.
 */
@NullMarked
package io.charttagger.local.aws;

import org.jspecify.annotations.NullMarked;
