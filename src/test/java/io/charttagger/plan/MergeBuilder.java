package io.charttagger.plan;

import io.charttagger.chart.ChartAt;
import io.charttagger.chart.ChartYaml;
import io.charttagger.chart.Commit;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.PullRequest;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Builds a {@link Merge}. By default it comes from pull request #7, which has no description. */
public final class MergeBuilder {
  public static final Instant WHEN = Instant.parse("2026-11-22T10:11:12Z");

  private final CommitSha commit;
  private final Map<String, ChartYaml.Chart> sameNamedSiblings = new TreeMap<>();
  private Optional<PullRequest> source = Optional.of(pullRequest(7, ""));
  private String author = "Ada Lovelace";
  private String subject = "Add a chart";

  private MergeBuilder(CommitSha commit) {
    this.commit = commit;
  }

  /** On the commit whose SHA is this digit, repeated forty times. */
  public static MergeBuilder on(String digit) {
    return new MergeBuilder(sha(digit));
  }

  public static CommitSha sha(String digit) {
    return CommitSha.parse(digit.repeat(40));
  }

  public static PullRequest pullRequest(int number, String body) {
    return new PullRequest(number, body, "ada", "integration/a", sha("f"));
  }

  public MergeBuilder from(int number, String body) {
    source = Optional.of(pullRequest(number, body));
    return this;
  }

  public MergeBuilder saying(String message) {
    subject = message;
    return this;
  }

  public MergeBuilder withoutPullRequest(String name, String firstLine) {
    source = Optional.empty();
    author = name;
    subject = firstLine;
    return this;
  }

  /** A chart that the merge did not change. */
  public MergeBuilder withUnchanged(String directory, String name, String version) {
    if (ChartStateBuilder.chart(name, version) instanceof ChartAt.Found(ChartYaml.Chart chart)) {
      sameNamedSiblings.put(directory, chart);
    }
    return this;
  }

  public Merge changing(ChartStateBuilder... directories) {
    return new Merge(
        new Commit(commit, List.of(), author, subject, WHEN),
        source,
        Arrays.stream(directories).map(ChartStateBuilder::state).toList(),
        sameNamedSiblings);
  }
}
