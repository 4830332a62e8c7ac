package io.charttagger.changelog;

import java.util.List;

/**
 * The changelog of one version: Markdown as its author wrote it, cleaned of control characters.
 *
 * @param text the text without the version's heading; empty when no source had any
 * @param warnings what the reader of the report should know of its origin
 */
public record ReleaseNotes(String text, List<String> warnings) {
  /** No changelog from any source. */
  public static final ReleaseNotes NONE = new ReleaseNotes("", List.of());

  /** Copies the warnings. */
  public ReleaseNotes {
    warnings = List.copyOf(warnings);
  }
}
