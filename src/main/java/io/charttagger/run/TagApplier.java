package io.charttagger.run;

import io.charttagger.plan.Step;
import io.charttagger.plan.TaggingPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Makes the tags of a plan, charts side by side. One chart's refusal stops no other; trouble that
 * concerns them all lets the tags under way come to their end and begins no more.
 */
final class TagApplier {
  private final int writesAtOnce;

  TagApplier(int writesAtOnce) {
    this.writesAtOnce = writesAtOnce;
  }

  /** Makes every tag of the plan, each under a lease that is still ours. */
  void apply(TaggingPlan plan, RunContext means, Progress progress) {
    AtomicBoolean stopped = new AtomicBoolean();
    List<Future<?>> tags = new ArrayList<>();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(writesAtOnce, Thread.ofVirtual().factory())) {
      for (Step step : plan.steps()) {
        if (step instanceof Step.CreateTag create) {
          tags.add(
              threads.submit(
                  () -> {
                    if (!stopped.get()) {
                      create(create, means, progress, stopped);
                    }
                  }));
        }
      }
    }
    tags.forEach(TagApplier::join);
  }

  private static void create(
      Step.CreateTag step, RunContext means, Progress progress, AtomicBoolean stopped) {
    try {
      means.lease().renew();
      progress.done(step, means.forge().create(step.release().tag()));
    } catch (RuntimeException e) {
      stopped.set(true);
      throw e;
    }
  }

  private static void join(Future<?> tag) {
    try {
      tag.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException trouble) {
        throw trouble;
      }
      throw new IllegalStateException("a tag's thread ended in an error", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while tags were made", e);
    }
  }
}
