/**
 * The texts of the release pull request and of GitHub Releases, pure.
 *
 * <p>May enter: what that text shows, and what machines read in it. It imports the vocabulary and
 * the plan.
 */
@NullMarked
package io.charttagger.release;

import org.jspecify.annotations.NullMarked;
