package io.charttagger.local.github;

/**
 * What somebody proposes.
 *
 * @param head the branch, or {@code owner:branch} for one of a fork
 * @param base the branch that it is to go into
 */
public record PullRequestDraft(String title, String body, String head, String base) {}
