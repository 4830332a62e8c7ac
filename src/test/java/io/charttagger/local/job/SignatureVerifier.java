package io.charttagger.local.job;

import io.charttagger.local.git.GitHistory;
import io.charttagger.local.github.AppSecret;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Repository;

/**
 * Has git itself verify the tags that a job makes, as their readers would, and tells how to.
 *
 * @see <a href="https://git-scm.com/docs/git-verify-tag">git verify-tag</a>
 */
final class SignatureVerifier {
  private static final String SIGNATURE = "\n-----BEGIN SSH SIGNATURE-----\n";
  // What a command line holds on any system.
  private static final int TAGS_AT_ONCE = 100;

  private final GitHistory history;
  private final Path repository;
  private final AllowedSignersFile signers;
  private final Set<String> before;

  /**
   * Begins with the tags that there are now, which others made, and writes the file of allowed
   * signers beside the repository.
   *
   * @param app whose secret has the key that will sign
   * @param git a repository on disk
   */
  SignatureVerifier(AppSecret app, Repository git) {
    history = GitHistory.of(git);
    repository = git.getDirectory().toPath();
    signers = AllowedSignersFile.beside(repository).write(app);
    before = Set.copyOf(history.tags().keySet());
  }

  /**
   * Shows what git says of the signatures of all tags made since; nothing when there are none.
   *
   * @throws JobFailure when one has no signature, or git does not accept it
   */
  void show(Screen screen) {
    List<String> made = made();
    if (made.isEmpty()) {
      return;
    }
    made.forEach(this::checkSigned);
    Optional<String> missing = VerifyTools.missing();
    if (missing.isPresent()) {
      screen.wrapped(
          0,
          "%d tags are signed with a key made for this run. Not shown is that git verify-tag accepts them: %s."
              .formatted(made.size(), missing.get()));
    } else {
      screen.good(
          "%d tags are signed with a key made for this run, and git verify-tag accepts each:"
              .formatted(made.size()));
      accepted(made).forEach(screen::good);
    }
  }

  /** The command with which people verify one of those tags; empty when there are none. */
  Optional<String> command() {
    return made().stream().findFirst().map(tag -> signers.command(repository, tag));
  }

  private List<String> made() {
    return history.tags().keySet().stream().filter(tag -> !before.contains(tag)).toList();
  }

  private void checkSigned(String tag) {
    if (!history.text(history.tags().get(tag)).contains(SIGNATURE)) {
      throw new JobFailure(tag + " has no signature");
    }
  }

  /** What git said, each line once: it says the same of all that one key signed. */
  private Set<String> accepted(List<String> tags) {
    PlainGit git = new PlainGit(repository);
    Set<String> said = new TreeSet<>();
    for (int from = 0; from < tags.size(); from += TAGS_AT_ONCE) {
      List<String> arguments = new ArrayList<>(List.of("-c", signers.setting(), "verify-tag"));
      arguments.addAll(tags.subList(from, Math.min(tags.size(), from + TAGS_AT_ONCE)));
      Stream<String> lines = git.output(arguments.toArray(String[]::new)).lines();
      lines.forEach(said::add);
    }
    return said;
  }
}
