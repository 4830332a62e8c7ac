/** The decision, pure: the state of a repository in, the plan of tags out. */
@NullMarked
package io.charttagger.plan;

import org.jspecify.annotations.NullMarked;
