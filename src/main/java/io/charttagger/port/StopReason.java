package io.charttagger.port;

/** What stopped an attempt of a run, when a later attempt can continue. */
public enum StopReason {
  /** The time of one attempt is used up. */
  TIME,
  /** GitHub's rate limits, met or about to be met. */
  RATE_LIMIT,
  /** GitHub failed, was slow, or gave an answer that cannot be right. */
  GITHUB,
  /** AWS throttled, failed or was slow. */
  AWS,
  /** Another run of the repository has the lease. */
  ANOTHER_RUN
}
