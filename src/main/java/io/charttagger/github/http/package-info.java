/**
 * Requests to GitHub: one at a time on the wire, retried, within the rate limits, each answer
 * checked.
 */
@NullMarked
package io.charttagger.github.http;

import org.jspecify.annotations.NullMarked;
