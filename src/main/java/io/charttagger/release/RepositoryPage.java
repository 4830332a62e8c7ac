package io.charttagger.release;

import io.charttagger.chart.CommitSha;
import io.charttagger.chart.TagName;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A repository's page and those below it.
 *
 * @param address as in {@code https://github.com/owner/name}
 */
public record RepositoryPage(String address) {
  // The object of a tag has no page.
  private static final Pattern COMMIT =
      Pattern.compile("(?<!object )(?<![0-9a-f])[0-9a-f]{40}(?![0-9a-f])");

  // The unreserved characters of RFC 3986, and what separates the names of a path.
  private static final String IN_ADDRESSES =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";

  /** The page of a tag, which shows its annotation. */
  public String ofTag(TagName tag) {
    return "%s/releases/tag/%s".formatted(address, encoded(tag.value()));
  }

  /** The files that a tag has. */
  public String ofFiles(TagName tag) {
    return "%s/tree/%s".formatted(address, encoded(tag.value()));
  }

  /** What is in one tag and not in another. */
  public String ofComparison(TagName from, TagName to) {
    return "%s/compare/%s...%s".formatted(address, encoded(from.value()), encoded(to.value()));
  }

  /** The page of a commit. */
  public String ofCommit(CommitSha commit) {
    return "%s/commit/%s".formatted(address, commit);
  }

  /** A directory as a commit has it. */
  public String ofDirectory(CommitSha commit, String directory) {
    return directory.equals(".")
        ? "%s/tree/%s".formatted(address, commit)
        : "%s/tree/%s/%s".formatted(address, commit, encoded(directory));
  }

  /** The page of a pull request. */
  public String ofPullRequest(int number) {
    return "%s/pull/%d".formatted(address, number);
  }

  /** What a branch has that another one has not. */
  public String ofBranches(String base, String head) {
    return "%s/compare/%s...%s".formatted(address, encoded(base), encoded(head));
  }

  /** Untrusted text on one line, as {@link QuotedMarkdown#cell}, where commits are short links. */
  public String cell(String text) {
    return COMMIT
        .matcher(QuotedMarkdown.cell(text))
        .replaceAll(found -> link(CommitSha.parse(found.group())));
  }

  /** A commit's seven digits as a link. */
  public String link(CommitSha commit) {
    return "[`%s`](%s)".formatted(commit.abbreviated(), ofCommit(commit));
  }

  private static String encoded(String path) {
    StringBuilder encoded = new StringBuilder();
    for (byte octet : path.getBytes(StandardCharsets.UTF_8)) {
      if (IN_ADDRESSES.indexOf(octet) >= 0) {
        encoded.append((char) octet);
      } else {
        encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
      }
    }
    return encoded.toString();
  }
}
