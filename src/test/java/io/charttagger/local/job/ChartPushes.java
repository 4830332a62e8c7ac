package io.charttagger.local.job;

import io.charttagger.chart.CommitSha;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/**
 * The pushes of a branch that changed a chart: the commits on its first-parent line that have
 * something else in a charts directory than one commit before.
 */
final class ChartPushes {
  private final Repository git;
  private final List<String> directories;
  private final List<Pattern> inDirectories;

  ChartPushes(Repository git, List<String> directories) {
    this.git = git;
    this.directories = directories;
    this.inDirectories = directories.stream().map(ChartPushes::beginning).toList();
  }

  /** What the paths of all that is in a directory begin with. */
  private static Pattern beginning(String directory) {
    StringBuilder regex = new StringBuilder();
    for (String part : directory.split("/", -1)) {
      regex.append(
          switch (part) {
            case "", "." -> "";
            case "*" -> "[^/]+/";
            case "**" -> "(?:[^/]+/)*";
            default -> Pattern.quote(part + "/");
          });
    }
    return Pattern.compile(regex.toString());
  }

  /** The part of a pattern before its first wildcard. */
  private static String plain(String directory) {
    String plain = directory.replaceFirst("(^|/)\\*.*", "");
    return plain.isEmpty() ? "." : plain;
  }

  /**
   * One push.
   *
   * @param before what the branch stood on
   */
  record ChartPush(CommitSha before, CommitSha after, String subject) {}

  /** Why there may be none. */
  JobFailure none(String branch) {
    return new JobFailure(
        "no push of %s changed a chart in %s: choose other directories with -Dcharts.dir, or another branch with -Dmain.branch"
            .formatted(branch, String.join(",", directories)));
  }

  /** The last so many, oldest first; a root commit, which nothing was before, is left out. */
  List<ChartPush> last(int count, CommitSha tip) {
    List<ChartPush> pushes = new ArrayList<>();
    try (RevWalk walk = new RevWalk(git)) {
      RevCommit commit = walk.parseCommit(ObjectId.fromString(tip.value()));
      while (commit.getParentCount() > 0 && pushes.size() < count) {
        RevCommit parent = walk.parseCommit(commit.getParent(0));
        if (isChartDifferent(parent, commit)) {
          pushes.addFirst(
              new ChartPush(
                  CommitSha.parse(parent.name()),
                  CommitSha.parse(commit.name()),
                  commit.getShortMessage()));
        }
        commit = parent;
      }
      return pushes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The first-parent line from one commit, which is not counted, to another.
   *
   * @param commits how many there are
   * @param merges how many of them changed a chart
   */
  record Line(int commits, int merges) {}

  /** Counts it. */
  Line line(CommitSha before, CommitSha after) {
    int commits = 0;
    int merges = 0;
    try (RevWalk walk = new RevWalk(git)) {
      RevCommit commit = walk.parseCommit(ObjectId.fromString(after.value()));
      while (!commit.name().equals(before.value()) && commit.getParentCount() > 0) {
        RevCommit parent = walk.parseCommit(commit.getParent(0));
        commits++;
        if (isChartDifferent(parent, commit)) {
          merges++;
        }
        commit = parent;
      }
      return new Line(commits, merges);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The push that ended at that commit.
   *
   * @param before what the branch stood on; the commit's first parent when it is not given
   * @param tip of the branch
   * @throws JobFailure when there can be no such push
   */
  ChartPush push(Optional<CommitSha> before, CommitSha after, CommitSha tip) {
    try (RevWalk walk = new RevWalk(git)) {
      RevCommit commit = walk.parseCommit(ObjectId.fromString(after.value()));
      if (!walk.isMergedInto(commit, walk.parseCommit(ObjectId.fromString(tip.value())))) {
        throw new JobFailure(
            "commit %s is not on the main branch: give one that is with -Dafter, or another branch with -Dmain.branch"
                .formatted(after.abbreviated()));
      }
      if (before.isEmpty() && commit.getParentCount() == 0) {
        throw new JobFailure(
            "commit %s is the first one, and nothing was before it: give a later one with -Dafter"
                .formatted(after.abbreviated()));
      }
      if (before.isPresent()) {
        checkBefore(walk, before.get(), commit);
      }
      return new ChartPush(
          before.orElseGet(() -> CommitSha.parse(commit.getParent(0).name())),
          after,
          commit.getShortMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void checkBefore(RevWalk walk, CommitSha before, RevCommit after)
      throws IOException {
    String last = after.name().substring(0, 7);
    if (before.value().equals(after.name())) {
      throw new JobFailure(
          "the push would begin and end at %s: give an earlier commit with -Dbefore"
              .formatted(last));
    }
    if (!walk.isMergedInto(walk.parseCommit(ObjectId.fromString(before.value())), after)) {
      throw new JobFailure(
          "commit %s is no ancestor of %s, where the push ends: give an earlier commit with -Dbefore"
              .formatted(before.abbreviated(), last));
    }
  }

  /**
   * Checks that at least one of the charts directories exists.
   *
   * @throws JobFailure naming those that hold charts instead
   */
  void check(CommitSha tip) {
    try (RevWalk walk = new RevWalk(git)) {
      RevCommit commit = walk.parseCommit(ObjectId.fromString(tip.value()));
      if (directories.stream().noneMatch(directory -> holds(commit, plain(directory)))) {
        Set<String> found = holdCharts(commit);
        throw new JobFailure(
            found.isEmpty()
                ? "there is no directory %s at %s, and no Chart.yaml in any other: choose another branch with -Dmain.branch, or another repository"
                    .formatted(String.join(",", directories), tip.abbreviated())
                : "there is no directory %s at %s: name the charts directories with -Dcharts.dir=%s"
                    .formatted(
                        String.join(",", directories), tip.abbreviated(), String.join(",", found)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether something in a charts directory, or such a directory itself, is not as it was. */
  private boolean isChartDifferent(RevCommit before, RevCommit after) throws IOException {
    try (TreeWalk walk = new TreeWalk(git)) {
      walk.addTree(before.getTree());
      walk.addTree(after.getTree());
      walk.setFilter(TreeFilter.ANY_DIFF);
      walk.setRecursive(true);
      while (walk.next()) {
        String path = walk.getPathString() + "/";
        if (inDirectories.stream().anyMatch(it -> it.matcher(path).lookingAt())) {
          return true;
        }
      }
      return false;
    }
  }

  private boolean holds(RevCommit commit, String directory) {
    if (directory.equals(".")) {
      return true;
    }
    try (TreeWalk walk = TreeWalk.forPath(git, directory, commit.getTree())) {
      return walk != null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Set<String> holdCharts(RevCommit commit) throws IOException {
    Set<String> directories = new TreeSet<>();
    try (TreeWalk walk = new TreeWalk(git)) {
      walk.addTree(commit.getTree());
      walk.setRecursive(true);
      while (walk.next()) {
        String path = walk.getPathString();
        if (walk.getNameString().equals("Chart.yaml")) {
          directories.add(path.contains("/") ? path.substring(0, path.indexOf('/')) : ".");
        }
      }
    }
    // The chart at the root holds whatever is below it.
    return directories.contains(".") ? Set.of(".") : directories;
  }
}
