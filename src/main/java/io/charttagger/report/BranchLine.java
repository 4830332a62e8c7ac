package io.charttagger.report;

/**
 * One merged branch in a report.
 *
 * @param name the branch
 * @param result what came of it
 * @param message a sentence for people: why
 */
public record BranchLine(String name, BranchResult result, String message) {}
