package io.charttagger.release;

import io.charttagger.chart.TagName;
import io.charttagger.release.ReleaseMarkdown.Detail;
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

  /** Copies the problems. */
  public ReleasePullRequest {
    problems = List.copyOf(problems);
  }

  /** Texts of an open pull request, as people and earlier runs left them. */
  public record Existing(String title, String body) {}

  /**
   * The text for these releases, added to those that an open pull request lists already. Where two
   * tell of the same tag, the later one counts: kept, existing, fresh.
   *
   * @param page the repository's page, as in {@code https://github.com/owner/name}, for links
   * @param existing the open pull request's texts, when there is one
   * @param kept its body as an earlier run wrote it, when that is known: what was lost since is
   *     listed again
   * @param fresh what this run adds
   * @throws IllegalArgumentException when not even the bare lists fit into a body: it must be
   *     merged first
   */
  public static ReleasePullRequest of(
      String page, Optional<Existing> existing, Optional<String> kept, List<ReleaseEntry> fresh) {
    ReleaseRegion region = ReleaseRegion.in(existing.map(Existing::body).orElse(""));
    List<ReleaseRegion> earlier = List.of(ReleaseRegion.in(kept.orElse("")), region);
    Map<TagName, ReleaseEntry> byTag = new LinkedHashMap<>();
    earlier.forEach(it -> it.entries().forEach(entry -> byTag.put(entry.tag(), entry)));
    fresh.forEach(entry -> byTag.put(entry.tag(), entry));
    List<ReleaseEntry> entries = List.copyOf(byTag.values());
    ReleaseMarkdown markdown = new ReleaseMarkdown(page, entries);
    Detail most = mostDetail(earlier, entries);
    for (Detail detail : Detail.values()) {
      String body = region.with(markdown.content(detail));
      if (detail.compareTo(most) >= 0 && body.length() <= LONGEST_BODY) {
        return new ReleasePullRequest(title(existing, entries), body, region.problems());
      }
    }
    throw new IllegalArgumentException(
        "the release pull request lists %d releases, more than a body of %d characters holds: merge it, then ask again"
            .formatted(entries.size(), LONGEST_BODY));
  }

  /**
   * What an earlier body had no room for is not at hand any more. Showing the rest of its kind
   * would pass it off as missing, and the same question asked again would get another answer.
   */
  private static Detail mostDetail(List<ReleaseRegion> earlier, List<ReleaseEntry> entries) {
    if (earlier.stream().anyMatch(ReleaseRegion::lacksLineage)) {
      return Detail.RELEASES;
    }
    return entries.stream().allMatch(entry -> entry.changelog().isPresent())
        ? Detail.CHANGELOGS
        : Detail.LINKS;
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
}
