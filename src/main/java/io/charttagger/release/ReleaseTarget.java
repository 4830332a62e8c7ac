package io.charttagger.release;

import java.util.regex.Pattern;

/**
 * Where a release pull request is, and what it merges into what.
 *
 * @param page the repository's page
 * @param head the branch that it merges
 * @param base the branch that it merges into
 */
public record ReleaseTarget(RepositoryPage page, String head, String base) {
  // What a shell takes as it is.
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]*");

  /** How a person moves the base branch forward without a merge commit. */
  String fastForward() {
    return PLAIN.matcher(head).matches() && PLAIN.matcher(base).matches()
        ? "`git fetch origin && git push origin origin/%s:refs/heads/%s`".formatted(head, base)
        : "push the head of %s to %s"
            .formatted(QuotedMarkdown.code(head), QuotedMarkdown.code(base));
  }
}
