package io.charttagger.report;

import io.charttagger.chart.CommitSha;
import io.charttagger.plan.ChartRef;
import io.charttagger.release.QuotedMarkdown;
import io.charttagger.release.RepositoryPage;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The charts of a report as a table in Markdown, with links where the repository's page is known.
 *
 * @param isOfCommits whether the commits of its lines are those of the main branch
 */
record ChartTable(Optional<RepositoryPage> page, boolean isOfCommits) {
  /** What somebody must act on comes first. */
  String of(List<ChartLine> lines) {
    return lines.stream()
        .sorted(Comparator.comparing(line -> !line.result().fails()))
        .map(this::row)
        .collect(
            Collectors.joining(
                "",
                "| Chart | Version | Tag | Commit | PR | Outcome | Why |\n|---|---|---|---|---|---|---|\n",
                "\n"));
  }

  /** Text in a cell or a list, where each commit is short and a link. */
  String text(String message) {
    return page.map(it -> it.cell(message)).orElseGet(() -> QuotedMarkdown.cell(message));
  }

  private String row(ChartLine line) {
    ChartRef subject = line.subject();
    return "| %s | %s | %s | %s | %s | %s%s | %s |\n"
        .formatted(
            QuotedMarkdown.cell(subject.chart()),
            version(subject),
            tag(line),
            isOfCommits ? commit(subject.commit()) : "",
            subject.sourcePullRequest().map(this::pullRequest).orElse(""),
            mark(line.result()),
            OutcomeWords.of(line.result()),
            text(line.message()));
  }

  private static String version(ChartRef subject) {
    return subject.previousVersion().map(before -> before + "&nbsp;→ ").orElse("")
        + subject.version().map(Object::toString).orElse("");
  }

  /** A tag that does not exist has no page. */
  private String tag(ChartLine line) {
    return line.subject()
        .tag()
        .map(
            tag ->
                link(
                    QuotedMarkdown.code(tag.value()),
                    page.filter(_ -> line.result().isTaggedAnywhere()).map(it -> it.ofTag(tag))))
        .orElse("");
  }

  private String commit(CommitSha commit) {
    return page.map(it -> it.link(commit))
        .orElseGet(() -> QuotedMarkdown.code(commit.abbreviated()));
  }

  private String pullRequest(int number) {
    return link("#" + number, page.map(it -> it.ofPullRequest(number)));
  }

  private static String link(String text, Optional<String> address) {
    return address.map(it -> "[%s](%s)".formatted(text, it)).orElse(text);
  }

  private static String mark(ChartResult result) {
    return result.fails() ? "❌&nbsp;" : result.hasTag() ? "✅&nbsp;" : "";
  }
}
