package io.charttagger.history;

import static io.charttagger.history.Edit.chart;
import static io.charttagger.history.Edit.chartYaml;
import static io.charttagger.history.Edit.file;
import static io.charttagger.history.Edit.link;
import static io.charttagger.history.Edit.submodule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.charttagger.changelog.ChangelogChoice;
import io.charttagger.changelog.ReleaseNotes;
import io.charttagger.chart.ChartAt;
import io.charttagger.chart.ChartYaml;
import io.charttagger.chart.Commit;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.Paths;
import io.charttagger.chart.TagFormat;
import io.charttagger.chart.TagName;
import io.charttagger.history.MapRepository.Read;
import io.charttagger.port.GitObject;
import io.charttagger.port.TransientFailure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a changelog comes from, and that a source is read only when those before it have none. */
final class NotesReaderTest {
  private static final String SECTION = "## 2.0.0\n\n- from the section\n";

  private final MapHistory history = new MapHistory();
  private final MapRepository repository = new MapRepository(history);
  private String onlyChart = "";
  private final Map<TagName, CommitSha> earlier = new HashMap<>();
  private CommitSha start;
  private boolean raisesOneChart = true;

  @BeforeEach
  void aChart() {
    start = history.commit("main", "start", chart("charts/a", "a", "1.0.0"));
  }

  private NotesReader reader(String directory, Optional<CommitSha> before, CommitSha after) {
    Trees trees = new Trees(repository, repository.budget());
    ChartAt is = trees.chart(after, directory);
    ChartAt was = before.map(commit -> trees.chart(commit, directory)).orElseGet(ChartAt.None::new);
    ChangedDirectory changed =
        new ChangedDirectory(directory, was, is, trees.directory(after, directory), List.of());
    repository.forgetReads();
    return new NotesReader(
        new NotesReader.Shared(
            trees,
            new Links(trees),
            new ChangelogFiles(trees),
            new Tags(repository, repository.budget()).in(TagFormat.DEFAULT),
            new Commits(repository, repository.budget()),
            raisesOneChart,
            onlyChart::equals,
            new EarlierTags(earlier, Map.of())),
        new Push.Span(history.get(after), before, Optional.empty(), true),
        changed,
        chartIn(is));
  }

  private static ChartYaml.Chart chartIn(ChartAt at) {
    if (at instanceof ChartAt.Found(ChartYaml.Chart chart)) {
      return chart;
    }
    throw new AssertionError("no chart: " + at);
  }

  private NotesReader reader(CommitSha after) {
    return reader("charts/a", Optional.of(start), after);
  }

  private String notes(CommitSha after) {
    ChartYaml.Chart chart =
        chartIn(new Trees(repository, repository.budget()).chart(after, "charts/a"));
    NotesReader reader = reader(after);
    return ChangelogChoice.of(chart, reader).text();
  }

  private List<String> subjects(NotesReader reader) {
    return reader.commits().stream().map(Commit::subject).toList();
  }

  /** The chart in a new version, by a commit of that subject. */
  private CommitSha raise(String version) {
    return history.commit("main", version, chart("charts/a", "a", version));
  }

  private ReleaseNotes fullNotes(CommitSha after) {
    ChartYaml.Chart chart =
        chartIn(new Trees(repository, repository.budget()).chart(after, "charts/a"));
    return ChangelogChoice.of(chart, reader(after));
  }

  // The files.

  @ParameterizedTest
  @CsvSource({
    "charts/a/CHANGELOG.md, ../../CHANGELOG.md, CHANGELOG.md",
    "charts/a/CHANGELOG.md, ../../docs/a.md, docs/a.md",
    "charts/a/CHANGELOG.md, docs/changes.md, charts/a/docs/changes.md",
    "charts/a/CHANGELOG.md, ./HISTORY.md, charts/a/HISTORY.md",
    "charts/a/CHANGELOG.md, ../../charts/../charts/a/.//HISTORY.md, charts/a/HISTORY.md",
    "charts/a/changelog.md, ../../CHANGES, CHANGES",
    "charts/a/CHANGELOG.md, ../b/CHANGELOG.md, charts/b/CHANGELOG.md",
    "CHANGELOG.md, docs/a/all.md, docs/a/all.md"
  })
  void aLinkedChangelogIsReadThroughTheLink(String link, String target, String file) {
    CommitSha after =
        history.commit(
            "main",
            "2",
            chart("charts/a", "a", "2.0.0"),
            link(link, target),
            file(file, "## a 2.0.0\n\n- linked\n"));

    assertThat(fullNotes(after)).isEqualTo(new ReleaseNotes("- linked", List.of()));
  }

