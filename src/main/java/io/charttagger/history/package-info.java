/**
 * Reads the state of a repository over the port {@code Repository}: a push is cut into its merges,
 * the changed charts of each are found, with their tags, source pull requests and changelogs. Start
 * reading at {@code StateReader}.
 *
 * <p>May enter: a rule of how a history is read. No type of GitHub or HTTP does, so the tests run
 * over a map of commits, in milliseconds.
 */
@NullMarked
package io.charttagger.history;

import org.jspecify.annotations.NullMarked;
