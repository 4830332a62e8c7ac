package io.charttagger.plan;

/**
 * Something that the reader of a report should know, and that fails nothing.
 *
 * @param chart the chart it is about, or its directory; empty when it is about the whole run
 * @param code a stable word for machines
 * @param message a sentence for people
 */
public record Warning(String chart, String code, String message) {}
