package io.charttagger.github;

import io.charttagger.changelog.Changelog;
import io.charttagger.changelog.ChangelogChoice;
import io.charttagger.chart.ChartVersion;
import io.charttagger.chart.ChartYaml;
import io.charttagger.chart.Commit;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.Paths;
import io.charttagger.chart.TagName;
import io.charttagger.github.Listing.Entry;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The places where one chart's changelog may come from, each read when it is asked for. */
final class NotesReader implements ChangelogChoice.Sources {
  private static final String CHANGELOG = "CHANGELOG.md";
  // An ancestor among the lower versions is nearly always the first one.
  private static final int MOST_CANDIDATES = 10;

  private final Sources sources;
  private final Push.Span span;
  private final ChangedDirectory directory;
  private final ChartYaml.Chart chart;

  NotesReader(Sources sources, Push.Span span, ChangedDirectory directory, ChartYaml.Chart chart) {
    this.sources = sources;
    this.span = span;
    this.directory = directory;
    this.chart = chart;
  }

  /**
   * What all charts of a run share.
   *
   * @param earlier the tags that earlier merges of the same push are about to get, and where: asked
   *     for now or after the crash of this run, the answer must be the same
   */
  record Sources(
      Trees trees, TagReader tags, CommitReader commits, Map<TagName, CommitSha> earlier) {}

  @Override
  public Optional<Changelog> own() {
    return directory.listing().flatMap(this::in);
  }

  @Override
  public Optional<Changelog> root() {
    return directory.path().equals(Paths.ROOT)
        ? Optional.empty()
        : sources.trees().directory(span.commit().sha(), Paths.ROOT).flatMap(this::in);
  }

  private Optional<Changelog> in(Listing listing) {
    return listing
        .fileInAnyCase(CHANGELOG)
        .map(Entry::sha)
        .map(sources.trees()::blobContent)
        .map(content -> Changelog.parse(new String(content, StandardCharsets.UTF_8)));
  }

  @Override
  public List<Commit> commits() {
    CommitSha head = span.commit().sha();
    Optional<Set<CommitSha>> sinceRelease =
        lowerReleases()
            .limit(MOST_CANDIDATES)
            .flatMap(release -> sources.commits().since(release, head).stream())
            .findFirst();
    Optional<Set<CommitSha>> range =
        sinceRelease.or(
            () -> span.before().flatMap(before -> sources.commits().since(before, head)));
    return sources.commits().touching(directory.path(), head).stream()
        .filter(commit -> range.map(shas -> shas.contains(commit.sha())).orElse(true))
        .toList();
  }

  /** The commits of the lower-versioned tags, highest version first. */
  private Stream<CommitSha> lowerReleases() {
    Set<ChartVersion> versions = new HashSet<>(sources.tags().versions(chart.name()));
    sources.earlier().keySet().forEach(tag -> tag.versionOf(chart.name()).ifPresent(versions::add));
    return versions.stream()
        .filter(version -> version.isLowerThan(chart.version()))
        .sorted(Comparator.reverseOrder())
        .flatMap(version -> commitOf(TagName.of(chart.name(), version)).stream());
  }

  private Optional<CommitSha> commitOf(TagName tag) {
    return Optional.ofNullable(sources.earlier().get(tag))
        .or(() -> sources.tags().standing(tag).flatMap(TagReader.Standing::commit));
  }
}
