package io.charttagger.release;

import io.charttagger.chart.Attestation;
import io.charttagger.chart.ChartName;
import io.charttagger.chart.ChartVersion;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.TagName;
import io.charttagger.plan.ChartRef;
import io.charttagger.plan.Release;
import io.charttagger.plan.Upgrade;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One entry of the release pull request.
 *
 * @param chart the chart
 * @param version its version
 * @param tag the tag of that version
 * @param commit the commit that the tag points at
 * @param sourcePullRequest the number of its source pull request
 * @param place where the chart is and what it was; unknown of entries that an earlier version
 *     listed, or that a long list had no space for
 * @param lineage its attestations
 * @param changelog its changelog as shown in the body: a quoted Markdown block, or an empty string
 *     when there is none; an empty Optional when an earlier body had no space for it
 */
public record ReleaseEntry(
    ChartName chart,
    ChartVersion version,
    TagName tag,
    CommitSha commit,
    Optional<Integer> sourcePullRequest,
    Place place,
    List<Attestation> lineage,
    Optional<String> changelog) {

  // As commits announce it, `feat(web)!: …`, or in words.
  private static final Pattern BREAKING =
      Pattern.compile(
          "(?<!non-)(?<!non)(?<!not )(?<!no )(?<![a-z])breaking(?![a-z])(?! news)"
              + "|^[> \\t*-]*[a-z]+(?:\\([^)\\n]{0,100}\\))?!:",
          Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

  /** Copies the lineage. */
  public ReleaseEntry {
    lineage = List.copyOf(lineage);
  }

  /**
   * Where a chart is and what it was.
   *
   * @param directory its directory, from the repository's root
   * @param previousVersion the version that it had before, if it had another one
   * @param upgrade what else its users get
   */
  public record Place(
      Optional<String> directory, Optional<ChartVersion> previousVersion, Upgrade upgrade) {
    static final Place UNKNOWN = new Place(Optional.empty(), Optional.empty(), Upgrade.NONE);
  }

  /** The entry for a tag that this run created or found on its commit. */
  public static ReleaseEntry of(ChartRef subject, Release release) {
    return of(subject, release, Optional.of(QuotedMarkdown.block(release.changelog())));
  }

  /** The same, when there is no space for its changelog. */
  public static ReleaseEntry withoutChangelog(ChartRef subject, Release release) {
    return of(subject, release, Optional.empty());
  }

  private static ReleaseEntry of(ChartRef subject, Release release, Optional<String> changelog) {
    return new ReleaseEntry(
        ChartName.parse(subject.chart()),
        subject.version().orElseThrow(),
        release.tag().name(),
        subject.commit(),
        subject.sourcePullRequest(),
        new Place(Optional.of(subject.directory()), subject.previousVersion(), release.upgrade()),
        release.lineage(),
        changelog);
  }

  ReleaseEntry withoutChangelog() {
    return new ReleaseEntry(
        chart, version, tag, commit, sourcePullRequest, place, lineage, Optional.empty());
  }

  /** True when both are about the same tag on the same commit. */
  boolean isSameTag(ReleaseEntry other) {
    return tag.equals(other.tag) && commit.equals(other.commit);
  }

  /** Why its users should read its changelog before they upgrade, if they should. */
  Optional<String> alert() {
    return place.previousVersion().filter(before -> before.isOfLowerMajorThan(version)).isPresent()
        ? Optional.of("major version")
        : changelog.filter(text -> BREAKING.matcher(text).find()).map(_ -> "breaking change");
  }
}
