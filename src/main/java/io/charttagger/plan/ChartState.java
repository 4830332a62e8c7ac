package io.charttagger.plan;

import io.charttagger.changelog.ReleaseNotes;
import io.charttagger.chart.ChartAt;

/**
 * One directory that a merge changed, with all that its decision needs.
 *
 * @param directory its path from the repository's root, {@code .} for the root itself
 * @param before what it held at the state before the merge
 * @param after what it holds at the merge
 * @param tree the SHA of the directory's tree at the merge; empty text when it is gone
 * @param tag what stands under the name of the tag that {@code after} asks for
 * @param stoodAtOtherParent whether another parent of the merge commit brings this name and version
 *     with its tag; only asked when the tag is on another commit
 * @param notes the changelog chosen for this version
 */
public record ChartState(
    String directory,
    ChartAt before,
    ChartAt after,
    String tree,
    TagState tag,
    boolean stoodAtOtherParent,
    ReleaseNotes notes) {

  /**
   * A directory whose chart is gone, or cannot be read: neither a tag nor a changelog to look for.
   */
  public static ChartState untaggable(
      String directory, ChartAt before, ChartAt after, String tree) {
    return new ChartState(
        directory, before, after, tree, new TagState.Absent(), false, ReleaseNotes.NONE);
  }
}
