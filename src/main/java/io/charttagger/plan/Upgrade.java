package io.charttagger.plan;

import io.charttagger.chart.TagName;
import java.util.Optional;

/**
 * What the users of a chart get with a release, beside its version.
 *
 * @param from the tag of the version before, when there is one to compare with
 * @param appVersion the version of the application, when it is another one than before
 * @param formerAppVersion the one before, when there was one
 */
public record Upgrade(
    Optional<TagName> from, Optional<String> appVersion, Optional<String> formerAppVersion) {

  /** Nothing is known of it. */
  public static final Upgrade NONE =
      new Upgrade(Optional.empty(), Optional.empty(), Optional.empty());

  static Upgrade of(Optional<String> appVersion, Optional<Former> former) {
    Optional<String> before = former.flatMap(it -> it.chart().appVersion());
    boolean isNew = appVersion.isPresent() && !appVersion.equals(before);
    return new Upgrade(
        former.flatMap(Former::tag),
        isNew ? appVersion : Optional.empty(),
        isNew ? before : Optional.empty());
  }
}
