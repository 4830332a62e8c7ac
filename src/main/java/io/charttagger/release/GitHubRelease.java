package io.charttagger.release;

import io.charttagger.chart.Attestation;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.TagName;
import io.charttagger.plan.ChartRef;
import io.charttagger.plan.Release;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The GitHub Release of one tag. The same tag gives the same texts, whoever writes them and when.
 *
 * @param tag the tag, which exists
 * @param commit the commit that the tag points at: GitHub creates a missing tag from it
 * @param name its title, plain text
 * @param body Markdown, at most 125,000 characters
 * @param prerelease whether the version has a pre-release part
 * @see <a href="https://docs.github.com/en/rest/releases/releases#create-a-release">Create a
 *     release</a>
 */
public record GitHubRelease(
    TagName tag, CommitSha commit, String name, String body, boolean prerelease) {
  private static final int MAX_BODY_LENGTH = 125_000;

  /**
   * The release of a chart's version.
   *
   * @param page the repository's page, for links
   * @param subject the chart, whose version is known
   */
  public static GitHubRelease of(RepositoryPage page, ChartRef subject, Release release) {
    TagName tag = release.tag().name();
    String rest = lineage(release.lineage()) + source(subject);
    return new GitHubRelease(
        tag,
        subject.commit(),
        "%s v%s".formatted(subject.chart(), subject.version().orElseThrow()),
        changelog(release.changelog(), page, tag, MAX_BODY_LENGTH - rest.length()) + rest,
        subject.version().orElseThrow().isPrerelease());
  }

  /**
   * The changelog as a block quote, cut after a line when it is too long.
   *
   * @param space how many characters it may have; there is always enough for a few lines, because
   *     attestations are limited in length and number
   */
  private static String changelog(String changelog, RepositoryPage page, TagName tag, int space) {
    String heading = "### Changelog\n\n";
    String block = QuotedMarkdown.block(changelog);
    if (block.isEmpty()) {
      return heading + "No changelog entries.\n\n";
    }
    String whole = heading + block + "\n\n";
    if (whole.length() <= space) {
      return whole;
    }
    String where =
        "\n\nThis is the beginning; tag [`%s`](%s) contains all of it: `git show %s`\n\n"
            .formatted(tag, page.ofFiles(tag), tag);
    // A line's end is part of what is said of the rest.
    String lines = whole.substring(0, space - where.length() + 1);
    return lines.substring(0, lines.lastIndexOf('\n')) + where;
  }

  private static String lineage(List<Attestation> lineage) {
    return lineage.isEmpty()
        ? ""
        : lineage.stream()
            .map(
                attestation ->
                    "| %s | %s |\n"
                        .formatted(
                            QuotedMarkdown.code(attestation.check()),
                            QuotedMarkdown.code(attestation.id())))
            .collect(
                Collectors.joining(
                    "", "### Attestation lineage\n\n| Check | Attestation |\n|---|---|\n", "\n"));
  }

  private static String source(ChartRef subject) {
    return "- Source pull request: %s\n- Commit: %s\n"
        .formatted(
            subject.sourcePullRequest().map(number -> "#" + number).orElse("none"),
            subject.commit());
  }
}
