package io.charttagger;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import software.amazon.awssdk.core.warmup.SdkWarmUp;

/**
 * Does before the snapshot what would else be slow after it: classes are loaded and code is run
 * once. No secret, token or connection comes into the snapshot, for none is asked for here.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks-java.html">Runtime
 *     hooks for SnapStart</a>
 */
final class SnapStartHooks implements Resource {
  // The registry itself holds its resources weakly.
  private static final Set<SnapStartHooks> KEPT = ConcurrentHashMap.newKeySet();

  private final Warmup rehearsal;

  private SnapStartHooks(Warmup rehearsal) {
    this.rehearsal = rehearsal;
  }

  /** Registers the hooks for as long as the process lives. */
  static void register(Warmup rehearsal) {
    SnapStartHooks hooks = new SnapStartHooks(rehearsal);
    KEPT.add(hooks);
    Core.getGlobalContext().register(hooks);
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    SdkWarmUp.warmUp();
    rehearsal.play();
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {
    // Nothing was opened before the snapshot, so there is nothing to open again.
  }
}
