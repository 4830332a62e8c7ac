package io.charttagger.changelog;

import io.charttagger.chart.ChartYaml;
import io.charttagger.chart.CleanText;
import io.charttagger.chart.Commit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Chooses the changelog of one version: the first source that has one. A source is read only when
 * those before it have none.
 */
public final class ChangelogChoice {
  private final List<String> warnings = new ArrayList<>();

  private ChangelogChoice() {}

  /** Chooses the changelog of this chart. */
  public static ReleaseNotes of(ChartYaml.Chart chart, ChangelogSources sources) {
    ChangelogChoice choice = new ChangelogChoice();
    String text = choice.text(chart, sources);
    return new ReleaseNotes(text, choice.warnings);
  }

  private String text(ChartYaml.Chart chart, ChangelogSources sources) {
    Optional<Own> own = sources.own(changelog -> Own.of(changelog, chart));
    return own.flatMap(Own::section)
        .or(() -> sources.root().flatMap(root -> root.sectionNaming(chart.name(), chart.version())))
        .or(() -> own.flatMap(Own::unreleased).map(this::unreleased))
        .or(() -> chart.changes().flatMap(this::artifactHub))
        .orElseGet(() -> subjects(sources.commits()));
  }

  /** What the chart's own changelog has. */
  private record Own(Optional<String> section, Optional<String> unreleased) {
    static Own of(Changelog changelog, ChartYaml.Chart chart) {
      Optional<String> section = changelog.section(chart.name(), chart.version());
      return new Own(section, section.isPresent() ? Optional.empty() : changelog.unreleased());
    }
  }

  private String unreleased(String section) {
    warnings.add(
        "the changelog has no section for this version, so its unreleased section was used; rename"
            + " that heading to the version");
    return section;
  }

  private Optional<String> artifactHub(String annotation) {
    return switch (ArtifactHubChanges.parse(annotation)) {
      case ArtifactHubChanges.Result.Entries(String markdown) -> Optional.of(markdown);
      case ArtifactHubChanges.Result.None() -> Optional.empty();
      case ArtifactHubChanges.Result.Broken(String problem) -> {
        warnings.add("the annotation artifacthub.io/changes was ignored: " + problem);
        yield Optional.empty();
      }
    };
  }

  private static String subjects(List<Commit> commits) {
    return commits.stream()
        .limit(ChangelogSources.MOST_COMMITS)
        .map(
            commit ->
                "- %s (%s)"
                    .formatted(CleanText.singleLine(commit.subject()), commit.sha().abbreviated()))
        .collect(Collectors.joining("\n"));
  }
}
