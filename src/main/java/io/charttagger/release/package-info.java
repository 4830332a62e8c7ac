/** The texts of the release pull request, pure. */
@NullMarked
package io.charttagger.release;

import org.jspecify.annotations.NullMarked;
