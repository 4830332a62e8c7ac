/**
 * The main job, which {@code mvn} without arguments runs: the packaged function on made-up charts
 * or on a real repository, shown to a person; start reading at {@link
 * io.charttagger.local.job.MainJob}. It may import every other part, and no part imports it.
 */
@NullMarked
package io.charttagger.local.job;

import org.jspecify.annotations.NullMarked;
