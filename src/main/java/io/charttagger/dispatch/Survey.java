package io.charttagger.dispatch;

import io.charttagger.chart.ChartName;
import io.charttagger.chart.RepositoryName;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * A request about the charts that a repository's main branch has now.
 *
 * @param repository the repository
 * @param charts the names of the charts to consider; empty means all
 * @param installation the GitHub App's installation, as the caller gives it: saves a call, proves
 *     nothing
 * @param branch the branch, as the caller gives it
 */
public record Survey(
    RepositoryName repository,
    Set<ChartName> charts,
    OptionalLong installation,
    Optional<String> branch) {

  /** Copies the names, in order. */
  public Survey {
    charts = Collections.unmodifiableSet(new TreeSet<>(charts));
  }
}
