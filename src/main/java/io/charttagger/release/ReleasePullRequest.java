package io.charttagger.release;

import io.charttagger.chart.TagName;
import io.charttagger.release.ReleaseMarkdown.Detail;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The title and body of the release pull request.
 *
 * @param title at most 256 characters
 * @param body Markdown, at most 65,536 characters
 * @param problems the parts of an earlier body that could not be read
 * @see <a href="https://docs.github.com/en/rest/pulls/pulls#create-a-pull-request">Create a pull
 *     request</a>
 */
public record ReleasePullRequest(String title, String body, List<String> problems) {
  private static final int MAX_TITLE_LENGTH = 256;
  private static final int MAX_BODY_LENGTH = 65_536;
  private static final String TITLE_PREFIX = "release: ";

  /** Copies the problems. */
  public ReleasePullRequest {
    problems = List.copyOf(problems);
  }

  /** The current title and body of an open pull request. */
  public record Existing(String title, String body) {}

  /**
   * What was listed before.
   *
   * @param existing the open pull request, if there is one
   * @param saved the body as an earlier run wrote it, if known: entries that were lost since then
   *     are listed again
   * @param forged entries of the open pull request that nothing bears out: they are dropped
   */
  public record Listed(
      Optional<Existing> existing, Optional<String> saved, Set<ReleaseEntry> forged) {
    /** Nothing was. */
    public static final Listed NOTHING = new Listed(Optional.empty(), Optional.empty(), Set.of());

    /** Copies the entries. */
    public Listed {
      forged = Set.copyOf(forged);
    }
  }

  /**
   * The text for these releases and those that an open pull request already lists. For the same
   * tag, {@code added} wins over the open pull request, and that over what was saved.
   *
   * @param page the repository's page, as in {@code https://github.com/owner/name}, for links
   * @param listed what was listed before
   * @param added the releases that this run adds
   * @throws IllegalArgumentException when not even the bare lists fit into a body, so that it must
   *     be merged first
   */
  public static ReleasePullRequest of(String page, Listed listed, List<ReleaseEntry> added) {
    ReleaseRegion region = ReleaseRegion.in(listed.existing().map(Existing::body).orElse(""));
    List<ReleaseRegion> earlier = List.of(ReleaseRegion.in(listed.saved().orElse("")), region);
    Map<TagName, ReleaseEntry> byTag = new LinkedHashMap<>();
    earlier.stream()
        .flatMap(it -> it.entries().stream())
        .filter(entry -> !listed.forged().contains(entry))
        .forEach(entry -> byTag.put(entry.tag(), entry));
    added.forEach(entry -> byTag.put(entry.tag(), entry));
    List<ReleaseEntry> entries = List.copyOf(byTag.values());
    ReleaseMarkdown markdown = new ReleaseMarkdown(page, entries);
    Detail fullestDetail = fullestDetail(earlier, entries);
    for (Detail detail : Detail.values()) {
      String body = region.with(markdown.content(detail));
      if (detail.compareTo(fullestDetail) >= 0 && body.length() <= MAX_BODY_LENGTH) {
        return new ReleasePullRequest(title(listed.existing(), entries), body, region.problems());
      }
    }
    throw new IllegalArgumentException(
        "the release pull request lists %d releases, more than a body of %d characters can hold; merge it, then send the same dispatch again"
            .formatted(entries.size(), MAX_BODY_LENGTH));
  }

  /**
   * The parts that an earlier body had no space for are no longer available. Showing the others
   * would make those look missing, and a retry would produce another text.
   */
  private static Detail fullestDetail(List<ReleaseRegion> earlier, List<ReleaseEntry> entries) {
    if (earlier.stream().anyMatch(ReleaseRegion::lacksLineage)) {
      return Detail.RELEASES;
    }
    return entries.stream().allMatch(entry -> entry.changelog().isPresent())
        ? Detail.CHANGELOGS
        : Detail.LINKS;
  }

  /** What the body of a release pull request lists; nothing in another one's body. */
  public static List<ReleaseEntry> listedIn(String body) {
    return ReleaseRegion.in(body).entries();
  }

  /** False when changelogs of so many characters together cannot be shown. */
  public static boolean hasSpaceFor(long changelogs) {
    return changelogs <= MAX_BODY_LENGTH;
  }

  private static String title(Optional<Existing> existing, List<ReleaseEntry> entries) {
    String tags =
        entries.stream().map(entry -> entry.tag().value()).collect(Collectors.joining(", "));
    String title =
        TITLE_PREFIX.length() + tags.length() <= MAX_TITLE_LENGTH
            ? TITLE_PREFIX + tags
            : TITLE_PREFIX + entries.size() + " charts";
    // A title written by a person is kept.
    return existing
        .map(Existing::title)
        .filter(given -> !given.startsWith(TITLE_PREFIX))
        .orElse(title);
  }
}
