package io.charttagger.chart;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What in a commit's message tells GitHub to start no workflow, neither for the commit nor for its
 * tags. Letters of either case count.
 *
 * @see <a
 *     href="https://docs.github.com/en/actions/how-tos/manage-workflow-runs/skip-workflow-runs">
 *     Skipping workflow runs</a>
 */
final class SkipInstruction {
  private static final List<String> WORDS =
      List.of("[skip ci]", "[ci skip]", "[no ci]", "[skip actions]", "[actions skip]");
  private static final String TRAILER = "skip-checks:";

  private SkipInstruction() {}

  /** The instruction in a message, as GitHub documents it. */
  static Optional<String> in(String message) {
    String text = message.toLowerCase(Locale.ROOT);
    return WORDS.stream()
        .filter(text::contains)
        .findFirst()
        .or(
            () ->
                isLastTrailer(text.strip()) ? Optional.of("skip-checks: true") : Optional.empty());
  }

  /** The trailer is the last line, and not the first. */
  private static boolean isLastTrailer(String text) {
    int last = text.lastIndexOf('\n');
    String line = text.substring(last + 1).strip();
    return last >= 0
        && line.startsWith(TRAILER)
        && line.substring(TRAILER.length()).strip().equals("true");
  }
}
