/** What a deployment and a repository set, read and checked. */
@NullMarked
package io.charttagger.settings;

import org.jspecify.annotations.NullMarked;
