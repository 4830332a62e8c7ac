/**
 * What the story needs of a forge, of locks and of time, in our types.
 *
 * <p>May enter: a primitive that every forge or lock table has, a failure. Rules do not: they are
 * written over these, in {@code history}, {@code plan} and {@code run}.
 */
@NullMarked
package io.charttagger.port;

import org.jspecify.annotations.NullMarked;
