package io.charttagger.release;

import io.charttagger.chart.Attestation;
import io.charttagger.chart.ChartName;
import io.charttagger.chart.ChartVersion;
import io.charttagger.chart.TagName;
import io.charttagger.plan.MergeBuilder;
import io.charttagger.plan.Upgrade;
import io.charttagger.plan.Warning;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Creates entries of a release pull request, and pull requests with them. */
final class ReleaseEntries {
  static final String PAGE = "https://github.com/owner/charts";
  static final ReleaseTarget TARGET =
      new ReleaseTarget(new RepositoryPage(PAGE), "main", "release", Optional.empty());

  private ReleaseEntries() {}

  static ReleaseEntry entry(String name, String version, String changelog, Attestation... lineage) {
    return new ReleaseEntry(
        ChartName.parse(name),
        ChartVersion.parse(version),
        new TagName(name + "-v" + version),
        MergeBuilder.sha("1"),
        Optional.of(7),
        new ReleaseEntry.Place(Optional.of("charts/" + name), Optional.empty(), Upgrade.NONE),
        List.of(lineage),
        Optional.of(QuotedMarkdown.block(changelog)));
  }

  /** This many charts, each with one attestation and a changelog of this many characters. */
  static List<ReleaseEntry> entries(int charts, int characters) {
    return IntStream.range(0, charts)
        .mapToObj(
            number ->
                entry(
                    "chart-%04d".formatted(number),
                    "1.0.0",
                    "x".repeat(characters),
                    new Attestation("lint", "id-" + number)))
        .toList();
  }

  /** A new pull request with these entries. */
  static ReleasePullRequest opened(ReleaseEntry... added) {
    return opened(List.of(added));
  }

  static ReleasePullRequest opened(List<ReleaseEntry> added, Warning... warnings) {
    return ReleasePullRequest.of(
        TARGET,
        ReleasePullRequest.Listed.NOTHING,
        new ReleasePullRequest.Added(added, List.of(warnings)));
  }

  /** A pull request with this title and body, updated with these entries. */
  static ReleasePullRequest updated(String title, String body, ReleaseEntry... added) {
    return ReleasePullRequest.of(
        TARGET,
        new ReleasePullRequest.Listed(
            Optional.of(new ReleasePullRequest.Existing(title, body)), Optional.empty(), Set.of()),
        new ReleasePullRequest.Added(List.of(added), List.of()));
  }

  /** The current pull request, where a run warns of these. */
  static ReleasePullRequest warned(ReleasePullRequest current, Warning... warnings) {
    return ReleasePullRequest.of(
        TARGET,
        new ReleasePullRequest.Listed(
            Optional.of(new ReleasePullRequest.Existing(current.title(), current.body())),
            Optional.empty(),
            Set.of()),
        new ReleasePullRequest.Added(List.of(), List.of(warnings)));
  }

  /**
   * The current pull request, updated with these entries, after an earlier run saved another body.
   */
  static ReleasePullRequest restored(
      ReleasePullRequest current, ReleasePullRequest saved, ReleaseEntry... added) {
    return ReleasePullRequest.of(
        TARGET,
        new ReleasePullRequest.Listed(
            Optional.of(new ReleasePullRequest.Existing(current.title(), current.body())),
            Optional.of(saved.body()),
            Set.of()),
        new ReleasePullRequest.Added(List.of(added), List.of()));
  }

  static ReleasePullRequest updated(ReleasePullRequest earlier, ReleaseEntry... added) {
    return updated(earlier.title(), earlier.body(), added);
  }
}
