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
   * Creates those that are missing. A tag that this attempt created costs one request; the release
   * of any other tag is looked up first.
   */
  void create(RunContext context) {
    if (!wanted) {
      return;
    }
    GitHubReleaseWriter writer = new GitHubReleaseWriter(context.repository(), context.budget());
    List<ChartLine> tagged = context.progress().tagged();
    List<ChartLine> older = older(tagged, writer, context);
    if (!older.isEmpty()) {
      // Those of the other tags were announced with the tags.
      context.repository().announceWrites(older.size());
    }
    ConcurrentWrites.each(
        Stream.concat(tagged.stream().filter(GitHubReleases::isNew), older.stream()).toList(),
        writesAtOnce,
        context,
        line -> context.progress().published(writer.create(release(line, context))));
  }

  private static boolean isNew(ChartLine line) {
    return line.result().isCreatedNow();
  }

  /** The tags from before this attempt that have no release. */
  private static List<ChartLine> older(
      List<ChartLine> tagged, GitHubReleaseWriter writer, RunContext context) {
    Set<TagName> published = context.progress().publishedTags();
    return VirtualThreads.map(
            tagged.stream()
                .filter(line -> !isNew(line))
                .filter(line -> !published.contains(line.release().orElseThrow().tag().name()))
                .toList(),
            line -> {
              Optional<GitHubReleaseLine> found =
                  writer.find(release(line, context), line.result().isCreated());
              found.ifPresent(context.progress()::published);
              return found.isPresent() ? Optional.<ChartLine>empty() : Optional.of(line);
            })
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  private static GitHubRelease release(ChartLine line, RunContext context) {
    return GitHubRelease.of(
        context.repository().page(), line.subject(), line.release().orElseThrow());
  }
}
