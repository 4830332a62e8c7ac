package io.charttagger.report;

/**
 * One spent branch in a report.
 *
 * @param name the branch
 * @param outcome {@code deleted}, {@code kept}, {@code missing}
 * @param message a sentence for people: why
 */
public record BranchLine(String name, String outcome, String message) {}
