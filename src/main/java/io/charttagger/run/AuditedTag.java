package io.charttagger.run;

import io.charttagger.chart.ChartYaml;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.SignedText;
import io.charttagger.chart.TagSignature;
import io.charttagger.history.ExistingTag;
import io.charttagger.port.TagSigning;
import io.charttagger.report.ChartResult;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Judges an existing tag. What concerns its commit counts before what concerns its annotation, and
 * that before its signature.
 *
 * @param chart the chart as the tagged version has it
 * @param tag its tag
 */
record AuditedTag(ChartYaml.Chart chart, ExistingTag tag) {

  /** What an audit says of a tag. */
  record Finding(ChartResult result, String message) {}

  /**
   * The finding.
   *
   * @param offMain the tagged commits that the main branch does not have
   * @param signing whose signatures count; empty when tags are not signed
   */
  Finding judge(Set<CommitSha> offMain, Optional<TagSigning.On> signing) {
    if (tag.commit().isEmpty()) {
      return new Finding(ChartResult.OFF_MAIN, "its tag points at no commit");
    }
    CommitSha commit = tag.commit().get();
    if (offMain.contains(commit)) {
      return new Finding(
          ChartResult.OFF_MAIN,
          "its tag points at %s, which is not on the main branch; find out who made it, delete it if it is wrong, then send a backfill"
              .formatted(commit));
    }
    if (tag.annotation().isEmpty()) {
      return new Finding(ChartResult.LIGHTWEIGHT, "its tag has no annotation");
    }
    return annotation(commit, tag.annotation().get())
        .or(() -> signing.flatMap(this::signature))
        .orElse(new Finding(ChartResult.OK, ""));
  }

  private Optional<Finding> annotation(CommitSha commit, String annotation) {
    List<String> lines = annotation.lines().toList();
    List<String> lacking =
        List.of("Release: %s v%s".formatted(chart.name(), chart.version()), "Commit: " + commit)
            .stream()
            .filter(line -> !lines.contains(line))
            .toList();
    return lacking.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Finding(
                ChartResult.ANNOTATION_DIFFERS,
                "its tag's annotation lacks: %s".formatted(String.join(" and ", lacking))));
  }

  private Optional<Finding> signature(TagSigning.On signing) {
    if (tag.signature().isEmpty()) {
      return Optional.of(
          new Finding(
              ChartResult.UNSIGNED,
              "its tag has no signature; tags are never replaced, so the next version's is the first to have one"));
    }
    return problem(tag.signature().get(), signing)
        .map(
            problem ->
                new Finding(
                    ChartResult.BAD_SIGNATURE,
                    "its tag %s; if a key of yours made it, add its public key to allowedSigners in the App's secret, else find out who made the tag"
                        .formatted(problem)));
  }

  private static Optional<String> problem(TagSignature signature, TagSigning.On signing) {
    return signature
        .payload()
        .map(payload -> signing.signers().problem(new SignedText(payload, signature.text())))
        .orElse(Optional.of("has a signature of bytes that GitHub does not show"));
  }
}
