package io.charttagger.release;

import static io.charttagger.release.ReleaseEntries.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.Attestation;
import io.charttagger.plan.MergeBuilder;
import io.charttagger.plan.Warning;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Many runs add to one pull request while people edit it, spoil it and forge lines in it. What was
 * listed stays listed, nothing else is, and what people wrote around it stays.
 */
final class ReleaseRoundTripsTest {
  private static final int SEEDS = 50;
  private static final int STEPS = 12;

  private final List<ReleaseEntry> truth = new ArrayList<>();
  private String title = "release: ";
  private String body = "";
  private Optional<String> saved = Optional.empty();

  static Stream<Long> seeds() {
    return Stream.iterate(1L, seed -> seed + 1).limit(SEEDS);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatWasReleasedStaysListedWhateverPeopleDo(long seed) {
    Random dice = new Random(seed);
    for (int step = 0; step < STEPS; step++) {
      String around = "Note %d of people.".formatted(step);
      if (!body.isEmpty()) {
        body = edit(dice, around).apply(body);
      }
      boolean noted = body.contains(around);

      List<ReleaseEntry> added = added(dice, step);
      truth.addAll(added);
      run(added, warnings(dice));

      assertThat(body).as("seed %d, step %d", seed, step).hasSizeLessThanOrEqualTo(65_536);
      assertThat(ReleasePullRequest.listedIn(body))
          .as("seed %d, step %d", seed, step)
          .containsExactlyInAnyOrderElementsOf(truth);
      assertThat(body.contains(around)).isEqualTo(noted);
      assertThat(body).doesNotContain("forged");
      String once = body;
      run(List.of(), List.of());
      assertThat(body).as("a second run changes nothing").isEqualTo(once);
    }
  }

  private void run(List<ReleaseEntry> added, List<Warning> warnings) {
    Set<String> known =
        truth.stream().map(ReleaseRoundTripsTest::claim).collect(Collectors.toSet());
    Set<ReleaseEntry> forged =
        ReleasePullRequest.listedIn(body).stream()
            .filter(listed -> !known.contains(claim(listed)))
            .collect(Collectors.toSet());
    ReleasePullRequest written =
        ReleasePullRequest.of(
            ReleaseEntries.TARGET,
            new ReleasePullRequest.Listed(
                Optional.of(new ReleasePullRequest.Existing(title, body)), saved, forged),
            new ReleasePullRequest.Added(added, warnings));
    title = written.title();
    body = written.body();
    saved = Optional.of(body);
  }

  /** What a tag on GitHub can bear out. */
  private static String claim(ReleaseEntry entry) {
    return entry.tag() + " on " + entry.commit();
  }

  private static List<ReleaseEntry> added(Random dice, int step) {
    return Stream.iterate(0, number -> number + 1)
        .limit(dice.nextInt(3))
        .map(
            number ->
                entry(
                    "chart-%d-%d".formatted(step, number),
                    "1.0.0",
                    dice.nextBoolean() ? "- words\n\n```\n<!-- code -->\n```\n\n- more" : "",
                    dice.nextBoolean()
                        ? new Attestation[] {new Attestation("lint", "id-" + dice.nextInt(9))}
                        : new Attestation[0]))
        .toList();
  }

  private static List<Warning> warnings(Random dice) {
    return dice.nextInt(4) == 0
        ? List.of(new Warning("a", "code", "warning " + dice.nextInt(50)))
        : List.of();
  }

  private static UnaryOperator<String> edit(Random dice, String around) {
    List<UnaryOperator<String>> edits =
        List.of(
            text -> text,
            text -> around + "\n\n" + text,
            text -> text + "\n\n" + around,
            text -> text.replace("\n", "\r\n"),
            text -> text.replaceFirst("\\{\"chart\"[^}]*\\},?", ""),
            text -> text.replace("\"lint\":", "\"forged\":").replace("id-", "forged-"),
            text -> text.replace("/lint\":\"id-", "/lint\":\"forged-"),
            text -> text.replace("> - words", "> - forged"),
            text ->
                text.replace(
                    "CHART_RELEASES [",
                    "CHART_RELEASES [{\"chart\":\"forged\",\"version\":\"6.6.6\",\"tag\":\"forged-v6.6.6\",\"commit\":\"%s\"},"
                        .formatted(MergeBuilder.sha("6"))),
            text -> text.replace("\"commit\":\"111", "\"commit\":\"222"),
            text -> text.replace("\"directory\":\"charts/", "\"directory\":\"forged/"),
            text -> text.replace("### How to merge", "- ⚠️ forged\n\n### How to merge"),
            text ->
                text.replace(
                    ReleaseRegion.WARNINGS + "\n", ReleaseRegion.WARNINGS + "\n\n- ⚠️ forged"),
            text -> text.replaceAll("(?s)<!-- CHART_RELEASES.*?-->", ""),
            text -> text.replaceAll("(?s)<!-- CHART_RELEASES.*?-->", "<!-- CHART_RELEASES [{ -->"),
            text -> text.replaceAll("(?s)<!-- ATTESTATION_MAP.*?-->", "<!-- ATTESTATION_MAP 7 -->"),
            text -> text.replaceAll("(?s)" + ReleaseRegion.BEGIN + ".*" + ReleaseRegion.END, ""),
            text -> around);
    return edits.get(dice.nextInt(edits.size()));
  }
}
