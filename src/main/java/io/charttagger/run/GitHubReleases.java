package io.charttagger.run;

import io.charttagger.chart.TagName;
import io.charttagger.history.VirtualThreads;
import io.charttagger.release.GitHubRelease;
import io.charttagger.report.ChartLine;
import io.charttagger.report.GitHubReleaseLine;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Publishes a GitHub Release for each tag that exists and points at its commit. A tag has one
 * release: one that exists, whoever wrote it, is left as it is. A refusal of one stops no other,
 * and its tag exists all the same.
 */
final class GitHubReleases {
  private final boolean wanted;
  private final int writesAtOnce;

  GitHubReleases(RunSettings settings) {
    this.wanted = settings.releases().onGitHub();
    this.writesAtOnce = settings.writesAtOnce();
  }

  /**
   * Creates those that are missing. A tag that this run created costs one request; the release of
   * any other tag is looked up first.
   */
  void create(RunContext context) {
    if (!wanted) {
      return;
    }
    GitHubReleaseWriter writer = new GitHubReleaseWriter(context.repository(), context.budget());
    Set<TagName> published = context.progress().publishedTags();
    List<ChartLine> lines =
        context.progress().tagged().stream()
            .filter(line -> !published.contains(line.release().orElseThrow().tag().name()))
            .toList();
    List<ChartLine> missing =
        Stream.concat(
                lines.stream().filter(line -> line.result().isCreated()),
                withoutRelease(
                    lines.stream().filter(line -> !line.result().isCreated()).toList(),
                    writer,
                    context))
            .toList();
    announce(missing, context);
    ConcurrentWrites.each(
        missing,
        writesAtOnce,
        context,
        line -> context.progress().published(writer.create(release(line, context))));
  }

  /** Those of the tags that this attempt created were announced with the tags. */
  private static void announce(List<ChartLine> missing, RunContext context) {
    long more = missing.stream().filter(line -> !line.result().isCreatedNow()).count();
    if (more > 0) {
      context.repository().announceWrites((int) more);
    }
  }

  private static Stream<ChartLine> withoutRelease(
      List<ChartLine> lines, GitHubReleaseWriter writer, RunContext context) {
    return VirtualThreads.map(
            lines,
            line -> {
              Optional<GitHubReleaseLine> found = writer.find(release(line, context));
              found.ifPresent(context.progress()::published);
              return found.isPresent() ? Optional.<ChartLine>empty() : Optional.of(line);
            })
        .stream()
        .flatMap(Optional::stream);
  }

  private static GitHubRelease release(ChartLine line, RunContext context) {
    return GitHubRelease.of(
        context.repository().page(), line.subject(), line.release().orElseThrow());
  }
}
