package io.charttagger.changelog;

import io.charttagger.chart.ChartVersion;
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
  private boolean isWritten = true;

  private ChangelogChoice() {}

  /** Chooses the changelog of this chart. */
  public static ReleaseNotes of(ChartYaml.Chart chart, ChangelogSources sources) {
    ChangelogChoice choice = new ChangelogChoice();
    String text = choice.text(chart, sources);
    return new ReleaseNotes(text, choice.warnings, choice.isWritten);
  }

  private String text(ChartYaml.Chart chart, ChangelogSources sources) {
    ChangelogSources.OwnFile file = sources.ownFile();
    Optional<Own> own =
        sources.own(changelog -> Own.of(changelog.of(chart.name()), chart.version(), file));
    if (file instanceof ChangelogSources.OwnFile.BrokenLink(String why)) {
      warnings.add("CHANGELOG.md was not read, because the link " + why);
    }
    Optional<String> section =
        own.flatMap(Own::section)
            .or(
                () ->
                    sources.root().flatMap(root -> inRoot(root.of(chart.name()), chart, sources)));
    own.filter(it -> it.section().isEmpty() && (section.isPresent() || it.unreleased().isEmpty()))
        .map(Own::state)
        .ifPresent(state -> warnAboutOwn(state, chart.version()));
    return section
        .or(() -> own.flatMap(Own::unreleased).map(this::unreleased))
        .or(() -> chart.changes().flatMap(this::artifactHub))
        .orElseGet(
            () -> {
              isWritten = false;
              return subjects(sources.commits());
            });
  }

  /** A heading without the chart's name counts when it can only mean this chart. */
  private static Optional<String> inRoot(
      ChartSections root, ChartYaml.Chart chart, ChangelogSources sources) {
    return root.sectionNaming(chart.version())
        .or(
            () ->
                root.sectionOfNoChart(chart.version())
                    .filter(_ -> sources.rootHeadingIsOurs(chart)));
  }

  /** What the chart's own changelog has. */
  private record Own(
      Optional<String> section, Optional<String> unreleased, ChartSections.VersionState state) {
    static Own of(ChartSections sections, ChartVersion version, ChangelogSources.OwnFile file) {
      Optional<String> section =
          file instanceof ChangelogSources.OwnFile.Shared
              ? sections.sectionNaming(version).or(() -> sections.sectionOfNoChart(version))
              : sections.section(version);
      return section.isPresent()
          ? new Own(section, Optional.empty(), ChartSections.VersionState.IN_HEADING)
          : new Own(section, sections.unreleased(), sections.stateOf(version));
    }
  }

  private void warnAboutOwn(ChartSections.VersionState state, ChartVersion version) {
    warnings.add(
        switch (state) {
          case IN_HEADING ->
              "CHANGELOG.md has no text below its heading of version %s, so another source was used"
                  .formatted(version);
          case IN_TEXT ->
              "CHANGELOG.md names version %s, but not in a heading, so another source was used; write a heading such as `## %s`"
                  .formatted(version, version);
          case NOWHERE ->
              "CHANGELOG.md has no section for version %s, so another source was used; a section counts only if it is there before the merge, below a heading such as `## %s`"
                  .formatted(version, version);
        });
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
