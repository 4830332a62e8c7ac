package io.charttagger.plan;

/**
 * Something that the report mentions and that does not fail the run.
 *
 * @param chart the chart, or its directory; empty when the warning concerns the whole run
 * @param code a stable, machine-readable word
 * @param message a sentence for people
 */
public record Warning(String chart, String code, String message) {}
