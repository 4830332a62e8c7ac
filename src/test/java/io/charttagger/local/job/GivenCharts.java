package io.charttagger.local.job;

import io.charttagger.chart.CommitSha;
import io.charttagger.chart.RepositoryName;
import io.charttagger.local.LocalCloud;
import io.charttagger.local.git.Refs;
import io.charttagger.local.github.SimulatedRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;

/** A real charts repository of this machine, put back to where it stood before some push. */
final class GivenCharts implements AutoCloseable {
  private final RepositoryName name;
  private final LinkedRepository linked;
  private final String mainBranch;
  private final JobOptions options;

  private GivenCharts(
      RepositoryName name, LinkedRepository linked, String mainBranch, JobOptions options) {
    this.name = name;
    this.linked = linked;
    this.mainBranch = mainBranch;
    this.options = options;
  }

  /**
   * Links it into that directory; nothing is written where it is.
   *
   * @throws JobFailure when the options do not fit it
   */
  static GivenCharts open(Path path, JobOptions options, Path directory) {
    GivenRepository given = GivenRepository.at(path);
    LinkedRepository linked = LinkedRepository.of(given, directory);
    GivenCharts charts =
        new GivenCharts(
            RepositoryName.parse(given.name()),
            linked,
            linked.mainBranch(options.mainBranch()),
            options);
    charts.pushes().check(charts.tip());
    return charts;
  }

  String mainBranch() {
    return mainBranch;
  }

  /** Where the main branch stands in truth. */
  CommitSha tip() {
    return linked.tip(mainBranch).orElseThrow();
  }

  ChartPushes pushes() {
    return new ChartPushes(linked.git(), options.chartDirectories());
  }

  /** A commit by whatever names it. */
  CommitSha commit(String text) {
    return linked.commit(text);
  }

  /** The settings that the function needs for it. */
  Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("ALLOWED_REPOSITORIES", name.toString());
    settings.put("MAIN_BRANCH", mainBranch);
    settings.put("CHARTS_DIR", String.join(",", options.chartDirectories()));
    options.tagFormat().ifPresent(format -> settings.put("TAG_FORMAT", format));
    return settings;
  }

  /** Serves it, its main and release branches standing where they are told. */
  SimulatedRepository hostAt(LocalCloud cloud, CommitSha before) {
    try {
      linked.git().updateRef(Constants.HEAD).link(Constants.R_HEADS + mainBranch);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    moveMain(before);
    Refs.put(linked.git(), Constants.R_HEADS + "release", ObjectId.fromString(before.value()));
    SimulatedRepository repository = cloud.github().host(name, linked.git());
    repository.defaultBranch(mainBranch);
    return repository;
  }

  /** The tags of the given repository. */
  GivenTags tags() {
    return linked.tags();
  }

  /** The repository that is served, with the tags that were made. */
  Repository git() {
    return linked.git();
  }

  /** {@code owner/name}. */
  RepositoryName name() {
    return name;
  }

  /** The address of its page on github.com, if its remote is there. */
  Optional<String> address() {
    return linked.given().address();
  }

  /** Somebody pushes. */
  void moveMain(CommitSha commit) {
    Refs.put(linked.git(), Constants.R_HEADS + mainBranch, ObjectId.fromString(commit.value()));
  }

  @Override
  public void close() {
    linked.close();
  }
}
