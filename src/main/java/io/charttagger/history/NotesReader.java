package io.charttagger.history;

import io.charttagger.changelog.Changelog;
import io.charttagger.changelog.ChangelogSources;
import io.charttagger.chart.ChartVersion;
import io.charttagger.chart.ChartYaml;
import io.charttagger.chart.Commit;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.Paths;
import io.charttagger.chart.TagName;
import io.charttagger.port.Listing;
import io.charttagger.port.TransientFailure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The places where one chart's changelog may come from, each read when it is needed. */
final class NotesReader implements ChangelogSources {
  private static final String CHANGELOG = "CHANGELOG.md";
  // An ancestor among the lower versions is nearly always the first one.
  private static final int MOST_CANDIDATES = 10;

  private final Shared shared;
  private final Push.Span span;
  private final ChangedDirectory directory;
  private final ChartYaml.Chart chart;

  NotesReader(Shared shared, Push.Span span, ChangedDirectory directory, ChartYaml.Chart chart) {
    this.shared = shared;
    this.span = span;
    this.directory = directory;
    this.chart = chart;
  }

  /**
   * What all charts of one merge share.
   *
   * @param earlier the tags that earlier merges of the same push will get, and their commits: the
   *     notes must be the same now and after a crash of this run
   */
  record Shared(Trees trees, Tags tags, Commits commits, Map<TagName, CommitSha> earlier) {

    Shared {
      earlier = Map.copyOf(earlier);
    }
  }

  @Override
  public Optional<Changelog> own() {
    return directory.listing().flatMap(this::in);
  }

  @Override
  public Optional<Changelog> root() {
    return directory.path().equals(Paths.ROOT)
        ? Optional.empty()
        : shared.trees().directory(span.commit().sha(), Paths.ROOT).flatMap(this::in);
  }

  private Optional<Changelog> in(Listing listing) {
    return listing
        .fileInAnyCase(CHANGELOG)
        .map(shared.trees()::blob)
        .map(content -> Changelog.parse(new String(content.bytes(), StandardCharsets.UTF_8)));
  }

  @Override
  public List<Commit> commits() {
    CommitSha head = span.commit().sha();
    Optional<Set<CommitSha>> sinceRelease =
        lowerReleases()
            .limit(MOST_CANDIDATES)
            .flatMap(release -> shared.commits().since(release, head).stream())
            .findFirst();
    Optional<Set<CommitSha>> range =
        sinceRelease.or(
            () -> span.before().map(before -> shared.commits().sinceAncestor(before, head)));
    return touching(head).stream()
        .filter(commit -> range.map(shas -> shas.contains(commit.sha())).orElse(true))
        .toList();
  }

  /**
   * The commits that touched the directory. One on top of the state before is the one that changed
   * it, so it must be among them: a list without it is another's.
   */
  private List<Commit> touching(CommitSha head) {
    List<Commit> commits = shared.commits().touching(directory.path(), head);
    boolean isOnTop =
        span.commit().parents().size() == 1
            && span.before().equals(span.commit().parents().stream().findFirst());
    if (isOnTop && commits.stream().noneMatch(commit -> commit.sha().equals(head))) {
      throw new TransientFailure(
          "GitHub does not list commit %s yet, although it exists".formatted(head), Duration.ZERO);
    }
    return commits;
  }

  /** The commits of the lower-versioned tags, highest version first. */
  private Stream<CommitSha> lowerReleases() {
    Set<ChartVersion> versions = new HashSet<>(shared.tags().versions(chart.name()));
    shared.earlier().keySet().forEach(tag -> tag.versionOf(chart.name()).ifPresent(versions::add));
    return versions.stream()
        .filter(version -> version.isLowerThan(chart.version()))
        .sorted(Comparator.reverseOrder())
        .flatMap(version -> commitOf(TagName.of(chart.name(), version)).stream());
  }

  private Optional<CommitSha> commitOf(TagName tag) {
    return Optional.ofNullable(shared.earlier().get(tag))
        .or(() -> shared.tags().existing(tag).flatMap(ExistingTag::commit));
  }
}
