/**
 * Who asks, and may they: Lambda events become a {@code Dispatch} and a {@code Caller}, admitted or
 * rejected.
 *
 * <p>May enter: a new event source, a rule of admission. It imports the vocabulary only, because
 * who may ask is decided before GitHub or AWS is touched.
 */
@NullMarked
package io.charttagger.dispatch;

import org.jspecify.annotations.NullMarked;