  @Test
  void aLinkMayLeadThroughOtherLinksAndLinkedDirectories() {
    CommitSha after =
        history.commit(
            "main",
            "2",
            chart("charts/a", "a", "2.0.0"),
            link("charts/a/CHANGELOG.md", "../../news/a.md"),
            link("news", "docs/news"),
            link("docs/news/a.md", "../all/CHANGES.md"),
            file("docs/all/CHANGES.md", SECTION));

    assertThat(fullNotes(after)).isEqualTo(new ReleaseNotes("- from the section", List.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "../../../CHANGELOG.md, leads out of the repository",
    "../../../../../../etc/passwd, leads out of the repository",
    "/etc/passwd, 'to \"/etc/passwd\" leads out of the repository'",
    "//CHANGES, 'to \"//CHANGES\" leads out of the repository'",
    "CHANGELOG.md, leads back to itself",
    "../a/CHANGELOG.md, leads back to itself",
    "../loop/one, leads back to itself",
    "../chain/0, leads through more than 10 links",
    "missing.md, points at something that does not exist",
    "Chart.yaml/more, points at something that does not exist",
    "../../docs, points at a directory",
    "., points at a directory",
    "../../module/CHANGELOG.md, 'leads into a submodule, which is another repository'"
  })
  void aLinkThatCannotBeFollowedIsAWarning(String target, String why) {
    List<Edit> edits = new ArrayList<>();
    edits.add(chart("charts/a", "a", "2.0.0"));
    edits.add(file("docs/words", "words"));
    edits.add(submodule("module", start));
    edits.add(link("charts/loop/one", "two"));
    edits.add(link("charts/loop/two", "one"));
    for (int i = 0; i < 20; i++) {
      edits.add(link("charts/chain/" + i, Integer.toString(i + 1)));
    }
    edits.add(link("charts/a/CHANGELOG.md", target));
    CommitSha after = history.commit("main", "the subject", edits.toArray(Edit[]::new));

    ReleaseNotes notes = fullNotes(after);

    assertThat(notes.text()).startsWith("- the subject");
    assertThat(notes.warnings())
        .containsExactly("CHANGELOG.md was not read, because the link " + why);
  }

  @Test
  void aLinkOfAnyLengthEnds() {
    for (String target :
        List.of("x".repeat(5000), "./".repeat(2000), "../a/".repeat(800), "\u0000\n", "../a/..")) {
      CommitSha after =
          history.commit(
              "main",
              "the subject",
              chart("charts/a", "a", "2.0.0"),
              link("charts/a/CHANGELOG.md", target));

      assertThat(fullNotes(after).warnings()).hasSize(1);
      assertThat(repository.reads()).hasSizeLessThan(20);
    }
  }

  @Test
  void aLinkedChangelogCostsItsLinkAndTheDirectoriesOnTheWay() {
    CommitSha after =
        history.commit(
            "main",
            "2",
            chart("charts/a", "a", "2.0.0"),
            link("charts/a/CHANGELOG.md", "../../CHANGELOG.md"),
            file("CHANGELOG.md", SECTION));

    assertThat(notes(after)).isEqualTo("- from the section");
    assertThat(repository.reads())
        .extracting(MapRepository.Call::read)
        .containsExactly(Read.BLOB, Read.DIRECTORY, Read.BLOB);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "# Changelog\n",
        "# Changelog\n\n## 1.0.0\n\n- first\n",
        "## Unreleased\n\n- from the section\n",
        "## b 2.0.0\n\n- theirs\n",
        "In 2.0.0 much will be better.\n"
      })
  void theRootsHeadingWithoutTheChartsNameCountsWhenThisMergeBringsIt(String before) {
    start = history.commit("main", "1", file("CHANGELOG.md", before));
    CommitSha after =
        history.commit(
            "main",
            "2",
            chart("charts/a", "a", "2.0.0"),
            file("CHANGELOG.md", "# Changelog\n\n## [2.0.0]\n\n- from the section\n"));

    assertThat(notes(after)).isEqualTo("- from the section");

    raisesOneChart = false;
    assertThat(notes(after)).startsWith("- 2 (");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "## [2.0.0]\n\n- from the section\n",
        "## 2.0.0\n",
        "# v2.0.0\n\n- soon\n",
        "2.0.0\n-----\n\n- soon\n",
        "**2.0.0**\n\n- soon\n"
      })
  void theRootsHeadingWithoutTheChartsNameDoesNotCountWhenItWasThereBefore(String before) {
    start = history.commit("main", "1", file("CHANGELOG.md", before));
    CommitSha after =
        history.commit(
            "main",
            "the subject",
            chart("charts/a", "a", "2.0.0"),
            file("CHANGELOG.md", "# Changelog\n\n## [2.0.0]\n\n- from the section\n"));

    assertThat(notes(after)).startsWith("- the subject (");
  }

  @Test
  void theRootsHeadingCountsForTheFirstCommitAndForANewFile() {
    CommitSha after =
        history.commit(
            "main",
            "2",
            chart("charts/a", "a", "2.0.0"),
            file("CHANGELOG.md", "## 2.0.0\n\n- from the section\n"));

    assertThat(notes(after)).isEqualTo("- from the section");
    assertThat(
            reader("charts/a", Optional.empty(), after)
                .rootHeadingIsOurs(
                    chartIn(new Trees(repository, repository.budget()).chart(after, "charts/a"))))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"CHANGELOG.md", "Changelog.md", "changelog.MD"})
  void theChartsOwnChangelogIsFoundInAnyCase(String name) {
    CommitSha after =
        history.commit(
            "main", "2", chart("charts/a", "a", "2.0.0"), file("charts/a/" + name, SECTION));

    assertThat(notes(after)).isEqualTo("- from the section");
    assertThat(repository.reads())
        .containsExactly(
            new MapRepository.Call(
                Read.BLOB, history.files(after).sha("charts/a/" + name).orElseThrow()));
  }

  @Test
  void theExactNameIsPreferred() {
    CommitSha after =
        history.commit(
            "main",
            "2",
            chart("charts/a", "a", "2.0.0"),
            file("charts/a/CHANGELOG.MD", "## 2.0.0\n\n- shouted\n"),
            file("charts/a/CHANGELOG.md", SECTION));

    assertThat(notes(after)).isEqualTo("- from the section");
  }

  @Test
  void aLinkOrADirectoryByThatNameIsNoChangelog() {
    CommitSha after =
        history.commit(
            "main",
            "2",
            chart("charts/a", "a", "2.0.0"),
            file("charts/a/CHANGELOG.md/words", "words"),
            link("charts/a/changelog.md", "elsewhere"));

    assertThat(reader(after).own(Function.identity())).isEmpty();
  }

  @Test
  void theRootsChangelogFollows() {
    CommitSha after =
        history.commit(
            "main",
            "2",
            chart("charts/a", "a", "2.0.0"),
            file("CHANGELOG.md", "## a 2.0.0\n\n- from the root\n"));

    assertThat(notes(after)).isEqualTo("- from the root");
    assertThat(repository.reads())
        .extracting(MapRepository.Call::read)
        .containsExactly(Read.DIRECTORY, Read.BLOB);
  }

  @Test
  void aChartAtTheRootHasNoOtherChangelogThanItsOwn() {
    CommitSha after =
        history.commit("main", "2", chart(".", "a", "2.0.0"), file("CHANGELOG.md", SECTION));

    NotesReader reader = reader(Paths.ROOT, Optional.of(start), after);

    assertThat(reader.own(Function.identity())).isPresent();
    assertThat(reader.root()).isEmpty();
  }

  @Test
  void aDirectoryThatIsGoneHasNoChangelog() {
    CommitSha after = raise("2.0.0");
    NotesReader reader =
        new NotesReader(
            new NotesReader.Shared(
                new Trees(repository, repository.budget()),
                new Links(new Trees(repository, repository.budget())),
                new ChangelogFiles(new Trees(repository, repository.budget())),
                new Tags(repository, repository.budget()).in(TagFormat.DEFAULT),
                new Commits(repository, repository.budget()),
                true,
                _ -> false,
                new EarlierTags(earlier, Map.of())),
            new Push.Span(history.get(after), Optional.of(start), Optional.empty(), true),
            new ChangedDirectory(
                "charts/b", new ChartAt.None(), new ChartAt.None(), Optional.empty(), List.of()),
            chartIn(new Trees(repository, repository.budget()).chart(after, "charts/a")));

    assertThat(reader.own(Function.identity())).isEmpty();
  }

  @Test
  void theAnnotationOfTheChartFollowsAndCommitsAreNotRead() {
    CommitSha after =
        history.commit(
            "main",
            "2",
            file(
                "charts/a/Chart.yaml",
                chartYaml("a", "2.0.0")
                    + "annotations:\n  artifacthub.io/changes: |\n    - from the annotation\n"));

    assertThat(notes(after)).isEqualTo("- from the annotation");
    assertThat(repository.reads())
        .extracting(MapRepository.Call::read)
        .containsOnly(Read.DIRECTORY);
  }

  @Test
  void theSubjectsOfTheCommitsComeLast() {
    CommitSha after = raise("2.0.0");

    assertThat(notes(after)).isEqualTo("- 2.0.0 (%s)".formatted(after.abbreviated()));
  }

  // The commits.

  @Test
  void commitsCountSinceTheHighestLowerTagNewestFirst() {
    history.tag("a-v1.0.0", start);
    history.annotatedTag("a-v1.9.0", raise("1.9.0"), "words");
    history.tag("a-v1.10.0", raise("1.10.0"));
    history.commit("main", "values", file("charts/a/values.yaml", "x: 1"));
    history.commit("main", "elsewhere", file("README.md", "words"));
    CommitSha after = raise("2.0.0");
    history.tag("a-v3.0.0", history.get(after).parents().getFirst());

    assertThat(subjects(reader(after))).containsExactly("2.0.0", "values");
  }

  @Test
  void theTagOfThisVersionIsNotItsBeginning() {
    history.tag("a-v1.0.0", start);
    CommitSha after = raise("2.0.0");
    history.tag("a-v2.0.0", after);

    assertThat(subjects(reader(after))).containsExactly("2.0.0");
  }

  @Test
  void aTagThatIsNoAncestorIsPassedOver() {
    history.tag("a-v1.0.0", start);
    history.branch("side", start);
    raise("1.5.0");
    history.tag("a-v1.8.0", history.commit("side", "side", chart("charts/a", "a", "1.8.0")));
    history.tag("a-v1.9.0", history.commit("orphan", "alone", chart("charts/a", "a", "1.9.0")));
    CommitSha after = raise("2.0.0");

    assertThat(subjects(reader(after))).containsExactly("2.0.0", "1.5.0");
  }

  @Test
  void aTagThatIsNoCommitIsPassedOver() {
    history.tag("a-v1.0.0", start);
    history.tag("a-v1.5.0", new GitObject(history.tree(start, "charts/a"), GitObject.Kind.TREE));
    CommitSha after = raise("2.0.0");

    assertThat(subjects(reader(after))).containsExactly("2.0.0");
  }

  @Test
  void withoutALowerTagTheCommitsOfTheMergeCount() {
    CommitSha before = raise("1.5.0");
    history.tag("b-v1.0.0", start);
    history.tag("a-v9.0.0", start);
    history.commit("main", "values", file("charts/a/values.yaml", "x: 1"));
    CommitSha after = raise("2.0.0");

    assertThat(subjects(reader("charts/a", Optional.of(before), after)))
        .containsExactly("2.0.0", "values");
  }

  @Test
  void withoutALowerTagAndAStateBeforeAllCommitsCount() {
    CommitSha after = raise("2.0.0");

    assertThat(subjects(reader("charts/a", Optional.empty(), after)))
        .containsExactly("2.0.0", "start");
  }

  @Test
  void aMergedBranchsOwnCommitsAreThere() {
    history.tag("a-v1.0.0", start);
    history.branch("side", start);
    history.commit("side", "side work", file("charts/a/values.yaml", "x: 1"));
    raise("2.0.0");
    CommitSha after = history.merge("main", history.tip("side"), "merge");

    assertThat(subjects(reader(after))).containsExactly("merge", "2.0.0", "side work");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a-1.0.0", "a/1.0.0", "v1.0.0"})
  void beforeTheFirstTagOfOursThoseOfOtherToolsCount(String tag) {
    onlyChart = "charts/a";
    CommitSha one = raise("1.0.0");
    history.tag(tag, one);
    CommitSha before = history.commit("main", "values", file("charts/a/values.yaml", "x: 1"));
    CommitSha after = raise("2.0.0");

    assertThat(subjects(reader("charts/a", Optional.of(before), after)))
        .containsExactly("2.0.0", "values");
  }

  @Test
  void besideATagOfOursThoseOfOtherToolsAreNotRead() {
    history.tag("a-v1.0.0", start);
    CommitSha after = raise("2.0.0");

    subjects(reader(after));

    assertThat(repository.reads(Read.TAGS)).containsExactly("a-v");
  }

  @Test
  void ofAChartThatIsNewNoOtherTagsAreRead() {
    CommitSha after = history.commit("main", "new", chart("charts/b", "b", "1.0.0"));

    assertThat(subjects(reader("charts/b", Optional.of(start), after))).containsExactly("new");
    assertThat(repository.reads(Read.TAGS)).containsExactly("b-v");
  }

  @Test
  void theTagsThatEarlierMergesOfThePushWillGetCountAsTags() {
    history.tag("a-v1.0.0", start);
    CommitSha one = raise("1.5.0");
    CommitSha after = raise("2.0.0");
    earlier.put(new TagName("a-v1.5.0"), one);
    earlier.put(new TagName("b-v1.9.0"), after);

    assertThat(subjects(reader(after))).containsExactly("2.0.0");
  }

  @Test
  void aTagThatExistsCountsThoughAnEarlierMergeBroughtItsVersionAgain() {
    CommitSha one = raise("1.5.0");
    CommitSha after = raise("2.0.0");
    history.tag("a-v1.5.0", start);
    earlier.put(new TagName("a-v1.5.0"), one);

    assertThat(subjects(reader(after))).containsExactly("2.0.0", "1.5.0");
  }

  @Test
  void onlyThreeCandidatesCountAndTheRestIsGivenUp() {
    history.tag("a-v1.0.0", start);
    CommitSha before = raise("1.5.0");
    sideTags(3);
    CommitSha after = raise("2.0.0");

    // 1.0.0 would be the fourth: the merge counts instead.
    assertThat(subjects(reader("charts/a", Optional.of(before), after))).containsExactly("2.0.0");
  }

  @Test
  void theThirdCandidateStillCounts() {
    history.tag("a-v1.0.0", start);
    CommitSha before = raise("1.5.0");
    sideTags(2);
    CommitSha after = raise("2.0.0");

    assertThat(subjects(reader("charts/a", Optional.of(before), after)))
        .containsExactly("2.0.0", "1.5.0");
  }

  /** Tags between 1.0.0 and 1.5.0 that are no ancestors of main. */
  private void sideTags(int number) {
    history.branch("side", start);
    for (int i = 1; i <= number; i++) {
      history.tag("a-v1.1." + i, history.commit("side", "side " + i));
    }
  }

  @Test
  void aTagOnTheVeryMergeIsNoCandidateAndTakesNobodysPlace() {
    history.tag("a-v1.0.0", start);
    CommitSha before = raise("1.5.0");
    CommitSha after = raise("2.0.0");
    for (int i = 1; i <= 3; i++) {
      history.tag("a-v1.1." + i, after);
    }

    assertThat(subjects(reader("charts/a", Optional.of(before), after)))
        .containsExactly("2.0.0", "1.5.0");
  }

  @Test
  void aReleaseLineInADirectoryOfItsOwnIsToldFromTheOthersOfTheSameName() {
    history.commit("main", "line 8", chart("charts/a-8", "a", "8.0.45"));
    history.tag("a-v8.0.45", history.tip("main"));
    CommitSha other =
        history.commit("main", "no line 9 yet", file("charts/a-8/values.yaml", "x: 1"));
    history.tag("a-v8.0.46", other);
    CommitSha before = history.commit("main", "line 9", chart("charts/a-9", "a", "9.0.0-rc.1"));
    history.commit("main", "more of 8", file("charts/a-8/values.yaml", "x: 2"));
    CommitSha after = history.commit("main", "9 is out", chart("charts/a-9", "a", "9.0.0"));

    assertThat(subjects(reader("charts/a-9", Optional.of(before), after)))
        .containsExactly("9 is out");
    history.tag("a-v9.0.0-rc.1", before);
    history.tag("a-v8.0.47", history.get(after).parents().getFirst());
    assertThat(subjects(reader("charts/a-9", Optional.of(before), after)))
        .containsExactly("9 is out");
  }

  @Test
  void aTagOfAnotherLineCountsWhereThisDirectoryHeldTheNameToo() {
    history.commit("main", "9", chart("charts/a-9", "a", "9.1.1"));
    CommitSha both =
        history.commit(
            "main", "both", chart("charts/a-8", "a", "8.0.45"), file("charts/a-9/values", "1"));
    history.tag("a-v8.0.45", both);
    CommitSha before = history.commit("main", "values", file("charts/a-9/values", "2"));
    CommitSha after = history.commit("main", "9.1.2", chart("charts/a-9", "a", "9.1.2"));

    assertThat(subjects(reader("charts/a-9", Optional.of(before), after)))
        .containsExactly("9.1.2", "values");
  }

  @Test
  void theVersionThatWasHereIsTheLowerOneOfThoseThatDifferInBuildMetadata() {
    history.tag("a-v1.0.0+9", start);
    CommitSha before = raise("1.0.0+2");
    history.tag("a-v1.0.0+2", before);
    history.commit("main", "values", file("charts/a/values.yaml", "x: 1"));
    CommitSha after = raise("1.0.0+1");

    assertThat(subjects(reader("charts/a", Optional.of(before), after)))
        .containsExactly("1.0.0+1", "values");
    history.tag("a-v1.0.0+1", after);
    assertThat(subjects(reader("charts/a", Optional.of(before), after)))
        .containsExactly("1.0.0+1", "values");
  }

  @Test
  void aHigherVersionThatWasHereIsNoBeginning() {
    history.tag("a-v1.0.0", start);
    CommitSha before = raise("2.0.0");
    history.tag("a-v2.0.0", before);
    CommitSha after = raise("1.5.0");

    assertThat(subjects(reader("charts/a", Optional.of(before), after)))
        .containsExactly("1.5.0", "2.0.0");
  }

  @Test
  void theUsualRangeCostsOneListingOfTagsAndOneOfCommits() {
    history.tag("a-v1.0.0", start);
    CommitSha before = raise("1.5.0");
    history.annotatedTag("a-v1.5.0", before, "words");
    CommitSha after = raise("2.0.0");

    reader("charts/a", Optional.of(before), after).commits();

    assertThat(repository.reads())
        .extracting(MapRepository.Call::read)
        .containsExactlyInAnyOrder(Read.TAGS, Read.TAG_OBJECT, Read.COMMITS_TOUCHING);
  }

  @Test
  void aCommitOnTopOfTheStateBeforeMustBeListed() {
    CommitSha before = raise("1.5.0");
    NotesReader reader =
        reader("charts/a", Optional.of(before), history.commit("main", "no change of a"));

    assertThatThrownBy(reader::commits)
        .isInstanceOf(TransientFailure.class)
        .hasMessageContaining(history.tip("main").value());
  }

  @Test
  void theVersionItselfIsNoneOfTheLowerOnesThoughItWasHere() {
    history.tag("a-v1.0.0", start);
    CommitSha before = history.commit("main", "values", file("charts/a/values.yaml", "x: 1"));
    CommitSha after = history.commit("main", "more", file("charts/a/values.yaml", "x: 2"));

    assertThat(subjects(reader("charts/a", Optional.of(before), after))).containsExactly("more");
  }

  @Test
  void aStateBeforeThatDidNotTouchTheChartBeginsTheRangeToo() {
    raise("1.5.0");
    CommitSha before = history.commit("main", "elsewhere", file("README.md", "words"));
    CommitSha after = raise("2.0.0");

    assertThat(subjects(reader("charts/a", Optional.of(before), after))).containsExactly("2.0.0");
  }

  @Test
  void theCommitsAreReadBesideTheTags() {
    history.tag("a-v1.0.0", start);
    history.branch("side", start);
    history.commit("side", "2.0.0", chart("charts/a", "a", "2.0.0"));
    history.commit("main", "elsewhere");
    CommitSha after = history.merge("main", history.tip("side"), "merge");
    NotesReader reader = reader(after);
    repository.answers(Read.TAGS, Read.COMMITS_TOUCHING);

    assertThat(subjects(reader)).containsExactly("2.0.0");
  }

  @Test
  void aMergeNeedNotBeListed() {
    history.tag("a-v1.0.0", start);
    history.branch("side", start);
    history.commit("main", "elsewhere");
    history.commit("side", "2.0.0", chart("charts/a", "a", "2.0.0"));
    CommitSha after = history.merge("main", history.tip("side"), "merge");

    assertThat(subjects(reader(after))).containsExactly("2.0.0");
  }
}
