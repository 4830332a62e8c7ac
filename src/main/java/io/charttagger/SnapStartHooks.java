package io.charttagger;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

/**
 * Warms the function up before the snapshot. Nothing is left to do after a restore: nothing was
 * opened, read or drawn before.
 *
 * <p>A warm-up that fails is logged and stops nothing: the function works without it, only its
 * first answers take longer, and whoever deploys it could not correct the cause.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks-java.html">Runtime
 *     hooks for SnapStart</a>
 */
final class SnapStartHooks implements Resource {
  private static final System.Logger LOG = System.getLogger(SnapStartHooks.class.getName());

  // The registry itself only has weak references.
  private static final Set<SnapStartHooks> REGISTERED = ConcurrentHashMap.newKeySet();

  private final Runnable warmup;

  SnapStartHooks(Runnable warmup) {
    this.warmup = warmup;
  }

  /** Registers the hooks for the lifetime of the process. */
  static void register(Runnable warmup) {
    SnapStartHooks hooks = new SnapStartHooks(warmup);
    REGISTERED.add(hooks);
    Core.getGlobalContext().register(hooks);
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    try {
      warmup.run();
    } catch (RuntimeException failure) {
      LOG.log(
          System.Logger.Level.WARNING,
          "the snapshot is not warmed up, so first answers after a restore are slow: report this as a defect",
          failure);
    }
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {
    // Nothing was opened before the snapshot, so there is nothing to reopen.
  }
}
