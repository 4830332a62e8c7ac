package io.charttagger.local.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.charttagger.local.Asking;
import io.charttagger.local.LocalCloud;
import io.charttagger.local.Run;
import io.charttagger.local.github.Latency;
import io.charttagger.local.github.LoggedRequest;
import io.charttagger.local.github.SimulatedRepository;
import io.charttagger.local.page.ShellWord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** One push, dispatched twice and shown: the second run must find everything done. */
final class PushJob {
  private static final Duration STARTING = Duration.ofMinutes(1);

  private final Screen screen;
  private final LocalCloud cloud;
  private final SimulatedRepository repository;

  /** Takes the place where it happens. */
  PushJob(Screen screen, LocalCloud cloud, SimulatedRepository repository) {
    this.screen = screen;
    this.cloud = cloud;
    this.repository = repository;
  }

  /**
   * Does it, with GitHub answering as slowly as told.
   *
   * @param ours whether all objects of the repository are of our making, and to be checked
   * @throws JobFailure when anything is not as reported, git refuses a signature, the second run is
   *     not idle, or the run itself ended badly
   */
  void run(JsonNode dispatch, Latency latency, boolean ours) {
    Duration ready = cloud.functions().getFirst().awaitReady(STARTING);
    cloud.github().latency(latency);
    TagVerifier proof = new TagVerifier(cloud, repository);
    SignatureVerifier signatures = new SignatureVerifier(cloud.app(), repository.git());
    Showing showing = new Showing(screen, proof);
    showing.dispatched(dispatch);

    Asking.Asked asked = new Asking(cloud, repository).ask(dispatch);
    Run first = asked.last();
    showing.outcome(first);
    proof.allCallsKnown();
    proof.tagsStand(first);
    showing.tags(first);
    showing.releasePullRequest(first);
    showing.calls(new CallTable(cloud.github().log()).lines());
    time(ready, asked, latency);

    Run second = new Asking(cloud, repository).ask(dispatch).last();
    screen.heading("The same dispatch again: " + second.outcome());
    second.charts().forEach(showing::chart);
    second.list("releasePullRequests").forEach(showing::release);
    screen.line("");
    screen.wrapped(
        0,
        new CallTable(cloud.github().log()).sums()
            + "; "
            + millis(second.took().toMillis()).strip());
    proof.tagsStand(second);
    checkIdle(first, second);

    screen.heading("Checked");
    screen.good(
        "%d tags point at their commits as reported; %s"
            .formatted(first.tags().size(), proof.sound(first, ours)));
    signatures.show(screen);
    if (!first.tags().isEmpty()) {
      tellWhereTheTagsAre(first.tags().getFirst());
      signatures.command().ifPresent(command -> screen.line("And verified: " + command));
    }
    if (first.hasFailed()) {
      throw new JobFailure(
          "Chart Tagger would fail on this push, see above what came of it: "
              + first.report().path("message").asText(first.outcome()));
    }
  }

  private void tellWhereTheTagsAre(String tag) {
    Path git = AllowedSignersFile.fromHere(repository.git().getDirectory().toPath());
    screen.line("");
    screen.line(
        "Until the next run, its tags can be looked at: git --git-dir %s show %s"
            .formatted(ShellWord.of(git.toString()), ShellWord.of(tag)));
  }

  private void time(Duration ready, Asking.Asked asked, Latency latency) {
    screen.heading("Time");
    screen.line(
        millis(ready.toMillis()) + "  until the function's process was ready, without a snapshot");
    screen.line(
        "%s  its first, cold answer%s; GitHub answers reads in %d ms, writes in %d ms here"
            .formatted(
                millis(asked.took().toMillis()),
                asked.times() == 1 ? "" : " (asked " + asked.times() + " times)",
                latency.reads().toMillis(),
                latency.writes().toMillis()));
    screen.line(
        millis(asked.last().report().path("durationMs").asLong())
            + "  of it by the function's own count");
  }

  private static String millis(long millis) {
    return "%6d ms".formatted(millis);
  }

  private void checkIdle(Run first, Run second) {
    List<LoggedRequest> writes =
        cloud.github().log().writes().stream()
            .filter(call -> call.path().contains("/git/"))
            .toList();
    if (!writes.isEmpty()) {
      throw new JobFailure("the same dispatch wrote again: " + writes.getFirst());
    }
    if (!first.tags().equals(second.tags())) {
      throw new JobFailure(
          "the same dispatch found other tags: %s, then %s".formatted(first.tags(), second.tags()));
    }
  }
}
