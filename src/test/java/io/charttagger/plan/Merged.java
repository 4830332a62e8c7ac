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

/** One merge; what a test does not say is pull request #7 without a body. */
public final class Merged {
  public static final Instant WHEN = Instant.parse("2026-11-22T10:11:12Z");

  private final CommitSha commit;
  private final Map<String, ChartYaml.Chart> bystanders = new TreeMap<>();
  private Optional<PullRequest> source = Optional.of(pullRequest(7, ""));
  private String author = "Ada Lovelace";
  private String subject = "Add a chart";

  private Merged(CommitSha commit) {
    this.commit = commit;
  }

  /** On the commit whose SHA is this digit, forty times. */
  public static Merged on(String digit) {
    return new Merged(sha(digit));
  }

  public static CommitSha sha(String digit) {
    return CommitSha.parse(digit.repeat(40));
  }

  public static PullRequest pullRequest(int number, String body) {
    return new PullRequest(number, body, "integration/a", sha("f"));
  }

  public Merged from(int number, String body) {
    source = Optional.of(pullRequest(number, body));
    return this;
  }

  public Merged pushedBy(String name, String firstLine) {
    source = Optional.empty();
    author = name;
    subject = firstLine;
    return this;
  }

  /** A chart that the merge left alone. */
  public Merged beside(String directory, String name, String version) {
    if (Changed.chart(name, version) instanceof ChartAt.Found(ChartYaml.Chart chart)) {
      bystanders.put(directory, chart);
    }
    return this;
  }

  public Merge changing(Changed... directories) {
    return new Merge(
        new Commit(commit, List.of(), author, subject, WHEN),
        source,
        Arrays.stream(directories).map(Changed::state).toList(),
        bystanders);
  }
}
