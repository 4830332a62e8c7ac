package io.charttagger.plan;

import io.charttagger.chart.Attestation;
import io.charttagger.chart.ChartYaml;
import io.charttagger.chart.CleanText;
import io.charttagger.chart.SignedText;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Builds the annotation of a release tag: LF line ends, one newline at the end. Every part is
 * cleaned first, so that none can imitate another line.
 */
final class TagAnnotation {
  private TagAnnotation() {}

  /** The annotation for this version of a chart, released by this merge. */
  static String of(ChartYaml.Chart chart, Merge merge, List<Attestation> lineage, String notes) {
    return """
    Release: %s v%s

    Attestation Lineage:
    %s

    Changelog:
    %s

    Source PR: %s
    Commit: %s
    """
        .formatted(
            chart.name(),
            chart.version(),
            lineage(lineage),
            notes.isBlank() ? "No changelog entries." : SignedText.indented(notes.stripTrailing()),
            source(merge),
            merge.commit().sha());
  }

  private static String lineage(List<Attestation> lineage) {
    return lineage.isEmpty()
        ? "- none"
        : lineage.stream()
            .map(attestation -> "- " + attestation.check() + ": " + attestation.id())
            .collect(Collectors.joining("\n"));
  }

  private static String source(Merge merge) {
    return merge
        .source()
        .map(pullRequest -> "#" + pullRequest.number())
        .orElseGet(
            () ->
                "none (%s: %s)"
                    .formatted(
                        CleanText.singleLine(merge.commit().author()),
                        CleanText.singleLine(merge.commit().subject())));
  }
}
