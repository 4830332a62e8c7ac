package io.charttagger.changelog;

import io.charttagger.chart.ChartYaml;
import io.charttagger.chart.Commit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The sources that a changelog may come from. Each method may cost a call to GitHub. */
public interface ChangelogSources {
  /** How many commits a changelog names. */
  int MOST_COMMITS = 50;

  /**
   * What is read from the chart's own changelog file, which may have megabytes and is let go of
   * then; empty when there is none.
   */
  <T> Optional<T> own(Function<Changelog, T> read);

  /** What {@link #own} is. */
  OwnFile ownFile();

  /** The file that is the chart's own changelog. */
  sealed interface OwnFile {

    /** None. */
    record Absent() implements OwnFile {}

    /** A file in the chart's directory, or below it. */
    record Here() implements OwnFile {}

    /** A link to a file outside the chart's directory, which may be that of several charts. */
    record Shared() implements OwnFile {}

    /**
     * A link that cannot be followed.
     *
     * @param why a clause that follows the words "the link"
     */
    record BrokenLink(String why) implements OwnFile {}
  }

  /** The repository's changelog file. */
  Optional<Changelog> root();

  /**
   * True when a heading of the repository's changelog that has this chart's version and no name can
   * only mean this chart: its merge brought the heading, and raised no other chart.
   */
  boolean rootHeadingIsOurs(ChartYaml.Chart chart);

  /**
   * The commits that touched the chart since its last release, newest first; {@link #MOST_COMMITS}
   * suffice.
   */
  List<Commit> commits();
}
