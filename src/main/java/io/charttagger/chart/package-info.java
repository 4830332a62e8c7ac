/**
 * The vocabulary, pure: names, versions, {@code Chart.yaml}, lineage, and the values of git.
 *
 * <p>May enter: a value with its {@code parse}, a parser of foreign text with its limits. It
 * imports its parsers and no other room.
 */
@NullMarked
package io.charttagger.chart;

import org.jspecify.annotations.NullMarked;
