package io.charttagger.port;

/** What came of creating the release of a tag. */
public sealed interface ReleaseCreation {
  /**
   * It is published.
   *
   * @param url its page
   */
  record Created(String url) implements ReleaseCreation {}

  /** The tag has a release already, which is to be read. */
  record Exists() implements ReleaseCreation {}

  /**
   * The forge does not find what it needs: its replicas lag, or it shows a missing permission that
   * way. A retry tells which.
   *
   * @param reason who must do what when a retry does not help
   */
  record NotFound(String reason) implements ReleaseCreation {}

  /**
   * The forge refuses it for good.
   *
   * @param reason who must do what
   */
  record Refused(String reason) implements ReleaseCreation {}
}
