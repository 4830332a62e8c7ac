package io.charttagger.changelog;

import java.util.List;

/**
 * The changelog of one version: Markdown as its author wrote it, without control characters.
 *
 * @param text the text without the version's heading; empty when no source had any
 * @param warnings notes about its source, for the report
 * @param isWritten whether somebody wrote it for this version: subjects of commits are no changelog
 */
public record ReleaseNotes(String text, List<String> warnings, boolean isWritten) {
  /** No changelog from any source. */
  public static final ReleaseNotes NONE = new ReleaseNotes("", List.of(), false);

  /** One that somebody wrote. */
  public ReleaseNotes(String text, List<String> warnings) {
    this(text, warnings, true);
  }

  /** Copies the warnings. */
  public ReleaseNotes {
    warnings = List.copyOf(warnings);
  }
}
