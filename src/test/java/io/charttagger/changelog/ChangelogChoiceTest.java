package io.charttagger.changelog;

import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.ChartName;
import io.charttagger.chart.ChartVersion;
import io.charttagger.chart.ChartYaml;
import io.charttagger.chart.Commit;
import io.charttagger.plan.Merged;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The first source that has a changelog wins, and none behind it is asked. */
final class ChangelogChoiceTest {
  private final Places places = new Places();
  private Optional<String> changes = Optional.empty();

  /** The places a changelog may come from, and which of them were asked. */
  private static final class Places implements ChangelogChoice.Sources {
    private final List<String> asked = new ArrayList<>();
    private Optional<Changelog> own = Optional.empty();
    private Optional<Changelog> root = Optional.empty();
    private List<Commit> commits = List.of();

    @Override
    public Optional<Changelog> own() {
      asked.add("own");
      return own;
    }

    @Override
    public Optional<Changelog> root() {
      asked.add("root");
      return root;
    }

    @Override
    public List<Commit> commits() {
      asked.add("commits");
      return commits;
    }
  }

  private ReleaseNotes notes() {
    return ChangelogChoice.of(
        new ChartYaml.Chart(ChartName.parse("a"), ChartVersion.parse("1.2.3"), changes), places);
  }

  private static Optional<Changelog> changelog(String markdown) {
    return Optional.of(Changelog.parse(markdown));
  }

  private static Commit commit(String digit, String subject) {
    return new Commit(Merged.sha(digit), List.of(), "Ada", subject, Merged.WHEN);
  }

  @Test
  void theChartsOwnSectionOfTheVersionComesFirst() {
    places.own = changelog("## Unreleased\n- later\n## 1.2.3\n- own\n");
    places.root = changelog("## a 1.2.3\n- root\n");
    changes = Optional.of("- annotated");
    places.commits = List.of(commit("1", "commit"));

    assertThat(notes()).isEqualTo(new ReleaseNotes("- own", List.of()));
    assertThat(places.asked).containsExactly("own");
  }

  @Test
  void theRootsSectionThatNamesChartAndVersionComesSecond() {
    places.own = changelog("## Unreleased\n- later\n## 1.2.2\n- older\n");
    places.root = changelog("## b 1.2.3\n- not this\n## a 1.2.3\n- root\n");
    changes = Optional.of("- annotated");

    assertThat(notes()).isEqualTo(new ReleaseNotes("- root", List.of()));
    assertThat(places.asked).containsExactly("own", "root");
  }

  @Test
  void theRootsSectionThatNamesNoChartIsNobodys() {
    places.root = changelog("## 1.2.3\n- whose?\n## Unreleased\n- whose, too?\n");
    places.commits = List.of(commit("1", "commit"));

    assertThat(notes().text()).isEqualTo("- commit (1111111)");
  }

  @Test
  void theOwnUnreleasedSectionComesThirdWithAWarning() {
    places.own = changelog("## Unreleased\n- later\n");
    changes = Optional.of("- annotated");

    ReleaseNotes notes = notes();

    assertThat(notes.text()).isEqualTo("- later");
    assertThat(notes.warnings())
        .containsExactly(
            "the changelog has no section for this version; its unreleased section was taken:"
                + " rename that heading");
    assertThat(places.asked).containsExactly("own", "root");
  }

  @Test
  void theArtifactHubAnnotationComesFourth() {
    places.own = changelog("# Changelog\n");
    changes = Optional.of("- kind: added\n  description: It\n- plain\n");

    assertThat(notes()).isEqualTo(new ReleaseNotes("- added: It\n- plain", List.of()));
    assertThat(places.asked).containsExactly("own", "root");
  }

  @Test
  void aBrokenArtifactHubAnnotationIsPassedOverWithAWarning() {
    changes = Optional.of("added: [");
    places.commits = List.of(commit("1", "commit"));

    ReleaseNotes notes = notes();

    assertThat(notes.text()).isEqualTo("- commit (1111111)");
    assertThat(notes.warnings())
        .singleElement()
        .asString()
        .startsWith("the annotation artifacthub.io/changes was passed over: not valid YAML");
    assertThat(places.asked).containsExactly("own", "root", "commits");
  }

  @Test
  void anEmptyArtifactHubAnnotationCountsAsNone() {
    changes = Optional.of("[]");
    places.commits = List.of(commit("1", "commit"));

    assertThat(notes()).isEqualTo(new ReleaseNotes("- commit (1111111)", List.of()));
  }

  @Test
  void anEmptySectionCountsAsNone() {
    places.own = changelog("## 1.2.3\n\n## 1.2.2\n- older\n");
    places.commits = List.of(commit("1", "commit"));

    assertThat(notes().text()).isEqualTo("- commit (1111111)");
  }

  @Test
  void theSubjectsOfTheCommitsComeLastInTheOrderGiven() {
    places.commits = List.of(commit("3", "Newest"), commit("2", "Older"));

    assertThat(notes().text()).isEqualTo("- Newest (3333333)\n- Older (2222222)");
    assertThat(places.asked).containsExactly("own", "root", "commits");
  }

  @Test
  void subjectsAreCleanedAndAtMostFifty() {
    places.commits =
        IntStream.range(0, 60).mapToObj(number -> commit("1", "n\u001b[1m" + number)).toList();

    assertThat(notes().text().lines())
        .hasSize(50)
        .startsWith("- n0 (1111111)")
        .endsWith("- n49 (1111111)");
  }

  @Test
  void noSourceAtAllGivesAnEmptyText() {
    assertThat(notes()).isEqualTo(ReleaseNotes.NONE);
  }
}
