package io.charttagger.e2e;

import io.charttagger.local.github.RequestLog;

/**
 * The writes to tags in a log.
 *
 * @param objects requests for a tag object; one that stands already is made again without effect
 * @param refs requests for a ref
 * @param refsMade those of them that were answered as done
 * @param changes requests that move or delete a tag
 */
public record TagWrites(int objects, int refs, int refsMade, int changes) {

  /** Counts them. */
  public static TagWrites in(RequestLog log) {
    return new TagWrites(
        log.matching(it -> it.is("POST", "/git/tags")).size(),
        log.matching(it -> it.is("POST", "/git/refs")).size(),
        log.matching(it -> it.is("POST", "/git/refs") && it.status() == 201).size(),
        log.matching(it -> it.path().contains("/git/refs/tags/") && !it.isRead()).size());
  }
}
