/** AWS: leases in DynamoDB, the App's credentials from Secrets Manager. */
@NullMarked
package io.charttagger.aws;

import org.jspecify.annotations.NullMarked;
