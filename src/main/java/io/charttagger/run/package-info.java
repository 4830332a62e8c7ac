/**
 * The story of one dispatch: receive, admit, lock, read, plan, apply, release, clean up, report.
 * Start reading at {@code TaggingRun}; {@code Actions} lists what can be asked for.
 *
 * <p>May enter: a line of the story, and what it needs to be repeatable after a crash. It imports
 * ports and the pure rooms, and no adapter.
 */
@NullMarked
package io.charttagger.run;

import org.jspecify.annotations.NullMarked;
