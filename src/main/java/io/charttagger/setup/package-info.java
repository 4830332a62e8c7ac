/**
 * Checks how a deployment and a repository are set up, point by point, over the ports: what works,
 * what does not, and who does what about it.
 *
 * <p>May enter: a point and how it is judged. Nothing here writes, but for one lease of its own
 * that proves that the lock table can be changed.
 */
@NullMarked
package io.charttagger.setup;

import org.jspecify.annotations.NullMarked;
