package io.charttagger.local.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.CommitSha;
import io.charttagger.local.git.FileChanges;
import io.charttagger.local.git.GitHistory;
import io.charttagger.local.git.Note;
import io.charttagger.local.github.Latency;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Whatever keeps the main job from its work ends in one sentence: what is wrong, what to do. */
@ResourceLock("target")
final class FailureSentenceTest {
  private static final Instant WHEN = Instant.parse("2026-10-01T08:00:00Z");

  @TempDir private Path directory;
  private Path given;
  private CommitSha root;
  private CommitSha raised;
  private CommitSha aside;

  @BeforeEach
  void makeARepository() {
    given = directory.resolve("charts.git");
    try (GitHistory history = GitHistory.at(given)) {
      root = commit(history, "main", "Start", "1.0.0");
      raised = commit(history, "main", "Raise", "1.1.0");
      history.branch("aside", root);
      aside = commit(history, "aside", "Elsewhere", "3.0.0");
      history.lightweightTag("first", root);
    }
  }

  @Test
  void ofAPathThatIsNoRepository() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    Path within = Files.createDirectories(directory.resolve("clone/charts/a"));
    Files.createDirectories(directory.resolve("clone/.git"));

    assertThat(sentence("repo=" + directory.resolve("nowhere")))
        .isEqualTo(
            "There is no %s: give the directory of a clone with -Drepo=PATH"
                .formatted(directory.resolve("nowhere")));
    assertThat(sentence("repo=" + file)).contains("is a file: give the directory of a clone");
    assertThat(sentence("repo=" + directory))
        .contains("is no git repository: give the directory of a clone with -Drepo=PATH");
    assertThat(sentence("repo=" + within))
        .isEqualTo(
            "%s is a directory within a repository: give the repository itself, -Drepo=%s"
                .formatted(within, directory.resolve("clone")));
  }

  @Test
  void ofAnAddressWithTheCommandThatClonesItAndWithoutItsPassword() {
    assertThat(sentence("repo=https://me:secret@github.com/acme/charts.git"))
        .isEqualTo(
            "-Drepo=https://github.com/acme/charts.git is an address, and only a repository on this"
                + " machine is read: run `git clone https://github.com/acme/charts.git ../charts`,"
                + " then give -Drepo=../charts");
    assertThat(sentence("repo=git@github.com:acme/charts.git"))
        .contains("run `git clone git@github.com:acme/charts.git ../charts`");
    assertThat(sentence("repo=ssh://git@host/x/it's/"))
        .contains("run `git clone 'ssh://host/x/it'\\''s/' '../it'\\''s'`");
    assertThat(sentence("repo=file:///srv/charts")).contains("give the path, -Drepo=/srv/charts");
  }

  @Test
  void ofTheHomeOfSomebodyElse() {
    assertThat(sentence("repo=~somebody/charts"))
        .isEqualTo(
            "-Drepo=~somebody/charts: the home of another user is not looked up; give the whole"
                + " path");
    assertThat(GivenPath.parse("~/charts", directory)).isEqualTo(directory.resolve("charts"));
    assertThat(GivenPath.parse("~", directory)).isEqualTo(directory.resolve(""));
    assertThat(GivenPath.parse("a~b", directory)).isEqualTo(Path.of("a~b"));
  }

  @Test
  void ofAShallowAndOfAPartialClone() throws IOException {
    Files.writeString(given.resolve("shallow"), root + "\n");
    assertThat(sentence(""))
        .isEqualTo(
            "%1$s is a shallow clone, which lacks history: run `git -C %1$s fetch --unshallow`"
                .formatted(given));

    Files.delete(given.resolve("shallow"));
    configure("[remote \"origin\"]\n\tpromisor = true\n\tpartialclonefilter = blob:none\n");
    assertThat(sentence(""))
        .isEqualTo(
            given + " is a partial clone, which lacks files: clone it anew without --filter");
  }

  @Test
  void ofARepositoryOfAKindThatIsNotRead() throws IOException {
    configure("[extensions]\n\trefStorage = reftable\n");
    assertThat(sentence("")).contains("keeps its refs in a reftable", "git clone --bare ");

    configure("[extensions]\n\tobjectFormat = sha256\n");
    assertThat(sentence("")).contains("is a SHA-256 repository, and GitHub has SHA-1 ones only");
  }

  @Test
  void ofAnEmptyRepository() {
    Path empty = directory.resolve("empty.git");
    GitHistory.at(empty).close();

    assertThat(sentence("repo=" + empty))
        .isEqualTo(
            "The given repository has no commit on any branch: give one that has, with"
                + " -Drepo=PATH");
  }

  @Test
  void ofALinkedWorkTreeWhoseRepositoryIsGone() throws IOException {
    Path tree = Files.createDirectories(directory.resolve("tree"));
    Files.writeString(tree.resolve(".git"), "gitdir: /gone/.git/worktrees/tree\n");

    assertThat(sentence("repo=" + tree))
        .isEqualTo(
            "%s/.git names /gone/.git/worktrees/tree, which does not exist: run `git worktree"
                    .formatted(tree)
                + " repair` in the repository that it belongs to, or give that one with"
                + " -Drepo=PATH");
  }

  @Test
  void ofABranchThatIsNotThereWithThoseThatAre() {
    assertThat(sentence("main.branch=trunk"))
        .isEqualTo(
            "There is no branch trunk in the given repository: choose one with"
                + " -Dmain.branch=NAME; there are aside, main");
  }

  @Test
  void ofAHeadThatIsOnNoBranch() throws IOException {
    Files.writeString(given.resolve("HEAD"), root + "\n");
    try (GivenCharts charts = open()) {
      assertThat(charts.mainBranch()).isEqualTo("main");
    }

    Files.move(given.resolve("refs/heads/main"), given.resolve("refs/heads/trunk"));
    assertThat(sentence(""))
        .isEqualTo(
            "HEAD of the given repository is on no branch with commits: choose one with"
                + " -Dmain.branch=NAME; there are aside, trunk");
  }

  @Test
  void ofADirectoryOfChartsThatIsNotThereWithThoseThatAre() {
    assertThat(sentence("charts.dir=stable"))
        .isEqualTo(
            "There is no directory stable at %s: name the charts directories with"
                    .formatted(raised.abbreviated())
                + " -Dcharts.dir=charts");
    assertThat(sentence("charts.dir=*/none"))
        .isEqualTo(
            "No push of main changed a chart in */none: choose other directories with"
                + " -Dcharts.dir, or another branch with -Dmain.branch");
    assertThat(sentence("charts.dir=*/none,pushes=5")).startsWith("No push of main changed a");
  }

  @Test
  void ofACommitThatIsNotThereOrNoneAtAll() {
    for (String unknown : List.of("abcdef0", "no/such", "HEAD~99", "a..b", "main@{1}", "-x")) {
      assertThat(sentence("after=" + unknown))
          .as(unknown)
          .isEqualTo(
              "There is no commit %s in the given repository: give a SHA, a branch or a tag of it"
                  .formatted(unknown));
      assertThat(sentence("before=" + unknown)).contains("no commit " + unknown);
    }
    assertThat(sentence("after=main:charts"))
        .contains("main:charts", ": give a SHA, a branch or a tag");
  }

  @Test
  void ofAPushThatCannotHaveBeen() {
    assertThat(sentence("after=aside"))
        .isEqualTo(
            "Commit %s is not on the main branch: give one that is with -Dafter, or another branch"
                    .formatted(aside.abbreviated())
                + " with -Dmain.branch");
    assertThat(sentence("after=first"))
        .isEqualTo(
            "Commit %s is the first one, and nothing was before it: give a later one with -Dafter"
                .formatted(root.abbreviated()));
    assertThat(sentence("before=aside"))
        .isEqualTo(
            "Commit %s is no ancestor of %s, where the push ends: give an earlier commit with -Dbefore"
                .formatted(aside.abbreviated(), raised.abbreviated()));
    assertThat(sentence("before=main"))
        .isEqualTo(
            "The push would begin and end at %s: give an earlier commit with -Dbefore"
                .formatted(raised.abbreviated()));
  }

  @Test
  void ofNumbersThatAreNone() {
    for (String wrong : List.of("0", "-1", "many", "1.5", "1000000", "99999999999")) {
      assertThat(sentence("pushes=" + wrong))
          .isEqualTo("-Dpushes=%s: give a number from 1 to 999999".formatted(wrong));
    }
    assertThat(sentence("pushes=2,glue=0")).startsWith("-Dglue=0: give a number");
  }

  @Test
  void ofSwitchesThatDoNotGoTogether() {
    assertThat(sentence("pushes=5,after=main"))
        .isEqualTo(
            "-Dpushes replays the last pushes of the main branch and -Dafter chooses one push:"
                + " leave one of the two out");
    assertThat(sentence("pushes=5,before=main")).contains("-Dbefore chooses one push");
    assertThat(sentence("pushes=5,serve=true")).contains("leave one of the two out");
    assertThat(sentence("glue=5")).endsWith("add -Dpushes=NUMBER");
    assertThat(sentence("repo=,pushes=3"))
        .isEqualTo("-Dpushes needs a repository: add -Drepo=PATH");
    assertThat(sentence("repo=,tag.format=x")).startsWith("-Dtag.format needs a repository");
  }

  @Test
  void ofAFormOfTagsThatTheFunctionDoesNotAccept() {
    assertThat(sentence("tag.format=nothing"))
        .isEqualTo(
            "-Dtag.format is \"nothing\": write {version} exactly once, as in"
                + " {chart}-v{version}");
    assertThat(sentence("charts.dir=**,tag.format=v{version}"))
        .isEqualTo(
            "-Dtag.format is \"v{version}\": write {chart} too, or let -Dcharts.dir name one directory"
                + " that is itself the chart");
  }

  @Test
  void ofFilesThatCannotBeRead() {
    FailureText text = new FailureText(directory.resolve("trace.txt"));

    assertThat(text.of(new UncheckedIOException(new AccessDeniedException("/r/objects"))))
        .startsWith("/r/objects cannot be read or written by ")
        .endsWith(": allow it, or give a clone of your own");
    assertThat(text.of(new UncheckedIOException(new NoSuchFileException("/r/HEAD"))))
        .isEqualTo("/r/HEAD does not exist any more: is something else at work there? Try again");
    assertThat(
            text.of(
                new UncheckedIOException(
                    new FileSystemException("/t", null, "No space left on device"))))
        .isEqualTo(
            "/t cannot be read or written (No space left on device): correct that, and try again");
    assertThat(text.of(new UncheckedIOException(new FileSystemException("/t"))))
        .isEqualTo(
            "/t cannot be read or written (the system gives no reason): correct that, and try again");
    ObjectId missing = ObjectId.fromString("a".repeat(40));
    assertThat(
            text.of(
                new UncheckedIOException(
                    new MissingObjectException(missing, Constants.OBJ_COMMIT))))
        .isEqualTo(
            "object %s is missing in the given repository: run `git fsck` in it, or clone it anew"
                .formatted("a".repeat(40)));
    assertThat(directory.resolve("trace.txt")).doesNotExist();
  }

  @Test
  void ofWhatNobodyExpectedWithTheStackTraceInAFile() {
    Path trace = directory.resolve("trace.txt");

    assertThat(new FailureText(trace).of(new IllegalStateException("never")))
        .isEqualTo(
            "this is a mistake of Chart Tagger's local run, not yours: report it with %s"
                    .formatted(trace)
                + " (IllegalStateException)");
    assertThat(trace).content().contains("never", "\tat io.charttagger");
  }

  @Test
  void isNotNeededForANameThatGitTakes() throws IOException {
    Files.writeString(given.resolve("HEAD"), "ref: refs/heads/main\n");
    try (GivenCharts charts = open()) {
      assertThat(charts.commit("HEAD~1")).isEqualTo(root);
      assertThat(charts.commit("main^")).isEqualTo(root);
      assertThat(charts.commit("first")).isEqualTo(root);
      assertThat(charts.commit("aside")).isEqualTo(aside);
      assertThat(charts.commit(raised.value().substring(0, 7))).isEqualTo(raised);
    }
  }

  @Test
  void isNotNeededWhereOnlyTheRemoteHasTheMainBranch() throws IOException {
    Path heads = given.resolve("refs/heads");
    Path remote = Files.createDirectories(given.resolve("refs/remotes/origin"));
    Files.move(heads.resolve("main"), remote.resolve("main"));
    Files.writeString(remote.resolve("HEAD"), "ref: refs/remotes/origin/main\n");
    Files.writeString(given.resolve("HEAD"), "ref: refs/heads/aside\n");

    try (GivenCharts charts = open()) {
      assertThat(charts.mainBranch()).isEqualTo("main");
      assertThat(charts.tip()).isEqualTo(raised);
      assertThat(charts.commit("origin/main~1")).isEqualTo(root);
      assertThat(charts.commit("main")).isEqualTo(raised);
    }
  }

  @Test
  void isNotNeededForALinkedWorkTree() throws IOException {
    Path own = Files.createDirectories(given.resolve("worktrees/tree"));
    Files.writeString(own.resolve("commondir"), "../..\n");
    Files.writeString(own.resolve("HEAD"), "ref: refs/heads/aside\n");
    Path tree = Files.createDirectories(directory.resolve("tree"));
    Files.writeString(tree.resolve(".git"), "gitdir: " + own + "\n");
    given = tree;

    try (GivenCharts charts = open()) {
      assertThat(charts.mainBranch()).isEqualTo("aside");
      assertThat(charts.tip()).isEqualTo(aside);
    }
  }

  @Test
  void isNotNeededForASubmodule() throws IOException {
    Path modules = Files.createDirectories(directory.resolve("super/.git/modules"));
    Files.move(given, modules.resolve("sub"));
    given = Files.createDirectories(directory.resolve("super/sub"));
    Files.writeString(given.resolve(".git"), "gitdir: ../.git/modules/sub\n");

    try (GivenCharts charts = open()) {
      assertThat(charts.tip()).isEqualTo(raised);
    }
  }

  @Test
  void isNotNeededWhereThereAreFewerPushesThanAreAskedFor() {
    Shown shown = run("pushes=50");

    assertThat(shown.exit()).isZero();
    assertThat(shown.text())
        .contains("-Dpushes=50: main has only 1 that changed a chart; all of them are replayed.");
  }

  private GivenCharts open() {
    JobOptions options = JobOptions.read(name -> name.equals("repo") ? given.toString() : "");
    return GivenCharts.open(given, options, directory.resolve("scratch"));
  }

  private record Shown(int exit, String text) {}

  /** What stands last, below its heading. */
  private String sentence(String options) {
    Shown shown = run(options);
    assertThat(shown.exit()).as(shown.text()).isEqualTo(1);
    assertThat(shown.text()).doesNotContain("\tat ", "Exception");
    List<String> lines = shown.text().lines().toList();
    assertThat(lines.get(lines.size() - 4)).startsWith("== The main job failed; ");
    assertThat(lines.getLast()).isEmpty();
    return lines.get(lines.size() - 2);
  }

  private Shown run(String options) {
    Map<String, String> properties = new HashMap<>(Map.of("repo", given.toString()));
    for (String option : options.split(",", -1)) {
      int equals = option.indexOf('=');
      if (equals > 0) {
        properties.put(option.substring(0, equals), option.substring(equals + 1));
      }
    }
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    Screen screen = new Screen(new PrintStream(shown, true, UTF_8), false);
    int exit = MainJob.run(properties::get, screen, Latency.NONE);
    return new Shown(exit, shown.toString(UTF_8));
  }

  private void configure(String text) throws IOException {
    Files.writeString(given.resolve("config"), text);
  }

  private static CommitSha commit(
      GitHistory history, String branch, String message, String version) {
    return history.commit(
        branch,
        FileChanges.none()
            .write("charts/a/Chart.yaml", "name: a\nversion: %s\n".formatted(version)),
        Note.of(message, WHEN));
  }
}
