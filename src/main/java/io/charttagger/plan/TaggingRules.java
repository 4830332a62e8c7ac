package io.charttagger.plan;

import io.charttagger.chart.ChartVersion;
import io.charttagger.chart.TagFormat;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the settings at a merge's commit say of its tags.
 *
 * @param tagFormat how tags are named
 * @param requireLineage whether a chart without attestations is left untagged
 * @param requireChangelog whether a chart is left untagged for whose version nobody wrote a
 *     changelog
 * @param skipPrereleases whether versions with a pre-release part are left untagged
 * @param lineageAuthors whose pull requests may bring lineage, in lower case; empty means anybody's
 */
public record TaggingRules(
    TagFormat tagFormat,
    boolean requireLineage,
    boolean requireChangelog,
    boolean skipPrereleases,
    Set<String> lineageAuthors) {
  /** Where nothing is set. */
  public static final TaggingRules DEFAULT =
      new TaggingRules(TagFormat.DEFAULT, false, false, false, Set.of());

  /** Copies the authors. */
  public TaggingRules {
    // In order, because saved work names its settings.
    lineageAuthors =
        Collections.unmodifiableSortedSet(
            lineageAuthors.stream()
                .map(author -> author.toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  /** The same, with lineage required or not. */
  public TaggingRules requiringLineage(boolean required) {
    return new TaggingRules(tagFormat, required, requireChangelog, skipPrereleases, lineageAuthors);
  }

  /** The same, with tags named otherwise. */
  public TaggingRules naming(TagFormat format) {
    return new TaggingRules(
        format, requireLineage, requireChangelog, skipPrereleases, lineageAuthors);
  }

  /** True when this version gets no tag, whatever else is so. */
  public boolean skips(ChartVersion version) {
    return skipPrereleases && version.isPrerelease();
  }

  /** True when a pull request of this person may bring lineage. */
  boolean trusts(String author) {
    return lineageAuthors.isEmpty() || lineageAuthors.contains(author.toLowerCase(Locale.ROOT));
  }
}
