package io.charttagger.local.page;

import io.charttagger.local.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * One push and what came of it.
 *
 * @param commit where it ended
 * @param when that commit was made
 * @param calls to GitHub
 * @param annotations of the tags that its run made, by their names
 */
public record PushStory(
    String commit,
    String subject,
    Instant when,
    Run run,
    int calls,
    Duration took,
    Map<String, Annotation> annotations) {

  public PushStory {
    annotations = Map.copyOf(annotations);
  }
}
