package io.charttagger;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import software.amazon.awssdk.core.warmup.SdkWarmUp;

/**
 * Loads classes and runs the code once before the snapshot, so that neither is slow after it. The
 * snapshot contains no secret, token or connection, because none is requested here.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks-java.html">Runtime
 *     hooks for SnapStart</a>
 */
final class SnapStartHooks implements Resource {
  // The registry itself only has weak references.
  private static final Set<SnapStartHooks> REGISTERED = ConcurrentHashMap.newKeySet();

  private final Warmup warmup;

  private SnapStartHooks(Warmup warmup) {
    this.warmup = warmup;
  }

  /** Registers the hooks for the lifetime of the process. */
  static void register(Warmup warmup) {
    SnapStartHooks hooks = new SnapStartHooks(warmup);
    REGISTERED.add(hooks);
    Core.getGlobalContext().register(hooks);
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    SdkWarmUp.warmUp();
    warmup.run();
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {
    // Nothing was opened before the snapshot, so there is nothing to reopen.
  }
}
