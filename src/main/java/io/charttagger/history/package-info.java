/** Reads the state of a repository over its port. */
@NullMarked
package io.charttagger.history;

import org.jspecify.annotations.NullMarked;
