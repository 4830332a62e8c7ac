package io.charttagger.run;

import io.charttagger.plan.Step;
import io.charttagger.plan.TaggingPlan;
import io.charttagger.port.Repository;
import io.charttagger.release.ReleaseMode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Creates the tags of a plan, charts side by side. One chart's refusal does not stop another; a
 * failure that concerns them all lets the tags that are begun come to their end and begins no more.
 */
final class TagApplier {
  /** Its branch, and itself. */
  private static final int WRITES_OF_A_PULL_REQUEST = 2;

  /** Each writes once, then once more: some wait so that there is always one to write. */
  private static final int CHARTS_FOR_EACH_WRITE = 2;

  private final int writesAtOnce;
  private final ReleaseMode releaseMode;

  TagApplier(RunSettings settings) {
    this.writesAtOnce = settings.writesAtOnce();
    this.releaseMode = settings.releaseMode();
  }

  /** Creates every tag of the plan, each while the lease is still ours. */
  void apply(TaggingPlan plan, RunContext context) {
    announce(plan, context.repository());
    TagWriter writer = new TagWriter(context.repository(), context.budget());
    AtomicBoolean stopped = new AtomicBoolean();
    List<Future<?>> tags = new ArrayList<>();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(chartsAtOnce(), Thread.ofVirtual().factory())) {
      for (Step step : plan.steps()) {
        if (step instanceof Step.CreateTag create) {
          tags.add(
              threads.submit(
                  () -> {
                    if (!stopped.get()) {
                      create(create, writer, context, stopped);
                    }
                  }));
        }
      }
    }
    tags.forEach(TagApplier::join);
  }

  /** One write at a time is for those who want no more begun than is written. */
  private int chartsAtOnce() {
    return writesAtOnce == 1 ? 1 : CHARTS_FOR_EACH_WRITE * writesAtOnce;
  }

  /** What this class writes, and what the run writes after it. */
  private void announce(TaggingPlan plan, Repository repository) {
    int tags = (int) plan.steps().stream().filter(Step.CreateTag.class::isInstance).count();
    int pullRequests =
        switch (releaseMode) {
          case BATCH -> 1;
          case PER_CHART -> WRITES_OF_A_PULL_REQUEST * tags;
          case OFF -> 0;
        };
    if (tags > 0) {
      repository.announceWrites(
          TagWriter.WRITES * tags + pullRequests + (repository.mayCreateCheckRuns() ? 1 : 0));
    }
  }

  private static void create(
      Step.CreateTag step, TagWriter writer, RunContext context, AtomicBoolean stopped) {
    try {
      context.lease().renew();
      context.progress().done(step, writer.create(step.release().tag()));
    } catch (RuntimeException e) {
      stopped.set(true);
      throw e;
    }
  }

  private static void join(Future<?> tag) {
    try {
      tag.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("a tag's thread ended in an error", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while tags were created", e);
    }
  }
}
