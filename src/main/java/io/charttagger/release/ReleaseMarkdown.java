package io.charttagger.release;

import io.charttagger.plan.Upgrade;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes Chart Tagger's region of the release pull request's body, in Markdown. */
final class ReleaseMarkdown {
  static final String WITHOUT_TABLE = "This pull request releases ";
  static final String WARNING = "- ⚠️ ";

  private static final int MOST_LINEAGE_SHOWN = 12;

  private final ReleaseTarget target;
  private final List<ReleaseEntry> entries;
  private final List<String> warnings;

  /**
   * Takes what to show.
   *
   * @param warnings lines of a Markdown list
   */
  ReleaseMarkdown(ReleaseTarget target, List<ReleaseEntry> entries, List<String> warnings) {
    this.target = target;
    this.entries = entries;
    this.warnings = warnings;
  }

  /** How much the body shows. Each level is shorter than the one before. */
  enum Detail {
    CHANGELOGS(Integer.MAX_VALUE),
    CHANGELOGS_OF_SOME_LENGTH(Detail.SECOND_LONGEST_CHANGELOG),
    SHORT_CHANGELOGS(2_000),
    LINKS(-1),
    TABLE(-1),
    NAMES(-1),
    LISTS(-1),
    RELEASES(-1);

    static final int SECOND_LONGEST_CHANGELOG = 8_000;

    private final int longestChangelog;

    Detail(int longestChangelog) {
      this.longestChangelog = longestChangelog;
    }

    private Optional<String> shown(ReleaseEntry entry) {
      return entry.changelog().filter(text -> text.length() <= longestChangelog);
    }
  }

  String content(Detail detail) {
    return switch (detail) {
      case CHANGELOGS, CHANGELOGS_OF_SOME_LENGTH, SHORT_CHANGELOGS, LINKS ->
          table() + changelogs(detail) + lineage() + warnings() + howToMerge() + comments(true);
      case TABLE -> table() + changelogs(Detail.LINKS) + warnings() + howToMerge() + comments(true);
      case NAMES -> names() + warnings() + howToMerge() + comments(false);
      case LISTS -> count() + comments(false);
      case RELEASES -> count() + ReleaseComments.of(entries, false, false);
    };
  }

  private String comments(boolean withPlaces) {
    return ReleaseComments.of(entries, withPlaces, true);
  }

  private String count() {
    return WITHOUT_TABLE
        + "%d charts: see [what they change](%s). Their tags contain the changelogs and the lineage.\n\n"
            .formatted(entries.size(), target.page().ofBranches(target.base(), target.head()));
  }

