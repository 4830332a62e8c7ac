/** GitHub through hub4j and REST: reads the state, applies the steps. */
@NullMarked
package io.charttagger.github;

import org.jspecify.annotations.NullMarked;
