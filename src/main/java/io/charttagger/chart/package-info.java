/**
 * The vocabulary of charts, pure: names, versions, tags, and the parsers of what a chart says of
 * itself.
 */
@NullMarked
package io.charttagger.chart;

import org.jspecify.annotations.NullMarked;