  private String table() {
    boolean hasAppVersions =
        entries.stream().anyMatch(entry -> entry.place().upgrade().appVersion().isPresent());
    StringBuilder table = new StringBuilder("### Charts in this release\n\n");
    table
        .append("| Chart | Version | ")
        .append(hasAppVersions ? "App version | " : "")
        .append("Tag | Source PR | Commit |\n|---|---|---|---|---|")
        .append(hasAppVersions ? "---|\n" : "\n");
    for (ReleaseEntry entry : entries) {
      List<String> cells = new ArrayList<>();
      cells.add(chart(entry));
      cells.add(version(entry));
      if (hasAppVersions) {
        cells.add(appVersion(entry.place().upgrade()));
      }
      cells.add("[`%s`](%s)".formatted(entry.tag(), target.page().ofTag(entry.tag())));
      cells.add(source(entry));
      cells.add(target.page().link(entry.commit()));
      table.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
    return table.append('\n').toString();
  }

  /** What remains of the table when there is no space for links. */
  private String names() {
    return entries.stream()
        .map(entry -> "| %s | %s | %s |\n".formatted(entry.chart(), entry.version(), source(entry)))
        .collect(
            Collectors.joining(
                "", count() + "| Chart | New version | Source PR |\n|---|---|---|\n", "\n"));
  }

  private String chart(ReleaseEntry entry) {
    return entry
        .place()
        .directory()
        .map(
            directory ->
                "[%s](%s)"
                    .formatted(entry.chart(), target.page().ofDirectory(entry.commit(), directory)))
        .orElseGet(() -> entry.chart().value());
  }

  private String version(ReleaseEntry entry) {
    String text =
        entry
            .place()
            .previousVersion()
            .map(before -> before + " → " + entry.version())
            .orElseGet(() -> entry.version().value());
    return alert(entry)
        + entry
            .place()
            .upgrade()
            .from()
            .map(from -> "[%s](%s)".formatted(text, target.page().ofComparison(from, entry.tag())))
            .orElse(text);
  }

  private static String alert(ReleaseEntry entry) {
    return entry.alert().map(_ -> "⚠️ ").orElse("");
  }

  private static String appVersion(Upgrade upgrade) {
    return upgrade.formerAppVersion().map(before -> QuotedMarkdown.cell(before) + " → ").orElse("")
        + upgrade.appVersion().map(QuotedMarkdown::cell).orElse("");
  }

  private static String source(ReleaseEntry entry) {
    return entry.sourcePullRequest().map(number -> "#" + number).orElse("none");
  }

  private String changelogs(Detail detail) {
    if (entries.stream().allMatch(entry -> detail.shown(entry).isEmpty())) {
      return "### Changelogs\n\nToo long to show here; each tag contains its own.\n\n";
    }
    return entries.stream()
        .map(entry -> changelog(entry, detail))
        .collect(Collectors.joining("", "### Changelogs\n\n", ""));
  }

  /** Open where a reader should not miss it; else folded, so that a long list stays short. */
  private String changelog(ReleaseEntry entry, Detail detail) {
    boolean open = entries.size() == 1 || entry.alert().isPresent();
    String title =
        "%s<b>%s %s</b>%s"
            .formatted(
                alert(entry),
                entry.chart(),
                entry.version(),
                entry.alert().map(alert -> ": " + alert).orElse(""));
    return detail
        .shown(entry)
        .map(
            text ->
                "%s\n<details%s><summary>%s</summary>\n\n%s\n\n</details>\n\n"
                    .formatted(
                        ReleaseRegion.changelogMarker(entry.tag()),
                        open ? " open" : "",
                        title,
                        text.isEmpty() ? "No changelog entries." : text))
        .orElseGet(
            () ->
                "<details%s><summary>%s</summary>\n\n%s\n\n</details>\n\n"
                    .formatted(open ? " open" : "", title, tooLong(entry)));
  }

  private String tooLong(ReleaseEntry entry) {
    return "The changelog is too long to show here; [the tag](%s) contains it."
        .formatted(target.page().ofTag(entry.tag()));
  }

  private String lineage() {
    List<String> rows =
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
            .toList();
    if (rows.isEmpty()) {
      return "";
    }
    String table = "| Tag | Check | Attestation |\n|---|---|---|\n" + String.join("", rows) + "\n";
    return "### Attestation lineage\n\n"
        + (rows.size() <= MOST_LINEAGE_SHOWN
            ? table
            : "<details><summary>%d attestations</summary>\n\n%s</details>\n\n"
                .formatted(rows.size(), table));
  }

  private String warnings() {
    return warnings.isEmpty()
        ? ""
        : "### Warnings\n\n%s\n\n%s\n\n"
            .formatted(ReleaseRegion.WARNINGS, String.join("\n", warnings));
  }

  private String howToMerge() {
    return """
    ### How to merge

    Use **Create a merge commit**: the tags point at commits of %1$s, and a squash or a rebase would leave those commits out of %2$s.
    If %2$s requires a linear history, GitHub offers no merge commit. Then move the branch forward, and GitHub marks this pull request as merged: %3$s.

    <sub>%4$s wrote this, and keeps what you write outside its two `chart-tagger` markers.</sub>

    """
        .formatted(
            QuotedMarkdown.code(target.head()),
            QuotedMarkdown.code(target.base()),
            target.fastForward(),
            target.author());
  }
}
