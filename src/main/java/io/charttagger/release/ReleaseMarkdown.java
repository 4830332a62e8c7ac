package io.charttagger.release;

import java.util.List;
import java.util.stream.Collectors;

/** Writes Chart Tagger's region of the release pull request's body, in Markdown. */
final class ReleaseMarkdown {
  private final String page;
  private final List<ReleaseEntry> entries;

  ReleaseMarkdown(String page, List<ReleaseEntry> entries) {
    this.page = page;
    this.entries = entries;
  }

  /** How much the body shows. Each level is shorter than the one before. */
  enum Detail {
    CHANGELOGS,
    LINKS,
    TABLE,
    LISTS,
    RELEASES
  }

  String content(Detail detail) {
    String comments = ReleaseComments.of(entries, detail != Detail.RELEASES);
    return switch (detail) {
      case CHANGELOGS -> table() + changelogs() + lineage() + howToMerge() + comments;
      case LINKS -> table() + links() + lineage() + howToMerge() + comments;
      case TABLE -> table() + howToMerge() + comments;
      case LISTS, RELEASES ->
          "This pull request releases %d charts; their tags contain the changelogs and the lineage.\n\n"
                  .formatted(entries.size())
              + comments;
    };
  }

  private String table() {
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

  private String changelogs() {
    return entries.stream()
        .map(
            entry ->
                "%s\n<details><summary><b>%s %s</b></summary>\n\n%s\n\n</details>\n\n"
                    .formatted(
                        ReleaseRegion.changelogMarker(entry.tag()),
                        entry.chart(),
                        entry.version(),
                        entry
                            .changelog()
                            .filter(text -> !text.isEmpty())
                            .orElse("No changelog entries.")))
        .collect(Collectors.joining("", "### Changelogs\n\n", ""));
  }

  private String links() {
    return entries.stream()
        .map(
            entry ->
                "- [%s %s](%s/releases/tag/%s)\n"
                    .formatted(
                        entry.chart(), entry.version(), page, urlEncoded(entry.tag().value())))
        .collect(
            Collectors.joining(
                "",
                "### Changelogs\n\nToo long to show here; each tag contains its own:\n\n",
                "\n"));
  }

  private String lineage() {
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
                                        QuotedMarkdown.code(attestation.check()),
                                        QuotedMarkdown.code(attestation.id()))))
            .collect(Collectors.joining());
    return rows.isEmpty()
        ? ""
        : "### Attestation lineage\n\n| Tag | Check | Attestation |\n|---|---|---|\n" + rows + "\n";
  }

  private static String howToMerge() {
    return """
    ### How to merge

    Merge this with a **merge commit**: the tags point at commits of the head branch, and a squash or rebase would
    keep those commits out of the base branch. Text outside the two `chart-tagger` markers is kept when Chart Tagger updates this body.

    """;
  }

  private static String urlEncoded(String tag) {
    return tag.replace("+", "%2B");
  }
}
