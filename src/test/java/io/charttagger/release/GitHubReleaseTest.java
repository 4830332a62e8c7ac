package io.charttagger.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.Attestation;
import io.charttagger.chart.ChartVersion;
import io.charttagger.chart.TagName;
import io.charttagger.chart.TagObject;
import io.charttagger.chart.Tagger;
import io.charttagger.plan.ChartRef;
import io.charttagger.plan.MergeBuilder;
import io.charttagger.plan.Release;
import io.charttagger.plan.Upgrade;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people read on the page of a tag. */
final class GitHubReleaseTest {
  private static final int MAX_LENGTH = 125_000;

  private static GitHubRelease release(
      String version, Optional<Integer> source, String changelog, Attestation... lineage) {
    TagName tag = new TagName("web-v" + version);
    return GitHubRelease.of(
        new RepositoryPage(ReleaseEntries.PAGE),
        new ChartRef(
            "web",
            "charts/web",
            Optional.of(ChartVersion.parse(version)),
            Optional.of(tag),
            MergeBuilder.sha("1"),
            source),
        new Release(
            new TagObject(tag, MergeBuilder.sha("1"), "any\n", new Tagger("a", "b"), Instant.EPOCH),
            List.of(lineage),
            changelog,
            Upgrade.NONE));
  }

  private static String body(String changelog) {
    return release("1.0.0", Optional.of(7), changelog).body();
  }

  @Test
  void itHasTheChangelogTheLineageAndWhereItCameFrom() {
    GitHubRelease release =
        release(
            "1.2.0",
            Optional.of(7),
            "- Faster\n- Smaller\n",
            new Attestation("lint", "1"),
            new Attestation("in|stall", "<b>`2`"));

    assertThat(release)
        .isEqualTo(
            new GitHubRelease(
                new TagName("web-v1.2.0"),
                MergeBuilder.sha("1"),
                "web v1.2.0",
                """
                ### Changelog

                > - Faster
                > - Smaller

                ### Attestation lineage

                | Check | Attestation |
                |---|---|
                | `lint` | `1` |
                | `in\\|stall` | `<b>'2'` |

                - Source pull request: #7
                - Commit: %s
                """
                    .formatted(MergeBuilder.sha("1")),
                false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n\n"})
  void whatThereIsNotIsSaidOrLeftOut(String changelog) {
    assertThat(release("1.0.0", Optional.empty(), changelog).body())
        .isEqualTo(
            """
            ### Changelog

            No changelog entries.

            - Source pull request: none
            - Commit: %s
            """
                .formatted(MergeBuilder.sha("1")));
  }

  @ParameterizedTest
  @CsvSource({"1.0.0, false", "1.0.0-rc.1, true", "0.1.0, false", "1.0.0+rc.1, false"})
  void aVersionWithAPreReleasePartIsAPreRelease(String version, boolean prerelease) {
    assertThat(release(version, Optional.empty(), "").prerelease()).isEqualTo(prerelease);
  }

  @ParameterizedTest
  @CsvSource({
    "thanks @octocat, @octocat",
    "fixes #12, fixes #12",
    "closes owner/name#12, closes owner",
    "<!-- secret -->, <!-- ",
    "<script>, <script"
  })
  void nobodyIsMentionedNothingClosedAndNoCommentHidden(String changelog, String harm) {
    assertThat(body(changelog)).doesNotContain(harm);
  }

  @Test
  void aChangelogOfNothingButACommentHasNoEntries() {
    assertThat(body("<!-- to come -->\n")).startsWith("### Changelog\n\nNo changelog entries.\n");
  }

  @Test
  void aBodyOfExactlyTheLimitIsShownCompletely() {
    int free = MAX_LENGTH - body("- x\n- y").length();

    String fits = body("- x\n- y" + "y".repeat(free));
    String doesNot = body("- x\n- y" + "y".repeat(free + 1));

    assertThat(fits).hasSize(MAX_LENGTH).contains("- yyy");
    assertThat(doesNot).hasSizeLessThan(500).contains("> - x\n\nThis is").doesNotContain("- yyy");
  }

  @Test
  void aTooLongChangelogIsCutAtALineAndTheTagIsNamed() {
    String line = "- " + "x".repeat(96);
    List<String> lines = IntStream.range(0, 2_000).mapToObj(_ -> line).toList();

    String body =
        release("1.0.0+1", Optional.of(7), String.join("\n", lines), new Attestation("lint", "1"))
            .body();

    assertThat(body.length()).isBetween(MAX_LENGTH - 101, MAX_LENGTH);
    assertThat(body.lines().filter(it -> it.contains("xxx"))).containsOnly("> " + line);
    assertThat(body)
        .contains(
            "xx\n\nThis is the beginning; tag [`web-v1.0.0+1`]"
                + "(https://github.com/owner/charts/tree/web-v1.0.0%2B1) contains all of it:"
                + " `git show web-v1.0.0+1`\n\n### Attestation lineage\n\n")
        .endsWith("\n- Commit: %s\n".formatted(MergeBuilder.sha("1")));
  }

  @Test
  void everyLengthFits() {
    String changelog = "a\n".repeat(70_000);

    for (int i = 0; i < 10; i++) {
      String body = body("x".repeat(i) + "\n" + changelog);
      assertThat(body.length()).isBetween(MAX_LENGTH - 4, MAX_LENGTH);
      assertThat(body).contains("> a\n\nThis is the beginning");
    }
  }

  @Test
  void aLineThatDoesNotFitIsLeftOutWhole() {
    assertThat(body("y".repeat(MAX_LENGTH)))
        .startsWith("### Changelog\n\n\nThis is the beginning; tag")
        .doesNotContain("yy");
  }

  @Test
  void theLongestLineageLeavesSpaceForSomeOfTheChangelog() {
    Attestation[] lineage =
        IntStream.range(0, 100)
            .mapToObj(i -> new Attestation("|".repeat(250) + i, "😀".repeat(250) + "…"))
            .toArray(Attestation[]::new);

    String body = release("1.0.0", Optional.of(7), "- x\n".repeat(60_000), lineage).body();

    assertThat(body.length()).isBetween(MAX_LENGTH - 10, MAX_LENGTH);
    assertThat(body).contains("> - x\n> - x\n", "…` |\n\n- Source pull request: #7");
  }
}
