/**
 * The adapter to AWS: leases and rate limits in one DynamoDB table, the App's credentials from
 * Secrets Manager.
 *
 * <p>May enter: an attribute of an item, a client. The SDK's types never leave; rules of tagging
 * never enter.
 */
@NullMarked
package io.charttagger.aws;

import org.jspecify.annotations.NullMarked;
