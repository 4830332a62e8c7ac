package io.charttagger.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.charttagger.chart.CommitSha;
import io.charttagger.local.git.FileChanges;
import io.charttagger.local.git.GitHistory;
import io.charttagger.local.git.Note;
import io.charttagger.local.github.DispatchMessage;
import io.charttagger.local.github.MergeMethod;
import io.charttagger.local.github.PullRequestDraft;
import io.charttagger.local.github.SimulatedRepository;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/** A charts repository on the simulator that gets one merged pull request after the other. */
final class ChartsRepository implements AutoCloseable {
  // Long past, so that nothing waits for GitHub's late answers.
  private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

  private final Shape shape;
  private final ChartFiles files;
  private final SimulatedRepository repository;
  private final GitHistory history;
  private int minutes;
  private int merges;

  /** Fills an empty repository. */
  ChartsRepository(Shape shape, SimulatedRepository repository, GitHistory history) {
    this.shape = shape;
    this.files = new ChartFiles(shape.layout());
    this.repository = repository;
    this.history = history;
    importCharts();
    commitToOtherCharts();
  }

  SimulatedRepository hosted() {
    return repository;
  }

  /** Raises the version of the first so many charts in one merge. */
  Push raise(int charts) {
    return merge("Raise charts", changes -> raised(changes, charts));
  }

  /** The same of one chart, in a merge that also changes many files that belong to none. */
  Push raiseAmongServices(int services) {
    return merge(
        "Raise a chart and change all services",
        changes -> ChartFiles.services(raised(changes, 1), services, merges));
  }

  /** Changes so many charts without a new version. */
  Push touch(int charts) {
    return merge(
        "Comment on the values",
        changes -> {
          FileChanges touched = changes;
          for (int chart = 0; chart < charts; chart++) {
            touched = files.touch(touched, chart, merges);
          }
          return touched;
        });
  }

  /** Adds so many directories with files that belong to no chart. */
  Push addServices(int services) {
    return merge("Add services", changes -> ChartFiles.services(changes, services, merges));
  }

  /** A push without any chart in it. */
  Push document() {
    return merge("Document", changes -> changes.write("README.md", "# Charts " + merges + "\n"));
  }

  /** The message that tells of a push. */
  JsonNode dispatch(Push push) {
    return DispatchMessage.of(repository, push.before(), push.after());
  }

  @Override
  public void close() {
    history.close();
  }

  private FileChanges raised(FileChanges changes, int charts) {
    FileChanges raised = changes;
    for (int chart = 0; chart < charts; chart++) {
      raised = files.raise(raised, chart, merges);
    }
    return raised;
  }

  private Push merge(String subject, UnaryOperator<FileChanges> change) {
    merges++;
    CommitSha before = history.tip("main");
    String branch = "feature-" + merges;
    history.branch(branch, before);
    history.commit(branch, change.apply(FileChanges.none()), note(subject));
    int number =
        repository.pulls().open(new PullRequestDraft(subject, "", branch, "main")).number();
    repository.pulls().merge(number, MergeMethod.MERGE, next());
    return new Push(before, history.tip("main"));
  }

  private void importCharts() {
    FileChanges all =
        FileChanges.none()
            .write("README.md", "# Charts\n")
            .write(".github/workflows/tag.yaml", "on: push\n");
    for (int chart = 0; chart < shape.charts(); chart++) {
      all = files.add(all, chart);
    }
    CommitSha imported = history.commit("main", all, note("Import the charts"));
    history.branch("release", imported);
    for (int chart = 0; chart < shape.charts(); chart++) {
      tag(Layout.name(chart) + "-v1.0.0", imported);
    }
    for (int old = 0; old < shape.oldTags(); old++) {
      tag(Layout.name(old % shape.charts()) + "-v0." + old / shape.charts() + ".0", imported);
    }
  }

  private void tag(String name, CommitSha commit) {
    history.annotatedTag(name, commit.value(), Note.of("Release: " + name + "\n", START));
  }

  private void commitToOtherCharts() {
    CommitSha tip = history.tip("main");
    for (int commit = 0; commit < shape.commits(); commit++) {
      int chart = 1 + commit % (shape.charts() - 1);
      tip =
          history.commit(
              List.of(tip), files.touch(FileChanges.none(), chart, commit), note("Touch " + chart));
    }
    history.branch("main", tip);
  }

  private Note note(String subject) {
    return Note.of(subject + "\n", next());
  }

  private Instant next() {
    minutes++;
    return START.plusSeconds(60L * minutes);
  }
}
