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
    check(properties);
    return new JobOptions(
        repo.map(text -> GivenPath.parse(text, Path.of(System.getProperty("user.home")))),
        push,
        replay,
        given(properties, "serve")
            .filter(text -> !text.equals("false"))
            .map(text -> text.equals("true") ? 0 : number("serve", text)),
        List.of(given(properties, "charts.dir").orElse("charts").split("\\s*,\\s*")),
        given(properties, "main.branch"),
        given(properties, "tag.format"));
  }

  /** Which switches go together. */
  private static void check(UnaryOperator<String> properties) {
    if (given(properties, "repo").isEmpty()) {
      for (String name :
          List.of("pushes", "before", "after", "charts.dir", "main.branch", "tag.format")) {
        if (given(properties, name).isPresent()) {
          throw new JobFailure("-D%s needs a repository: add -Drepo=PATH".formatted(name));
        }
      }
    }
    boolean replays = given(properties, "pushes").isPresent();
    for (String name : List.of("after", "before")) {
      if (replays && given(properties, name).isPresent()) {
        throw new JobFailure(
            "-Dpushes replays the last pushes of the main branch and -D%s chooses one push: leave"
                    .formatted(name)
                + " one of the two out");
      }
    }
    if (replays && given(properties, "serve").filter(text -> !text.equals("false")).isPresent()) {
      throw new JobFailure(
          "-Dserve serves one push and -Dpushes replays many: leave one of the two out");
    }
    if (!replays && given(properties, "glue").isPresent()) {
      throw new JobFailure(
          "-Dglue makes one push of several that are replayed: add -Dpushes=NUMBER");
    }
  }

  private static Optional<String> given(UnaryOperator<String> properties, String name) {
    return Optional.ofNullable(properties.apply(name))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }

  private static int number(String name, String text) {
    if (!text.matches("[1-9][0-9]{0,5}")) {
      throw new JobFailure("-D%s=%s: give a number from 1 to 999999".formatted(name, text));
    }
    return Integer.parseInt(text);
  }
}
