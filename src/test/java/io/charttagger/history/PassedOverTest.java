package io.charttagger.history;

import static io.charttagger.history.Edit.all;
import static io.charttagger.history.Edit.chart;
import static io.charttagger.history.Edit.file;
import static io.charttagger.history.Edit.gone;
import static io.charttagger.history.Edit.link;
import static io.charttagger.history.Edit.submodule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.charttagger.chart.CommitSha;
import io.charttagger.history.MapRepository.Read;
import io.charttagger.plan.RepositoryState;
import io.charttagger.plan.Warning;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Linked chart directories and submodules are told of. */
final class PassedOverTest {
  private static final CommitSha SOMEWHERE = CommitSha.parse("5".repeat(40));
  private static final String LINKED =
      " is a symbolic link to the directory %s, so it was passed over; to tag that chart, name the"
          + " directory that contains %1$s in .github/chart-tagger.yaml (`charts`) or in CHARTS_DIR";
  private static final String SUBMODULE =
      " is a submodule, so it was passed over; its charts are tagged in its own repository";

  private final MapHistory history = new MapHistory();
  private final MapRepository repository = new MapRepository(history);
  private final CommitSha start =
      history.commit(
          "main",
          "start",
          file("README.md", "words"),
          chart("charts/a", "a", "1.0.0"),
          chart("apps/web", "web", "1.0.0"),
          link("charts/old", "a"),
          submodule("charts/old-module", SOMEWHERE),
          file("charts/group/README.md", "words"));

  private List<String> warnings(List<String> directories, Edit... edits) {
    RepositoryState state = read(directories, Optional.of(start), edits);
    assertThat(state.warnings())
        .allMatch(warning -> warning.code().equals("passed-over"))
        .allMatch(warning -> warning.message().startsWith(warning.chart()));
    return state.warnings().stream().map(Warning::message).toList();
  }

  private RepositoryState read(
      List<String> directories, Optional<CommitSha> before, Edit... edits) {
    history.branch("main", start);
    CommitSha after = history.squashPullRequest(1, all(edits));
    repository.forgetReads();
    return new StateReader(repository, Layouts.in(directories), new MapNotes(), repository.budget())
        .read(StateReaderTest.window(before, after));
  }

  static Stream<Arguments> passedOver() {
    return Stream.of(
        passed("a new link", link("charts/web", "../apps/web"), linked("web", "apps/web")),
        passed("a link to a chart beside it", link("charts/web", "a"), linked("web", "charts/a")),
        passed(
            "a link through a link",
            all(link("charts/web", "../alias/web"), link("alias", "apps")),
            linked("web", "apps/web")),
        passed(
            "a link in a group",
            link("charts/group/web", "../../apps/web"),
            "charts/group/web" + LINKED.formatted("apps/web")),
        passed("a link that changes", link("charts/old", "../apps/web"), linked("old", "apps/web")),
        passed(
            "a chart that becomes a link",
            all(gone("charts/a"), link("charts/a", "../apps/web")),
            linked("a", "apps/web")),
        passed(
            "a submodule that becomes a link",
            all(gone("charts/old-module"), link("charts/old-module", "a")),
            linked("old-module", "charts/a")),
        passed("a linked group", link("charts/team", "../apps"), linked("team", "apps")),
        passed(
            "a link out of the repository",
            link("charts/web", "../../other/web"),
            "charts/web is a symbolic link that leads out of the repository, so it was passed over"),
        passed(
            "a link to nothing",
            link("charts/web", "../apps/missing"),
            "charts/web is a symbolic link that points at something that does not exist, so it was passed over"),
        passed(
            "a link to itself",
            link("charts/web", "web"),
            "charts/web is a symbolic link that leads back to itself, so it was passed over"),
        passed(
            "a link into a submodule",
            link("charts/web", "old-module/web"),
            "charts/web is a symbolic link into a submodule, so it was passed over"),
        passed("a new submodule", submodule("charts/web", SOMEWHERE), "charts/web" + SUBMODULE),
        passed(
            "a submodule that changes",
            submodule("charts/old-module", CommitSha.parse("6".repeat(40))),
            "charts/old-module" + SUBMODULE),
        passed(
            "a submodule in a group",
            submodule("charts/group/web", SOMEWHERE),
            "charts/group/web" + SUBMODULE),
        passed(
            "several, in path order, beside a chart",
            all(
                submodule("charts/z", SOMEWHERE),
                link("charts/b", "a"),
                chart("charts/a", "a", "2.0.0")),
            linked("b", "charts/a"),
            "charts/z" + SUBMODULE));
  }

