package io.charttagger.local.git;

import java.time.Instant;
import java.time.ZoneOffset;
import org.eclipse.jgit.lib.PersonIdent;

/**
 * Who says what when: the part of a commit or tag that is not content.
 *
 * @param author {@code Name <address>}, or a bare name that gets an address of its own
 * @param when author and committer date, whole seconds, UTC
 */
public record Note(String message, String author, Instant when) {

  /** A note by the author that most tests do not care about. */
  public static Note of(String message, Instant when) {
    return new Note(message, "Olivia Octocat <olivia@example.com>", when);
  }

  PersonIdent person() {
    int open = author.indexOf(" <");
    String name = open < 0 ? author : author.substring(0, open);
    String address =
        open < 0
            ? author.toLowerCase(java.util.Locale.ROOT).replace(' ', '.') + "@example.com"
            : author.substring(open + 2, author.length() - 1);
    return new PersonIdent(name, address, when, ZoneOffset.UTC);
  }
}
