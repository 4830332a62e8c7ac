package io.charttagger.changelog;

import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.ChartName;
import io.charttagger.chart.ChartVersion;
import io.charttagger.chart.ChartYaml;
import io.charttagger.chart.Commit;
import io.charttagger.plan.MergeBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The first source that has a changelog wins, and the later ones are not read. */
final class ChangelogChoiceTest {
  private final RecordingSources sources = new RecordingSources();
  private Optional<String> changes = Optional.empty();

  /** Records which of its sources were read. */
  private static final class RecordingSources implements ChangelogSources {
    private final List<String> read = new ArrayList<>();
    private Optional<Changelog> own = Optional.empty();
    private OwnFile ownFile = new OwnFile.Here();
    private Optional<Changelog> root = Optional.empty();
    private boolean rootHeadingIsOurs;
    private List<Commit> commits = List.of();

    @Override
    public <T> Optional<T> own(Function<Changelog, T> reading) {
      read.add("own");
      return own.map(reading);
    }

    @Override
    public OwnFile ownFile() {
      return ownFile;
    }

    @Override
    public boolean rootHeadingIsOurs(ChartYaml.Chart chart) {
      return rootHeadingIsOurs;
    }

    @Override
    public Optional<Changelog> root() {
      read.add("root");
      return root;
    }

    @Override
    public List<Commit> commits() {
      read.add("commits");
      return commits;
    }
  }

  private ReleaseNotes notes() {
    return ChangelogChoice.of(
        new ChartYaml.Chart(
            ChartName.parse("a"), ChartVersion.parse("1.2.3"), Optional.empty(), changes),
        sources);
  }

  private static Optional<Changelog> changelog(String markdown) {
    return Optional.of(Changelog.parse(markdown));
  }

  private static Commit commit(String digit, String subject) {
    return new Commit(MergeBuilder.sha(digit), List.of(), "Ada", subject, MergeBuilder.WHEN);
  }

  @Test
  void theChartsOwnSectionOfTheVersionComesFirst() {
    sources.own = changelog("## Unreleased\n- later\n## 1.2.3\n- own\n");
    sources.root = changelog("## a 1.2.3\n- root\n");
    changes = Optional.of("- annotated");
    sources.commits = List.of(commit("1", "commit"));

    assertThat(notes()).isEqualTo(new ReleaseNotes("- own", List.of()));
    assertThat(sources.read).containsExactly("own");
  }

  @Test
  void theRootsSectionThatNamesChartAndVersionComesSecond() {
    sources.own = changelog("## Unreleased\n- later\n## 1.2.2\n- older\n");
    sources.root = changelog("## b 1.2.3\n- not this\n## a 1.2.3\n- root\n");
    changes = Optional.of("- annotated");

    assertThat(notes().text()).isEqualTo("- root");
    assertThat(sources.read).containsExactly("own", "root");
  }

  @Test
  void theRootsSectionThatNamesNoChartIsIgnored() {
    sources.root = changelog("## 1.2.3\n- whose?\n## Unreleased\n- whose, too?\n");
    sources.commits = List.of(commit("1", "commit"));

    assertThat(notes().text()).isEqualTo("- commit (1111111)");
  }

  @Test
  void theChartsUnreleasedSectionComesThirdWithAWarning() {
    sources.own = changelog("## Unreleased\n- later\n");
    changes = Optional.of("- annotated");

    ReleaseNotes notes = notes();

    assertThat(notes.text()).isEqualTo("- later");
    assertThat(notes.warnings())
        .containsExactly(
            "the changelog has no section for this version, so its unreleased section was used;"
                + " rename that heading to the version");
    assertThat(sources.read).containsExactly("own", "root");
  }

  @Test
  void theArtifactHubAnnotationComesFourth() {
    sources.own = changelog("# Changelog\n");
    changes = Optional.of("- kind: added\n  description: It\n- plain\n");

    assertThat(notes().text()).isEqualTo("- added: It\n- plain");
    assertThat(sources.read).containsExactly("own", "root");
  }

  @Test
  void aBrokenArtifactHubAnnotationIsIgnoredWithAWarning() {
    changes = Optional.of("added: [");
    sources.commits = List.of(commit("1", "commit"));

    ReleaseNotes notes = notes();

    assertThat(notes.text()).isEqualTo("- commit (1111111)");
    assertThat(notes.warnings())
        .singleElement()
        .asString()
        .startsWith("the annotation artifacthub.io/changes was ignored: not valid YAML");
    assertThat(sources.read).containsExactly("own", "root", "commits");
  }

  @Test
  void anEmptyArtifactHubAnnotationCountsAsNone() {
    changes = Optional.of("[]");
    sources.commits = List.of(commit("1", "commit"));

    assertThat(notes()).isEqualTo(new ReleaseNotes("- commit (1111111)", List.of(), false));
  }

