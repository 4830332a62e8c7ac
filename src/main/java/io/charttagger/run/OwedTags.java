package io.charttagger.run;

import io.charttagger.chart.CommitSha;
import io.charttagger.chart.RepositoryName;
import io.charttagger.chart.TagName;
import io.charttagger.history.NotOnMain;
import io.charttagger.history.Window;
import io.charttagger.plan.Step;
import io.charttagger.plan.TaggingPlan;
import io.charttagger.plan.Warning;
import io.charttagger.port.Mark;
import io.charttagger.port.PermanentFailure;
import io.charttagger.port.TransientFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tags that are still missing behind the mark, because a ruleset refused them or their lineage was
 * missing: each is tried again on its own commit, at most hourly, by a run of a later push. What
 * stops one of them never stops that push.
 */
final class OwedTags {
  private static final Duration BETWEEN_TRIES = Duration.ofHours(1);
  // Each costs about as much as a push of its own.
  private static final int MOST_COMMITS = 10;

  private final MainProgress main;
  private final Function<Window, TaggingPlan> planner;
  private final List<Step> steps = new ArrayList<>();
  private final List<Warning> warnings = new ArrayList<>();

  /**
   * Reads nothing yet.
   *
   * @param planner decides a part of the main branch
   */
  OwedTags(MainProgress main, Function<Window, TaggingPlan> planner) {
    this.main = main;
    this.planner = planner;
  }

  /** True when it is to be tried again. */
  static boolean isDue(Mark.Owed owed, Instant now) {
    return !now.isBefore(owed.tried().plus(BETWEEN_TRIES));
  }

  /** The plan, with the steps for what is owed before its own. */
  TaggingPlan addedTo(TaggingPlan plan, Instant now) {
    List<Mark.Owed> behind =
        main.mark().owed().stream()
            .filter(owed -> !plan.covered().commits().contains(owed.commit()))
            .sorted(Comparator.comparing(Mark.Owed::tried))
            .toList();
    Map<CommitSha, List<TagName>> due = new LinkedHashMap<>();
    for (Mark.Owed owed : behind) {
      boolean isDue =
          isDue(owed, now) && (due.size() < MOST_COMMITS || due.containsKey(owed.commit()));
      if (isDue) {
        due.computeIfAbsent(owed.commit(), commit -> new ArrayList<>()).add(owed.tag());
      } else {
        warn(owed.tag(), owed.commit(), "is tried again an hour after " + owed.tried());
      }
    }
    due.forEach((commit, tags) -> plan(plan.repository(), commit, tags));
    return new TaggingPlan(
        plan.repository(),
        plan.commit(),
        Stream.concat(steps.stream(), plan.steps().stream()).toList(),
        Stream.concat(plan.warnings().stream(), warnings.stream()).toList(),
        plan.covered());
  }

  private void plan(RepositoryName repository, CommitSha commit, List<TagName> tags) {
    TaggingPlan again;
    try {
      again =
          planner.apply(
              new Window(repository, Optional.empty(), Optional.empty(), commit)
                  .owing(main.owed()));
    } catch (NotOnMain gone) {
      main.forget(commit);
      tags.forEach(
          tag -> warn(tag, commit, "is given up: the commit is no longer on the main branch"));
      return;
    } catch (TransientFailure | PermanentFailure trouble) {
      tags.forEach(tag -> warn(tag, commit, "could not be tried: " + trouble.getMessage()));
      return;
    }
    List<Step> owed =
        again.steps().stream()
            .filter(step -> step.subject().commit().equals(commit))
            .filter(step -> step.subject().tag().filter(tags::contains).isPresent())
            .toList();
    steps.addAll(owed);
    List<String> charts =
        owed.stream().map(step -> step.subject().chart()).collect(Collectors.toList());
    again.warnings().stream()
        .filter(warning -> charts.contains(warning.chart()))
        .forEach(warnings::add);
  }

  private void warn(TagName tag, CommitSha commit, String what) {
    warnings.add(
        new Warning(
            "",
            "owed",
            "tag %s for commit %s is still missing; it %s"
                .formatted(tag, commit.abbreviated(), what)));
  }
}
