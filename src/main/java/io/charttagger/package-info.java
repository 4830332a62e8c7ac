/**
 * The Lambda entry and the wiring.
 *
 * <p>Everything may be imported here; nothing imports it. {@code Wiring} creates the collaborators,
 * {@code TaggingHandler} turns an event into an answer and one log line.
 */
@NullMarked
package io.charttagger;

import org.jspecify.annotations.NullMarked;
