package io.charttagger.local.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.charttagger.chart.CommitSha;
import io.charttagger.local.Run;
import io.charttagger.local.git.Refs;
import io.charttagger.local.job.ReplayRecord.Replayed;
import io.charttagger.local.page.Annotation;
import io.charttagger.local.page.PushStory;
import io.charttagger.local.page.ReplayStory;
import io.charttagger.local.page.RepositoryLine;
import io.charttagger.local.page.Traces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevTag;
import org.eclipse.jgit.revwalk.RevWalk;

/** Reads from git what the page shows beside the reports: dates, annotations, the tags beside. */
final class ReplayReader {
  private final GivenCharts charts;
  private final Traces traces;

  ReplayReader(GivenCharts charts, Traces traces) {
    this.charts = charts;
    this.traces = traces;
  }

  /** Reads it, when all pushes are done. */
  ReplayStory read(ReplayRecord record) {
    List<Replayed> all = record.all();
    CommitSha before = all.getFirst().push().before();
    CommitSha after = all.getLast().push().after();
    ChartPushes.Line line = charts.pushes().line(before, after);
    return new ReplayStory(
        new RepositoryLine(
            charts.name().toString(),
            charts.address(),
            charts.mainBranch(),
            line.commits(),
            line.merges()),
        all.stream().map(this::story).toList(),
        new TagComparison(charts.git(), charts.tags()).of(all),
        traces);
  }

  private PushStory story(Replayed replayed) {
    return new PushStory(
        replayed.push().after().value(),
        replayed.push().subject(),
        when(replayed.push().after()),
        replayed.run(),
        replayed.effort().calls(),
        replayed.effort().took(),
        annotations(replayed.run()));
  }

  private Map<String, Annotation> annotations(Run run) {
    Map<String, Annotation> annotations = new HashMap<>();
    for (JsonNode chart : run.standing()) {
      if (chart.path("outcome").asText().equals("created")) {
        String tag = chart.path("tag").asText();
        annotations.put(tag, Annotation.of(message(tag)));
      }
    }
    return annotations;
  }

  private String message(String tag) {
    Repository git = charts.git();
    try (RevWalk walk = new RevWalk(git)) {
      RevObject object = walk.parseAny(Refs.find(git, Constants.R_TAGS + tag).orElseThrow());
      return object instanceof RevTag annotated ? annotated.getFullMessage() : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Instant when(CommitSha commit) {
    try (RevWalk walk = new RevWalk(charts.git())) {
      return walk.parseCommit(ObjectId.fromString(commit.value()))
          .getCommitterIdent()
          .getWhenAsInstant();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
