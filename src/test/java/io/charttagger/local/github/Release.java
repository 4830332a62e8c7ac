package io.charttagger.local.github;

/**
 * A release as the server holds it.
 *
 * @param target the branch or commit that was sent, whatever the tag points at
 * @param latest whether it was made the latest one
 */
public record Release(
    long id,
    String tag,
    String target,
    Texts texts,
    boolean draft,
    boolean prerelease,
    boolean latest) {

  /** What people read. */
  public record Texts(String name, String body) {}
}