  @Test
  void anEmptySectionCountsAsNone() {
    sources.own = changelog("## 1.2.3\n\n## 1.2.2\n- older\n");
    sources.commits = List.of(commit("1", "commit"));

    assertThat(notes().text()).isEqualTo("- commit (1111111)");
    assertThat(notes().warnings())
        .containsExactly(
            "CHANGELOG.md has no text below its heading of version 1.2.3, so another source was"
                + " used");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "# Changelog\n",
        "# Changelog\n\n## 1.2.2\n\n- older\n",
        "## 1.2.30\n\n- other\n",
        "## 1.2.3-rc.1\n\n- candidate\n",
        "just words\n"
      })
  void aChangelogWithoutTheVersionIsAWarningAndTheNextSourceCounts(String markdown) {
    sources.own = changelog(markdown);
    sources.commits = List.of(commit("1", "commit"));
    String warning =
        "CHANGELOG.md has no section for version 1.2.3, so another source was used; a section"
            + " counts only if it is there before the merge, below a heading such as `## 1.2.3`";

    assertThat(notes()).isEqualTo(new ReleaseNotes("- commit (1111111)", List.of(warning), false));

    changes = Optional.of("- annotated");
    assertThat(notes()).isEqualTo(new ReleaseNotes("- annotated", List.of(warning)));

    sources.root = changelog("## a 1.2.3\n- root\n");
    assertThat(notes()).isEqualTo(new ReleaseNotes("- root", List.of(warning)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Released 1.2.3 today.",
        "- v1.2.3: a change",
        "```\n## 1.2.3\n```",
        "| 1.2.3 | words |",
        "> ## 1.2.3",
        "`1.2.3`"
      })
  void aVersionThatTheChangelogNamesOutsideAHeadingIsAWarning(String line) {
    sources.own = changelog("# Changelog\n\n" + line + "\n\n- a change\n");

    assertThat(notes().warnings())
        .containsExactly(
            "CHANGELOG.md names version 1.2.3, but not in a heading, so another source was used;"
                + " write a heading such as `## 1.2.3`");
  }

  @Test
  void withoutAChangelogThereIsNoWarning() {
    sources.ownFile = new ChangelogSources.OwnFile.Absent();
    sources.root = changelog("# Changelog of all\n\n## b 1.2.3\n- theirs\n");

    assertThat(notes()).isEqualTo(ReleaseNotes.NONE);
  }

  @Test
  void aBrokenLinkIsAWarningAndTheNextSourceCounts() {
    sources.ownFile = new ChangelogSources.OwnFile.BrokenLink("leads out of the repository");
    sources.root = changelog("## a 1.2.3\n- root\n");

    assertThat(notes())
        .isEqualTo(
            new ReleaseNotes(
                "- root",
                List.of(
                    "CHANGELOG.md was not read, because the link leads out of the repository")));
  }

  @Test
  void inALinkedChangelogAnotherProductsTitleIsIgnored() {
    sources.own = changelog("## b 1.2.3\n- theirs\n\n## 1.2.3\n- whose?\n");
    assertThat(notes().text()).isEqualTo("- whose?");

    sources.ownFile = new ChangelogSources.OwnFile.Shared();
    assertThat(notes().text()).isEqualTo("- whose?");

    sources.own = changelog("## 1.2.3\n- whose?\n\n## a 1.2.3\n- ours\n");
    assertThat(notes().text()).isEqualTo("- ours");

    sources.own = changelog("## b 1.2.3\n- theirs\n");
    assertThat(notes().text()).isEmpty();

    sources.ownFile = new ChangelogSources.OwnFile.Here();
    assertThat(notes().text()).isEqualTo("- theirs");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"## 1.2.3", "## [1.2.3] - 2026-11-22", "# v1.2.3", "**1.2.3**", "##1.2.3"})
  void theRootsHeadingWithoutTheChartsNameCountsWhenItCanOnlyMeanThisChart(String heading) {
    sources.root = changelog(heading + "\n\n- root\n");
    sources.rootHeadingIsOurs = true;
    assertThat(notes().text()).isEqualTo("- root");

    sources.rootHeadingIsOurs = false;
    assertThat(notes().text()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"## b 1.2.3", "## b-v1.2.3", "## The Product 1.2.3", "## 1.2.30", "## 1.2"})
  void otherHeadingsOfTheRootNeverCount(String heading) {
    sources.root = changelog(heading + "\n\n- root\n");
    sources.rootHeadingIsOurs = true;

    assertThat(notes().text()).isEmpty();
  }

  @Test
  void theRootsHeadingWithTheChartsNameIsPreferred() {
    sources.root = changelog("## 1.2.3\n- whose?\n## a 1.2.3\n- ours\n");
    sources.rootHeadingIsOurs = true;

    assertThat(notes().text()).isEqualTo("- ours");
  }

  @Test
  void theCommitSubjectsComeLastInTheGivenOrder() {
    sources.commits = List.of(commit("3", "Newest"), commit("2", "Older"));

    assertThat(notes().text()).isEqualTo("- Newest (3333333)\n- Older (2222222)");
    assertThat(sources.read).containsExactly("own", "root", "commits");
  }

  @Test
  void atMostFiftySubjectsAreListedAndTheyAreCleaned() {
    sources.commits =
        IntStream.range(0, 60).mapToObj(number -> commit("1", "n\u001b[1m" + number)).toList();

    assertThat(notes().text().lines())
        .hasSize(50)
        .startsWith("- n0 (1111111)")
        .endsWith("- n49 (1111111)");
  }

  @Test
  void withoutAnySourceTheTextIsEmpty() {
    assertThat(notes()).isEqualTo(ReleaseNotes.NONE);
  }
}
