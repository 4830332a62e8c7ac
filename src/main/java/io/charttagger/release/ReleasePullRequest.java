package io.charttagger.release;

import io.charttagger.chart.TagName;
import io.charttagger.plan.Warning;
import io.charttagger.release.ReleaseMarkdown.Detail;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
  private static final int MOST_WARNINGS = 30;
  private static final String MORE_WARNINGS =
      ReleaseMarkdown.WARNING + "There are more; the reports of the runs have them all.";
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

    /** The saved body first, then the open pull request's. */
    private List<ReleaseRegion> regions() {
      return List.of(
          ReleaseRegion.in(saved.orElse("")),
          ReleaseRegion.in(existing.map(Existing::body).orElse("")));
    }
  }

  /**
   * What a run adds.
   *
   * @param entries the releases
   * @param warnings what it warned of
   */
  public record Added(List<ReleaseEntry> entries, List<Warning> warnings) {

    /** Copies both. */
    public Added {
      entries = List.copyOf(entries);
      warnings = List.copyOf(warnings);
    }

    private Stream<String> lines(RepositoryPage page) {
      return warnings.stream()
          .map(
              warning ->
                  ReleaseMarkdown.WARNING
                      + (warning.chart().isEmpty()
                          ? ""
                          : "**%s**: ".formatted(QuotedMarkdown.cell(warning.chart())))
                      + page.cell(warning.message()));
    }
  }

  /**
   * The text for these releases and those that an open pull request already lists. For the same
   * tag, {@code added} wins over what was saved, and that over the open pull request, which anyone
   * may have edited.
   *
   * @param target where it is
   * @param listed what was listed before
   * @param added what this run adds
   * @throws IllegalArgumentException when not even the bare lists fit into a body, so that it must
   *     be merged first
   */
  public static ReleasePullRequest of(ReleaseTarget target, Listed listed, Added added) {
    List<ReleaseRegion> earlier = listed.regions();
    ReleaseRegion region = earlier.getLast();
    List<ReleaseEntry> entries = entries(earlier, listed, added);
    ReleaseMarkdown markdown =
        new ReleaseMarkdown(target, entries, warnings(target, listed, earlier, added));
    Detail fullestDetail = fullestDetail(earlier);
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

  private static List<ReleaseEntry> entries(
      List<ReleaseRegion> earlier, Listed listed, Added added) {
    Map<TagName, ReleaseEntry> byTag = new LinkedHashMap<>();
    earlier.stream()
        .flatMap(it -> it.entries().stream())
        .filter(entry -> !listed.forged().contains(entry))
        .forEach(
            entry ->
                byTag.merge(
                    entry.tag(), entry, (one, other) -> one.isSameTag(other) ? one : other));
    added.entries().forEach(entry -> byTag.merge(entry.tag(), entry, ReleasePullRequest::updated));
    return List.copyOf(byTag.values());
  }

  /** What there was no space for once is not shown later: a retry would give another text. */
  private static ReleaseEntry updated(ReleaseEntry listed, ReleaseEntry added) {
    return listed.isSameTag(added) && listed.changelog().isEmpty()
        ? added.withoutChangelog()
        : added;
  }

  private static List<String> warnings(
      ReleaseTarget target, Listed listed, List<ReleaseRegion> earlier, Added added) {
    ReleaseRegion known = listed.saved().isPresent() ? earlier.getFirst() : earlier.getLast();
    List<String> all =
        Stream.concat(known.warnings().stream(), added.lines(target.page())).distinct().toList();
    List<String> shown =
        all.stream().filter(line -> !line.equals(MORE_WARNINGS)).limit(MOST_WARNINGS).toList();
    return shown.size() == all.size()
        ? shown
        : Stream.concat(shown.stream(), Stream.of(MORE_WARNINGS)).toList();
  }

  /**
   * The parts that an earlier body had no space for are no longer available. Showing the others
   * would make those look missing, and a retry would produce another text.
   */
  private static Detail fullestDetail(List<ReleaseRegion> earlier) {
    if (earlier.stream().anyMatch(ReleaseRegion::lacksLineage)) {
      return Detail.RELEASES;
    }
    return earlier.stream().anyMatch(ReleaseRegion::lacksTable) ? Detail.NAMES : Detail.CHANGELOGS;
  }

  /** What the body of a release pull request lists; nothing in another one's body. */
  public static List<ReleaseEntry> listedIn(String body) {
    return ReleaseRegion.in(body).entries();
  }

  /**
   * The longest changelog that a body may show.
   *
   * @param all the length of all changelogs together
   */
  public static int longestChangelog(long all) {
    return all <= MAX_BODY_LENGTH ? MAX_BODY_LENGTH : Detail.SECOND_LONGEST_CHANGELOG;
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
