package io.charttagger.local.job;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What the main job is asked for, by system properties; pom.xml hands on those of the {@code mvn}
 * command, empty when they are not given.
 *
 * @param repo {@code repo}: a git repository of this machine; the sample without it
 * @param push which push of it
 * @param replay how many, instead
 * @param serve {@code serve}: keep everything up for requests instead, at this port or, for 0, a
 *     free one
 * @param chartDirectories {@code charts.dir}, as the setting {@code CHARTS_DIR}
 * @param mainBranch {@code main.branch}
 * @param tagFormat {@code tag.format}, as the setting {@code TAG_FORMAT}
 */
record JobOptions(
    Optional<Path> repo,
    Push push,
    Optional<Replay> replay,
    Optional<Integer> serve,
    List<String> chartDirectories,
    Optional<String> mainBranch,
    Optional<String> tagFormat) {

  JobOptions {
    chartDirectories = List.copyOf(chartDirectories);
  }

  /** {@code before} and {@code after}. */
  record Push(Optional<String> before, Optional<String> after) {}

  /**
   * {@code pushes} and {@code glue}.
   *
   * @param pushes how many of the last pushes
   * @param glue how many of them arrive as one
   */
  record Replay(int pushes, int glue) {}

  /**
   * Reads them.
   *
   * @throws JobFailure when they make no sense
   */
  static JobOptions read(UnaryOperator<String> properties) {
    Optional<String> repo = given(properties, "repo");
    Push push = new Push(given(properties, "before"), given(properties, "after"));
    Optional<Replay> replay =
        given(properties, "pushes")
            .map(
                pushes ->
                    new Replay(
                        number("pushes", pushes),
                        given(properties, "glue").map(text -> number("glue", text)).orElse(1)));
    if (repo.isEmpty()
        && (replay.isPresent() || push.before().isPresent() || push.after().isPresent())) {
      throw new JobFailure("-Dpushes, -Dbefore and -Dafter need a repository: -Drepo=PATH");
    }
    return new JobOptions(
        repo.map(Path::of),
        push,
        replay,
        given(properties, "serve")
            .filter(text -> !text.equals("false"))
            .map(text -> text.equals("true") ? 0 : number("serve", text)),
        List.of(given(properties, "charts.dir").orElse("charts").split("\\s*,\\s*")),
        given(properties, "main.branch"),
        given(properties, "tag.format"));
  }

  private static Optional<String> given(UnaryOperator<String> properties, String name) {
    return Optional.ofNullable(properties.apply(name))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }

  private static int number(String name, String text) {
    if (!text.matches("[1-9][0-9]{0,5}")) {
      throw new JobFailure("-D%s=%s: give a number from 1".formatted(name, text));
    }
    return Integer.parseInt(text);
  }
}
