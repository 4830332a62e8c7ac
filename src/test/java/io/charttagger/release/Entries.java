package io.charttagger.release;

import io.charttagger.chart.Attestation;
import io.charttagger.chart.ChartName;
import io.charttagger.chart.ChartVersion;
import io.charttagger.plan.Merged;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Lines of a release pull request, and the pull requests that they make. */
final class Entries {
  static final String PAGE = "https://github.com/owner/charts";

  private Entries() {}

  static ReleaseEntry entry(String name, String version, String changelog, Attestation... lineage) {
    return new ReleaseEntry(
        ChartName.parse(name),
        ChartVersion.parse(version),
        Merged.sha("1"),
        Optional.of(7),
        List.of(lineage),
        Optional.of(QuotedMarkdown.block(changelog)));
  }

  /** So many charts, each with a changelog of so many characters and one attestation. */
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

  /** A pull request opened for these. */
  static ReleasePullRequest opened(ReleaseEntry... fresh) {
    return ReleasePullRequest.of(PAGE, Optional.empty(), Optional.empty(), List.of(fresh));
  }

  /** A pull request with these texts, updated for these. */
  static ReleasePullRequest updated(String title, String body, ReleaseEntry... fresh) {
    return ReleasePullRequest.of(
        PAGE,
        Optional.of(new ReleasePullRequest.Existing(title, body)),
        Optional.empty(),
        List.of(fresh));
  }

  /** A pull request with this body, updated for these, where an earlier run wrote the other one. */
  static ReleasePullRequest mended(
      ReleasePullRequest standing, ReleasePullRequest kept, ReleaseEntry... fresh) {
    return ReleasePullRequest.of(
        PAGE,
        Optional.of(new ReleasePullRequest.Existing(standing.title(), standing.body())),
        Optional.of(kept.body()),
        List.of(fresh));
  }

  static ReleasePullRequest updated(ReleasePullRequest earlier, ReleaseEntry... fresh) {
    return updated(earlier.title(), earlier.body(), fresh);
  }
}
