/**
 * Who asks, and may they: Lambda events become a {@code Dispatch} and a {@code Caller}, admitted or
 * rejected.
 */
@NullMarked
package io.charttagger.dispatch;

import org.jspecify.annotations.NullMarked;
