package io.charttagger.history;

import io.charttagger.chart.CommitSha;
import io.charttagger.plan.Warning;
import io.charttagger.port.Budget;
import io.charttagger.port.ReadableRepository;
import io.charttagger.settings.ChartDirectories;
import io.charttagger.settings.RepositorySettings;
import java.util.List;

/** Reads how a repository is set up at a commit that is known to exist, by the rules of a run. */
public final class SetupReader {
  private final Trees trees;
  private final SettingsReader settings;

  /**
   * Reads nothing yet.
   *
   * @param budget the time that retries may take
   */
  public SetupReader(ReadableRepository repository, StateReader.Layout layout, Budget budget) {
    this.trees = new Trees(repository, budget);
    this.settings = new SettingsReader(trees, layout);
  }

  /**
   * The settings at a commit.
   *
   * @throws UnusableSettings when its file is wrong
   * @throws UnfitSettings when it has none, and the deployment's do not fit the repository
   */
  public RepositorySettings settings(CommitSha commit) {
    return settings.at(commit);
  }

  /** A warning for each place where charts are looked for and that does not exist. */
  public List<Warning> misnamed(ChartDirectories charts, CommitSha commit) {
    return new NamedDirectories(trees, charts).misnamed(commit, List.of());
  }
}
