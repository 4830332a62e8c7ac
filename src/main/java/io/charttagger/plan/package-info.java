/**
 * The decision, pure: the state of a repository in, the plan of tags out. Start reading at {@code
 * Planner}.
 *
 * <p>May enter: a rule of the outcome table, a warning. It imports the vocabulary and the
 * changelogs; it reads, writes and waits for nothing.
 */
@NullMarked
package io.charttagger.plan;

import org.jspecify.annotations.NullMarked;
