package io.charttagger.plan;

import io.charttagger.chart.TagName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the release pull request says.
 *
 * @param title at most 256 characters
 * @param body Markdown, at most 65,536 characters
 * @param problems what of an earlier body could not be read back
 * @see <a href="https://docs.github.com/en/rest/pulls/pulls#create-a-pull-request">Create a pull
 *     request</a>
 */
public record ReleasePullRequest(String title, String body, List<String> problems) {
  private static final int LONGEST_TITLE = 256;
  private static final int LONGEST_BODY = 65_536;
  private static final String TITLE_PREFIX = "release: ";

  /** How much the body shows; each is shorter than the one before. */
  private enum Detail {
    CHANGELOGS,
    LINKS,
    TABLE,
    LISTS,
    RELEASES
  }

  /** Copies the problems. */
  public ReleasePullRequest {
    problems = List.copyOf(problems);
  }

  /** Texts of an open pull request, as people and earlier runs left them. */
  public record Existing(String title, String body) {}

  /**
   * The text for these releases, added to those that an open pull request lists already.
   *
   * @param page the repository's page, as in {@code https://github.com/owner/name}, for links
   * @param existing the open pull request's texts, when there is one
   * @param fresh what this run adds
   * @throws IllegalArgumentException when not even the bare lists fit into a body: it must be
   *     merged first
   */
  public static ReleasePullRequest of(
      String page, Optional<Existing> existing, List<ReleaseEntry> fresh) {
    ReleaseRegion region = ReleaseRegion.in(existing.map(Existing::body).orElse(""));
    Map<TagName, ReleaseEntry> byTag = new LinkedHashMap<>();
    region.entries().forEach(entry -> byTag.put(entry.tag(), entry));
    fresh.forEach(entry -> byTag.put(entry.tag(), entry));
    List<ReleaseEntry> entries = List.copyOf(byTag.values());
    for (Detail detail : Detail.values()) {
      String body = region.with(content(page, entries, detail));
      if (body.length() <= LONGEST_BODY) {
        return new ReleasePullRequest(title(existing, entries), body, region.problems());
      }
    }
    throw new IllegalArgumentException(
        "the release pull request lists %d releases, more than a body of %d characters holds: merge it, then ask again"
            .formatted(entries.size(), LONGEST_BODY));
  }

  private static String title(Optional<Existing> existing, List<ReleaseEntry> entries) {
    String tags =
        entries.stream().map(entry -> entry.tag().value()).collect(Collectors.joining(", "));
    String title =
        TITLE_PREFIX.length() + tags.length() <= LONGEST_TITLE
            ? TITLE_PREFIX + tags
            : TITLE_PREFIX + entries.size() + " charts";
    // A title that people gave it is theirs.
    return existing
        .map(Existing::title)
        .filter(given -> !given.startsWith(TITLE_PREFIX))
        .orElse(title);
  }

  private static String content(String page, List<ReleaseEntry> entries, Detail detail) {
    String comments = ReleaseRegion.comments(entries, detail != Detail.RELEASES);
    return switch (detail) {
      case CHANGELOGS ->
          table(page, entries) + changelogs(entries) + lineage(entries) + howToMerge() + comments;
      case LINKS ->
          table(page, entries) + links(page, entries) + lineage(entries) + howToMerge() + comments;
      case TABLE -> table(page, entries) + howToMerge() + comments;
      case LISTS, RELEASES ->
          "%d charts are released here; their tags carry the changelogs and the lineage.\n\n"
                  .formatted(entries.size())
              + comments;
    };
  }

  private static String table(String page, List<ReleaseEntry> entries) {
    return entries.stream()
        .map(
            entry ->
                "| %s | %s | [`%s`](%s/tree/%s) | %s | [`%s`](%s/commit/%s) |\n"
                    .formatted(
                        entry.chart(),
                        entry.version(),
                        entry.tag(),
                        page,
                        urlEncoded(entry.tag().value()),
                        entry.sourcePullRequest().map(number -> "#" + number).orElse("none"),
                        entry.commit().abbreviated(),
                        page,
                        entry.commit()))
        .collect(
            Collectors.joining(
                "",
                """
                ### Charts in this release

                | Chart | Version | Tag | Source PR | Commit |
                |---|---|---|---|---|
                """,
                "\n"));
  }

  private static String changelogs(List<ReleaseEntry> entries) {
    return entries.stream()
        .map(
            entry ->
                "%s\n<details><summary><b>%s %s</b></summary>\n\n%s\n\n</details>\n\n"
                    .formatted(
                        ReleaseRegion.changelogMark(entry),
                        entry.chart(),
                        entry.version(),
                        entry.changelog().isBlank() ? "No changelog entries." : entry.changelog()))
        .collect(Collectors.joining("", "### Changelogs\n\n", ""));
  }

  private static String links(String page, List<ReleaseEntry> entries) {
    return entries.stream()
        .map(
            entry ->
                "- [%s %s](%s/releases/tag/%s)\n"
                    .formatted(
                        entry.chart(), entry.version(), page, urlEncoded(entry.tag().value())))
        .collect(
            Collectors.joining(
                "",
                "### Changelogs\n\nToo long to show here; each tag carries its own:\n\n",
                "\n"));
  }

  private static String lineage(List<ReleaseEntry> entries) {
    String rows =
        entries.stream()
            .flatMap(
                entry ->
                    entry.lineage().stream()
                        .map(
                            attestation ->
                                "| `%s` | %s | %s |\n"
                                    .formatted(
                                        entry.tag(),
                                        code(attestation.check()),
                                        code(attestation.id()))))
            .collect(Collectors.joining());
    return rows.isEmpty()
        ? ""
        : "### Attestation lineage\n\n| Tag | Check | Attestation |\n|---|---|---|\n" + rows + "\n";
  }

  private static String howToMerge() {
    return """
    ### How to merge

    Merge this with a **merge commit**: the tags stand on commits of the head branch, and a squash or a rebase would
    leave them off the base branch. Text outside the two `chart-tagger` marks of this body is kept when Chart Tagger updates it.

    """;
  }

  /** Untrusted text in a table's cell: code mentions nobody and is no Markdown. */
  private static String code(String text) {
    return "`" + text.replace('`', '\'').replace("|", "\\|") + "`";
  }

  private static String urlEncoded(String tag) {
    return tag.replace("+", "%2B");
  }
}
