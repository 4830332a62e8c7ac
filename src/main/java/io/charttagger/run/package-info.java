/** The story: receive, admit, lock, read, plan, apply, release, clean up, report. */
@NullMarked
package io.charttagger.run;

import org.jspecify.annotations.NullMarked;