  private static String linked(String name, String target) {
    return "charts/" + name + LINKED.formatted(target);
  }

  private static Arguments passed(String name, Edit edit, String... warnings) {
    return arguments(name, edit, List.of(warnings));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("passedOver")
  void isToldOf(String name, Edit edit, List<String> expected) {
    assertThat(warnings(List.of("charts"), edit)).isEqualTo(expected);
  }

  static Stream<Arguments> silent() {
    return Stream.of(
        arguments("an unchanged link", file("charts/a/values.yaml", "x: 1")),
        arguments("a changed target", file("apps/web/values.yaml", "x: 1")),
        arguments("a link that is gone", gone("charts/old")),
        arguments("a submodule that is gone", gone("charts/old-module")),
        arguments("a link to a file", link("charts/README.md", "../README.md")),
        arguments("a hidden link", link("charts/.web", "../apps/web")),
        arguments("a link in a chart", link("charts/a/charts", "../../apps")),
        arguments("a submodule in a chart", submodule("charts/a/files", SOMEWHERE)),
        arguments(
            "a link that becomes a chart",
            all(gone("charts/old"), chart("charts/old", "old", "1.0.0"))),
        arguments("a link outside the charts directories", link("other/web", "../apps/web")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("silent")
  void nothingElseIs(String name, Edit edit) {
    assertThat(warnings(List.of("charts"), edit)).isEmpty();
  }

  @Test
  void whereTheRootHoldsTheChartsOnlyALinkToAChartIs() {
    assertThat(warnings(List.of("."), link("docs", "apps"), link("README", "README.md"))).isEmpty();
    assertThat(warnings(List.of("."), link("web", "apps/web")))
        .containsExactly("web" + LINKED.formatted("apps/web"));
  }

  @Test
  void allAreToldOfInARootCommit() {
    history.branch("main", start);

    RepositoryState state =
        new StateReader(repository, Layouts.in("charts"), new MapNotes(), repository.budget())
            .read(StateReaderTest.window(Optional.empty(), start));

    assertThat(state.warnings())
        .extracting(Warning::chart)
        .contains("charts/old", "charts/old-module");
  }

  @Test
  void aThousandLinksCostAFewReads() {
    List<String> warnings =
        warnings(
            List.of("charts"),
            IntStream.range(0, 1000)
                .mapToObj(i -> link("charts/link-%03d".formatted(i), "a"))
                .toArray(Edit[]::new));

    assertThat(warnings).hasSize(11).first().isEqualTo(linked("link-000", "charts/a"));
    assertThat(warnings)
        .last()
        .isEqualTo("990 more symbolic links and submodules were passed over");
    assertThat(repository.reads(Read.BLOB)).hasSize(10);
  }

  @Test
  void theyAreSeenInAGroupThatIsListedWhole() {
    List<String> warnings =
        warnings(
            List.of("charts"),
            chart("charts/group/one/x", "x", "1.0.0"),
            chart("charts/group/two/y", "y", "1.0.0"),
            link("charts/group/two/web", "../../../apps/web"),
            submodule("charts/group/one/module", SOMEWHERE));

    assertThat(repository.reads(Read.BELOW)).isNotEmpty();
    assertThat(warnings)
        .containsExactly(
            "charts/group/one/module" + SUBMODULE,
            "charts/group/two/web" + LINKED.formatted("apps/web"));
  }
}
