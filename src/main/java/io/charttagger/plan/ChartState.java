package io.charttagger.plan;

import io.charttagger.changelog.ReleaseNotes;
import io.charttagger.chart.ChartAt;

/**
 * One directory that a merge changed, with everything that its decision needs.
 *
 * @param directory its path from the repository's root, {@code .} for the root itself
 * @param before what it contained before the merge
 * @param after what it contains after the merge
 * @param tree the SHA of the directory's tree after the merge; an empty string when it was removed
 * @param tag the state of the tag for the chart in {@code after}
 * @param existedAtOtherParent whether another parent of the merge commit has this name and version
 *     and brings its tag; only read when the tag points at another commit and no directory that the
 *     merge changed had them before
 * @param notes the changelog chosen for this version
 */
public record ChartState(
    String directory,
    ChartAt before,
    ChartAt after,
    String tree,
    TagState tag,
    boolean existedAtOtherParent,
    ReleaseNotes notes) {

  /** A directory whose chart was removed or cannot be read. It has no tag and no changelog. */
  public static ChartState untaggable(
      String directory, ChartAt before, ChartAt after, String tree) {
    return new ChartState(
        directory, before, after, tree, new TagState.Absent(), false, ReleaseNotes.NONE);
  }
}
