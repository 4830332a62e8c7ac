package io.charttagger.release;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a release pull request is, and what it merges into what.
 *
 * @param page the repository's page
 * @param head the branch that it merges
 * @param base the branch that it merges into
 * @param readme the page that tells who wrote it
 */
public record ReleaseTarget(
    RepositoryPage page, String head, String base, Optional<String> readme) {
  // What a shell takes as it is.
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]*");

  /** Who wrote it. */
  String author() {
    return readme.map("[Chart Tagger](%s)"::formatted).orElse("Chart Tagger");
  }

  /** How a person moves the base branch forward without a merge commit. */
  String fastForward() {
    return PLAIN.matcher(head).matches() && PLAIN.matcher(base).matches()
        ? "`git fetch origin && git push origin origin/%s:refs/heads/%s`".formatted(head, base)
        : "push the head of %s to %s"
            .formatted(QuotedMarkdown.code(head), QuotedMarkdown.code(base));
  }
}
