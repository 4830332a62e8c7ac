package io.charttagger.plan;

import io.charttagger.changelog.ReleaseNotes;
import io.charttagger.chart.ChartAt;
import java.util.Optional;

/**
 * One directory that a merge changed, or that alone keeps a version which two directories had, with
 * everything that its decision needs.
 *
 * @param directory its path from the repository's root, {@code .} for the root itself
 * @param before what it contained before the merge
 * @param after what it contains after the merge
 * @param tree the SHA of the directory's tree after the merge; an empty string when it was removed
 * @param tag the state of the tag for the chart in {@code after}
 * @param existedEarlier whether this name and version existed earlier although no directory that
 *     the merge changed had them before: another parent of the merge commit brings the tag, or the
 *     directory was unreadable before and an ancestor has the tag; only read when the tag points at
 *     another commit
 * @param notes the changelog chosen for this version
 * @param former the chart of the same name that the merge replaced, here or elsewhere
 * @param isChanged whether the merge changed it; one that it did not change has a row only when its
 *     version is tagged on the merge, or has no tag
 */
public record ChartState(
    String directory,
    ChartAt before,
    ChartAt after,
    String tree,
    TagState tag,
    boolean existedEarlier,
    ReleaseNotes notes,
    Optional<Former> former,
    boolean isChanged) {

  /** A directory that the merge changed, and whose chart is new. */
  public ChartState(
      String directory,
      ChartAt before,
      ChartAt after,
      String tree,
      TagState tag,
      boolean existedEarlier,
      ReleaseNotes notes) {
    this(directory, before, after, tree, tag, existedEarlier, notes, Optional.empty(), true);
  }

  /** A directory whose chart was removed or cannot be read. It has no tag and no changelog. */
  public static ChartState untaggable(
      String directory, ChartAt before, ChartAt after, String tree) {
    return new ChartState(
        directory, before, after, tree, new TagState.Absent(), false, ReleaseNotes.NONE);
  }
}
