/**
 * A stand-in for GitHub and AWS on the loopback interface, for the dispatches that are run before a
 * snapshot.
 *
 * <p>May enter: a canned answer, an event, what it takes to speak TLS and HTTP/2. No rule of ours,
 * no type of another room: the real code must not notice with whom it speaks.
 */
@NullMarked
package io.charttagger.warmup;

import org.jspecify.annotations.NullMarked;
