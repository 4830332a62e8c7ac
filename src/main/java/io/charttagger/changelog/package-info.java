/** Changelogs and where they come from, pure. */
@NullMarked
package io.charttagger.changelog;

import org.jspecify.annotations.NullMarked;
