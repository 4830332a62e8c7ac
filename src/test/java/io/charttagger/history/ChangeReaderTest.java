package io.charttagger.history;

import static io.charttagger.history.Edit.all;
import static io.charttagger.history.Edit.chart;
import static io.charttagger.history.Edit.chartYaml;
import static io.charttagger.history.Edit.file;
import static io.charttagger.history.Edit.gone;
import static io.charttagger.history.Edit.link;
import static io.charttagger.history.Edit.moved;
import static io.charttagger.history.Edit.submodule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.charttagger.chart.ChartAt;
import io.charttagger.chart.ChartYaml;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.TagFormat;
import io.charttagger.history.MapRepository.Read;
import io.charttagger.plan.TaggingRules;
import io.charttagger.plan.Warning;
import io.charttagger.port.Listing;
import io.charttagger.settings.TestSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which charts a merge changed, by their trees. */
final class ChangeReaderTest {
  private static final List<String> CHARTS = List.of("charts");
  private static final CommitSha SOMEWHERE = CommitSha.parse("1".repeat(40));

  private final MapHistory history = new MapHistory();
  private final MapRepository repository = new MapRepository(history);

  private ChangeReader reader(List<String> directories) {
    return new ChangeReader(
        new Trees(repository, repository.budget()), TestSettings.in(directories));
  }

  private Push.Span span(CommitSha before, CommitSha after) {
    return new Push.Span(history.get(after), Optional.of(before), Optional.empty(), true);
  }

  private List<ChangedDirectory> changes(List<String> directories, Edit before, Edit after) {
    CommitSha start = history.commit("main", "start", file("README.md", "words"), before);
    return reader(directories).changes(span(start, history.commit("main", "change", after)));
  }

  private static List<String> words(List<ChangedDirectory> changes) {
    return changes.stream().map(it -> InWords.of(it.path(), it.before(), it.after())).toList();
  }

  static Stream<Arguments> shapes() {
    Edit nothing = all();
    Edit a1 = chart("charts/a", "a", "1.0.0");
    Edit a2 = chart("charts/a", "a", "1.1.0");
    return Stream.of(
        shape("a new chart", nothing, a1, "charts/a: none -> a 1.0.0"),
        shape("a raised chart", a1, a2, "charts/a: a 1.0.0 -> a 1.1.0"),
        shape(
            "a chart changed without a new version",
            a1,
            file("charts/a/values.yaml", "x: 1"),
            "charts/a: a 1.0.0 -> a 1.0.0"),
        shape("a deleted chart", a1, gone("charts/a"), "charts/a: a 1.0.0 -> none"),
        shape(
            "a chart whose Chart.yaml is gone while the directory is there",
            all(a1, file("charts/a/values.yaml", "x: 1")),
            gone("charts/a/Chart.yaml"),
            "charts/a: a 1.0.0 -> none"),
        shape(
            "the last chart deleted, and the charts directory with it",
            a1,
            gone("charts"),
            "charts/a: a 1.0.0 -> none"),
        shape(
            "a moved chart",
            a1,
            moved("charts/a", "charts/b"),
            "charts/a: a 1.0.0 -> none",
            "charts/b: none -> a 1.0.0"),
        shape(
            "a chart moved into a group",
            a1,
            moved("charts/a", "charts/group/a"),
            "charts/a: a 1.0.0 -> none",
            "charts/group/a: none -> a 1.0.0"),
        shape(
            "a renamed chart", a1, chart("charts/a", "b", "1.0.0"), "charts/a: a 1.0.0 -> b 1.0.0"),
        shape(
            "a chart that breaks",
            a1,
            file("charts/a/Chart.yaml", "name: [a\n"),
            "charts/a: a 1.0.0 -> invalid"),
        shape(
            "a chart that is fixed",
            file("charts/a/Chart.yaml", "name: a\nversion: 1.1\n"),
            a1,
            "charts/a: invalid -> a 1.0.0"),
        shape(
            "charts at any depth, of which only one changed",
            all(chart("charts/x/y/a", "a", "1.0.0"), chart("charts/x/b", "b", "1.0.0")),
            chart("charts/x/y/a", "a", "1.1.0"),
            "charts/x/y/a: a 1.0.0 -> a 1.1.0"),
        shape(
            "several charts, in path order",
            all(chart("charts/b", "b", "1.0.0"), a1),
            all(chart("charts/b", "b", "2.0.0"), chart("charts/c/c", "c", "1.0.0"), a2),
            "charts/a: a 1.0.0 -> a 1.1.0",
            "charts/b: b 1.0.0 -> b 2.0.0",
            "charts/c/c: none -> c 1.0.0"),
        shape(
            "a vendored chart below a chart",
            all(a1, chart("charts/a/charts/d", "d", "1.0.0")),
            chart("charts/a/charts/d", "d", "1.1.0"),
            "charts/a: a 1.0.0 -> a 1.0.0"),
        shape(
            "a new chart with a vendored one",
            nothing,
            all(a1, chart("charts/a/charts/d", "d", "1.0.0")),
            "charts/a: none -> a 1.0.0"),
        shape(
            "a deleted chart with a vendored one",
            all(a1, chart("charts/a/charts/d", "d", "1.0.0")),
            gone("charts/a"),
            "charts/a: a 1.0.0 -> none"),
        shape(
            "a group that becomes a chart, whose charts become vendored",
            chart("charts/g/a", "a", "1.0.0"),
            chart("charts/g", "g", "1.0.0"),
            "charts/g: none -> g 1.0.0",
            "charts/g/a: a 1.0.0 -> none"),
        shape(
            "a group that becomes a chart and changes what it held",
            chart("charts/g/a", "a", "1.0.0"),
            all(chart("charts/g", "g", "1.0.0"), chart("charts/g/a", "a", "1.1.0")),
            "charts/g: none -> g 1.0.0",
            "charts/g/a: a 1.0.0 -> none"),
        shape(
            "a chart that becomes a group",
            a1,
            all(gone("charts/a/Chart.yaml"), chart("charts/a/b", "b", "1.0.0")),
            "charts/a: a 1.0.0 -> none",
            "charts/a/b: none -> b 1.0.0"),
        shape(
            "a chart that becomes a file",
            a1,
            all(gone("charts/a"), file("charts/a", "words")),
            "charts/a: a 1.0.0 -> none"),
        shape(
            "a file that becomes a chart",
            file("charts/a", "words"),
            all(gone("charts/a"), a1),
            "charts/a: none -> a 1.0.0"),
        shape("a hidden directory", nothing, chart("charts/.a", "a", "1.0.0")),
        shape("files beside the charts", a1, file("charts/README.md", "words")),
        shape("a directory without a chart", a1, file("charts/docs/page/README.md", "words")),
        shape("nothing below the charts directory", a1, file("README.md", "other words")),
        shape(
            "linked directories and submodules",
            a1,
            all(link("charts/link", "a"), submodule("charts/module", SOMEWHERE))),
        shape(
            "a chart that becomes a linked directory",
            all(a1, chart("charts/b", "b", "1.0.0")),
            all(gone("charts/b"), link("charts/b", "a")),
            "charts/b: b 1.0.0 -> none"),
        shape(
            "a linked Chart.yaml",
            a1,
            link("charts/b/Chart.yaml", "../a/Chart.yaml"),
            "charts/b: none -> invalid"),
        shape(
            "a linked Chart.yaml that is gone",
            all(a1, link("charts/b/Chart.yaml", "../a/Chart.yaml")),
            gone("charts/b"),
            "charts/b: invalid -> none"),
        shape(
            "a linked Chart.yaml that is replaced by another chart",
            all(a1, link("charts/b/Chart.yaml", "../a/Chart.yaml")),
            chart("charts/b", "b", "1.0.0"),
            "charts/b: invalid -> b 1.0.0"),
        shape(
            "a linked Chart.yaml of the same chart that is replaced by a file in another version",
            all(
                file("shared/Chart.yaml", chartYaml("b", "1.0.0")),
                link("charts/b/Chart.yaml", "../../shared/Chart.yaml")),
            chart("charts/b", "b", "1.1.0"),
            "charts/b: b 1.0.0 -> b 1.1.0"),
        shape(
            "a directory by the name Chart.yaml",
            nothing,
            file("charts/a/Chart.yaml/words", "words")),
        shape(
            "the charts directory is a chart itself",
            nothing,
            all(chart("charts", "whole", "1.0.0"), chart("charts/a", "a", "1.0.0")),
            "charts: none -> whole 1.0.0"),
        shape(
            "the charts directory is no longer a chart itself",
            chart("charts", "whole", "1.0.0"),
            all(gone("charts/Chart.yaml"), a1),
            "charts: whole 1.0.0 -> none",
            "charts/a: none -> a 1.0.0"));
  }

  @Test
  void aChartsDirectoryThatIsAChartItselfAndUnchangedIsNoChange() {
    assertThat(
            changes(
                List.of("charts", "stable"),
                all(chart("charts", "whole", "1.0.0"), chart("stable/a", "a", "1.0.0")),
                file("README.md", "other words")))
        .isEmpty();
  }

  static Stream<Arguments> chartsOfAChart() {
    return Stream.of(
        arguments("umbrella, umbrella/charts", List.of("umbrella", "umbrella/charts/web")),
        arguments("umbrella/charts, umbrella", List.of("umbrella", "umbrella/charts/web")),
        arguments("umbrella", List.of("umbrella")),
        arguments("umbrella/charts", List.of("umbrella/charts/web")),
        arguments(".", List.of("umbrella")),
        arguments("., umbrella/charts", List.of("umbrella", "umbrella/charts/web")));
  }

  @ParameterizedTest
  @MethodSource("chartsOfAChart")
  void theChartsOfAChartCountOnlyWhenTheyAreNamed(String directories, List<String> changed) {
    assertThat(
            changes(
                List.of(directories.split(", ", -1)),
                all(
                    chart("umbrella", "umbrella", "1.0.0"),
                    chart("umbrella/charts/web", "web", "1.0.0")),
                all(
                    chart("umbrella", "umbrella", "1.1.0"),
                    chart("umbrella/charts/web", "web", "1.0.1"))))
        .extracting(ChangedDirectory::path)
        .isEqualTo(changed);
  }

  private static Arguments shape(String name, Edit before, Edit after, String... changes) {
    return arguments(name, before, after, List.of(changes));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("shapes")
  void whatAMergeChangedIsSeenByItsTrees(
      String name, Edit before, Edit after, List<String> expected) {
    assertThat(words(changes(CHARTS, before, after))).isEqualTo(expected);
  }

  @Test
  void aChartAtTheRootIsTheChartAndAllBelowItIsVendored() {
    List<ChangedDirectory> changes =
        changes(
            List.of("."),
            chart(".", "a", "1.0.0"),
            all(chart(".", "a", "1.1.0"), chart("charts/d", "d", "1.0.0")));

    assertThat(words(changes)).containsExactly(".: a 1.0.0 -> a 1.1.0");
  }

  static Stream<Arguments> patterns() {
    Edit services =
        all(
            chart("services/web/helm", "web", "1.0.0"),
            chart("services/db/helm", "db", "1.0.0"),
            file("services/web/main.go", "package main"));
    return Stream.of(
        shape(
            "services/*/helm",
            all(
                services,
                chart("services/web/other", "other", "1.0.0"),
                chart("services/db", "wrong", "1.0.0")),
            all(
                chart("services/web/helm", "web", "1.1.0"),
                chart("services/web/other", "other", "1.1.0"),
                chart("services/web/deep/helm", "deep", "1.1.0"),
                chart("services/.hidden/helm", "hidden", "1.0.0"),
                file("services/db/main.go", "package main")),
            "services/web/helm: web 1.0.0 -> web 1.1.0"),
        shape(
            "services/*/helm",
            services,
            all(
                chart("services/web/helm", "web", "1.1.0"),
                chart("services/db/helm", "db", "1.1.0"),
                chart("services/new/helm/group/c", "c", "1.0.0")),
            "services/db/helm: db 1.0.0 -> db 1.1.0",
            "services/new/helm/group/c: none -> c 1.0.0",
            "services/web/helm: web 1.0.0 -> web 1.1.0"),
        shape(
            "services/*/helm",
            services,
            gone("services/web"),
            "services/web/helm: web 1.0.0 -> none"),
        shape(
            "apps/**/chart",
            chart("apps/a/chart", "a", "1.0.0"),
            all(
                chart("apps/a/chart", "a", "1.1.0"),
                chart("apps/chart", "b", "1.0.0"),
                chart("apps/x/y/z/chart", "c", "1.0.0"),
                chart("apps/a/chart/charts/chart", "vendored", "1.0.0"),
                chart("apps/x/charts", "other", "1.0.0")),
            "apps/a/chart: a 1.0.0 -> a 1.1.0",
            "apps/chart: none -> b 1.0.0",
            "apps/x/y/z/chart: none -> c 1.0.0"),
        shape(
            "**/chart",
            all(),
            all(
                chart("chart", "a", "1.0.0"),
                chart("x/chart", "b", "1.0.0"),
                chart("x/other", "c", "1.0.0")),
            "chart: none -> a 1.0.0",
            "x/chart: none -> b 1.0.0"),
        shape("**", all(), chart("x/y", "a", "1.0.0"), "x/y: none -> a 1.0.0"),
        shape(
            "umbrella,umbrella/charts",
            all(
                chart("umbrella", "umbrella", "1.0.0"),
                chart("umbrella/charts/a", "a", "1.0.0"),
                chart("umbrella/charts/b", "b", "1.0.0")),
            all(
                chart("umbrella", "umbrella", "1.1.0"),
                chart("umbrella/charts/a", "a", "1.1.0"),
                chart("umbrella/charts/a/charts/c", "c", "1.0.0"),
                chart("umbrella/other/d", "d", "1.0.0")),
            "umbrella: umbrella 1.0.0 -> umbrella 1.1.0",
            "umbrella/charts/a: a 1.0.0 -> a 1.1.0"),
        shape(
            "charts,charts/*/charts",
            all(
                chart("charts/umbrella", "umbrella", "1.0.0"),
                chart("charts/umbrella/charts/a", "a", "1.0.0")),
            all(chart("charts/umbrella/charts/a", "a", "1.1.0")),
            "charts/umbrella: umbrella 1.0.0 -> umbrella 1.0.0",
            "charts/umbrella/charts/a: a 1.0.0 -> a 1.1.0"),
        shape(
            "charts,charts/umbrella/charts",
            all(chart("charts/umbrella/charts/a", "a", "1.0.0")),
            all(
                chart("charts/umbrella", "umbrella", "1.0.0"),
                chart("charts/umbrella/charts/a", "a", "1.1.0")),
            "charts/umbrella: none -> umbrella 1.0.0",
            "charts/umbrella/charts/a: a 1.0.0 -> a 1.1.0"),
        shape(
            "services/*/*",
            chart("services/web/helm", "web", "1.0.0"),
            chart("services/web/helm/charts/d", "d", "1.0.0"),
            "services/web/helm: web 1.0.0 -> web 1.0.0"),
        shape(
            "services/*,services/*/*",
            chart("services/web", "web", "1.0.0"),
            chart("services/web/charts/d", "d", "1.0.0"),
            "services/web: web 1.0.0 -> web 1.0.0"),
        shape(
            "deploy/helm",
            chart("deploy/helm", "a", "1.0.0"),
            chart("deploy/helm", "a", "1.1.0"),
            "deploy/helm: a 1.0.0 -> a 1.1.0"),
        shape(
            ".helm,.,charts",
            all(),
            all(chart("charts/a", "a", "1.0.0"), chart(".helm/b", "b", "1.0.0")),
            ".helm/b: none -> b 1.0.0",
            "charts/a: none -> a 1.0.0"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("patterns")
  void aPatternLeadsToItsChartsAndToNoOthers(
      String directories, Edit before, Edit after, List<String> expected) {
    assertThat(words(changes(List.of(directories.split(",")), before, after))).isEqualTo(expected);
  }

  @Test
  void aChartWhoseTagGitWouldRefuseCannotBeTagged() {
    assertThat(changes(CHARTS, all(), chart("charts/a", "a..b", "1.0.0")))
        .extracting(ChangedDirectory::after)
        .containsExactly(
            new ChartAt.Found(
                new ChartYaml.Invalid(
                    "git does not accept the tag name \"a..b-v1.0.0\"; change the chart's name or version")));
  }

  @Test
  void aChartWhoseTagIsTooLongForGitHubCannotBeTagged() {
    assertThat(words(changes(CHARTS, all(), chart("charts/a", "a", "1.0.0-" + "x".repeat(240)))))
        .containsExactly("charts/a: none -> invalid");
  }

  @Test
  void withoutTheChartInTheTagOnlyTheNamedDirectoryIsAChart() {
    CommitSha start = history.commit("main", "start", file("README.md", "words"));
    CommitSha after = history.commit("main", "add", chart("charts/a", "a", "1.0.0"));
    CommitSha only =
        history.commit("main", "instead", gone("charts"), chart("charts", "a", "1.0.0"));
    ChangeReader reader =
        new ChangeReader(
            new Trees(repository, repository.budget()),
            TestSettings.by(
                TaggingRules.DEFAULT.naming(TagFormat.parse("v{version}")), TestSettings.USUAL));

    assertThat(words(reader.changes(span(start, after))))
        .containsExactly("charts/a: none -> invalid");
    assertThat(words(reader.changes(span(after, only))))
        .containsExactly("charts: none -> a 1.0.0", "charts/a: invalid -> none");
  }

  static Stream<Arguments> furtherPatterns() {
    Edit a = chart("services/a/helm", "a", "1.0.0");
    Edit b = chart("services/b/helm", "b", "1.0.0");
    return Stream.of(
        pattern(
            "one name between",
            List.of("services/*/helm"),
            all(a, b, chart("services/a/other", "o", "1.0.0")),
            all(
                chart("services/a/helm", "a", "1.1.0"),
                chart("services/c/helm", "c", "1.0.0"),
                chart("services/a/other", "o", "1.1.0"),
                chart("services/x/y/helm", "y", "1.0.0"),
                chart("services/.d/helm", "d", "1.0.0")),
            "services/a/helm: a 1.0.0 -> a 1.1.0",
            "services/c/helm: none -> c 1.0.0"),
        pattern(
            "a group in what a pattern names",
            List.of("services/*/helm"),
            b,
            chart("services/a/helm/group/a", "a", "1.0.0"),
            "services/a/helm/group/a: none -> a 1.0.0"),
        pattern(
            "what a pattern names is gone",
            List.of("services/*/helm"),
            all(a, b),
            all(gone("services/a"), gone("services/b/helm")),
            "services/a/helm: a 1.0.0 -> none",
            "services/b/helm: b 1.0.0 -> none"),
        pattern(
            "any number of names between, also none",
            List.of("apps/**/chart"),
            all(),
            all(
                chart("apps/chart", "a", "1.0.0"),
                chart("apps/b/chart", "b", "1.0.0"),
                chart("apps/c/d/e/chart", "c", "1.0.0"),
                chart("apps/.x/chart", "x", "1.0.0"),
                chart("apps/f/other", "f", "1.0.0")),
            "apps/b/chart: none -> b 1.0.0",
            "apps/c/d/e/chart: none -> c 1.0.0",
            "apps/chart: none -> a 1.0.0"),
        pattern(
            "any number of names never leads into a chart",
            List.of("**/charts"),
            chart("apps/a/charts/a", "a", "1.0.0"),
            all(
                chart("apps/a/charts/a", "a", "1.1.0"),
                chart("apps/a/charts/a/charts/d", "d", "1.0.0")),
            "apps/a/charts/a: a 1.0.0 -> a 1.1.0"),
        pattern(
            "a pattern that ends in any name",
            List.of("charts/*"),
            chart("charts/a", "a", "1.0.0"),
            all(chart("charts/a", "a", "1.1.0"), chart("charts", "whole", "1.0.0")),
            "charts/a: a 1.0.0 -> a 1.1.0"),
        pattern(
            "a hidden name that is written",
            List.of("*/.helm"),
            all(),
            chart("app/.helm", "a", "1.0.0"),
            "app/.helm: none -> a 1.0.0"),
        pattern(
            "two patterns that name the same directory",
            List.of("services/*/helm", "services/**/helm"),
            a,
            chart("services/a/helm", "a", "1.1.0"),
            "services/a/helm: a 1.0.0 -> a 1.1.0"),
        pattern(
            "the charts of a chart, which are named",
            List.of("umbrella", "umbrella/charts"),
            all(chart("umbrella", "u", "1.0.0"), chart("umbrella/charts/d", "d", "1.0.0")),
            all(chart("umbrella", "u", "1.1.0"), chart("umbrella/charts/d", "d", "1.1.0")),
            "umbrella: u 1.0.0 -> u 1.1.0",
            "umbrella/charts/d: d 1.0.0 -> d 1.1.0"),
        pattern(
            "the charts of each chart, which a pattern names",
            List.of("charts", "charts/*/charts"),
            chart("charts/u", "u", "1.0.0"),
            all(chart("charts/u", "u", "1.1.0"), chart("charts/u/charts/d", "d", "1.0.0")),
            "charts/u: u 1.0.0 -> u 1.1.0",
            "charts/u/charts/d: none -> d 1.0.0"),
        pattern(
            "a named directory below one that is no chart is read once",
            List.of("charts", "charts/*/charts"),
            chart("charts/g/charts/a", "a", "1.0.0"),
            chart("charts/g/charts/a", "a", "1.1.0"),
            "charts/g/charts/a: a 1.0.0 -> a 1.1.0"),
        pattern(
            "the charts of a chart at the root",
            List.of(".", "charts"),
            chart(".", "r", "1.0.0"),
            all(chart(".", "r", "1.1.0"), chart("charts/d", "d", "1.0.0")),
            ".: r 1.0.0 -> r 1.1.0",
            "charts/d: none -> d 1.0.0"));
  }

  private static Arguments pattern(
      String name, List<String> directories, Edit before, Edit after, String... changes) {
    return arguments(name, directories, before, after, List.of(changes));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("furtherPatterns")
  void whatPatternsNameIsSeenByItsTrees(
      String name, List<String> directories, Edit before, Edit after, List<String> expected) {
    assertThat(words(changes(directories, before, after))).isEqualTo(expected);
  }

  private List<String> misnamed(List<String> directories, Edit before, Edit after) {
    CommitSha start = history.commit("main", "start", file("README.md", "words"), before);
    CommitSha end = history.commit("main", "change", after);
    ChangeReader reader = reader(directories);
    List<String> charts =
        reader.changes(span(start, end)).stream().map(ChangedDirectory::path).toList();
    return reader.misnamed(end, charts).stream().map(Warning::message).toList();
  }

  @Test
  void aDirectoryThatExistsNowhereIsMisnamed() {
    assertThat(
            misnamed(
                List.of("charts", "chart", "stable"),
                all(chart("charts/a", "a", "1.0.0"), chart("stable/b", "b", "1.0.0")),
                gone("stable")))
        .hasSize(1)
        .allMatch(message -> message.startsWith("charts are looked for in \"chart\", but"));
  }

  @Test
  void aPatternIsMisnamedOnlyWhenNothingUnchangedFitsItEither() {
    Edit[] services = new Edit[20];
    for (int i = 0; i < services.length; i++) {
      services[i] = file("services/s%02d/src/Main.java".formatted(i), "words " + i);
    }
    Edit before = all(all(services), chart("services/z/helm", "z", "1.0.0"));

    assertThat(
            misnamed(
                List.of("services/*/helm", "services/*/chart", "**/helm", "**/chart", "apps/*"),
                before,
                file("README.md", "other words")))
        .extracting(message -> message.replaceAll("[^\"]*\"(.*?)\".*", "$1"))
        .containsExactly("services/*/chart", "**/chart", "apps/*");
  }

  /** Twenty applications, of which the last has a chart, and its own sub-chart. */
  private static Edit applications() {
    Edit[] all = new Edit[20];
    for (int i = 0; i < all.length; i++) {
      all[i] = file("services/s%02d/src/Main.java".formatted(i), "words " + i);
    }
    return all(
        all(all),
        chart("services/z/helm", "z", "1.0.0"),
        chart("services/z/helm/charts/sub", "sub", "1.0.0"));
  }

  @ParameterizedTest
  @CsvSource({
    "services/*/helm, false",
    "services/*/chart, true",
    "services/z/helm, false",
    "services/z/helm/charts, false",
    "services/z/helm/nothing, true",
    "services/**/sub, true",
    "services/**/helm, false",
    "other/*, true",
  })
  void amongManyDirectoriesAPatternIsLookedForInAllAtOnce(String pattern, boolean misnamed) {
    assertThat(misnamed(List.of(pattern), applications(), file("README.md", "other words")))
        .hasSize(misnamed ? 1 : 0);
    assertThat(repository.reads(Read.TREE)).hasSizeLessThanOrEqualTo(6);
    assertThat(repository.reads(Read.BELOW)).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void ofWhatGitHubCutsShortNothingIsSaid() {
    repository.listsBelow(3);

    assertThat(misnamed(List.of("services/*/chart"), applications(), file("README.md", "x")))
        .isEmpty();
  }

  @Test
  void whatIsFoundAnywayIsNotLookedForAgain() {
    CommitSha start =
        history.commit(
            "main",
            "start",
            chart("services/a/helm", "a", "1.0.0"),
            file("services/b/src/x/y/z", "1"),
            chart("services/c/helm", "c", "1.0.0"));
    CommitSha after =
        history.commit(
            "main",
            "raise",
            chart("services/a/helm", "a", "1.1.0"),
            file("services/a/src/deep/er/file", "1"));
    ChangeReader reader = reader(List.of("services/*/helm"));

    List<ChangedDirectory> changes = reader.changes(span(start, after));

    assertThat(words(changes)).containsExactly("services/a/helm: a 1.0.0 -> a 1.1.0");
    assertThat(reader.misnamed(after, List.of("services/a/helm"))).isEmpty();
    assertThat(repository.reads(Read.DIRECTORY))
        .containsExactlyInAnyOrder(start + ":services", after + ":services");
    assertThat(repository.reads(Read.BELOW)).isEmpty();
  }

  @Test
  void whatAPatternPassesByCostsNoRead() {
    changes(
        List.of("services/*/helm"),
        all(
            chart("services/web/helm", "web", "1.0.0"),
            file("services/web/src/main/code.txt", "x"),
            chart("services/db/helm", "db", "1.0.0")),
        file("services/web/src/main/code.txt", "y"));

    assertThat(repository.reads(Read.FILE)).isEmpty();
    // The one service that differs, on both sides.
    assertThat(repository.reads(Read.TREE)).hasSize(2);
  }

  @Test
  void belowARootThatIsNoChartEveryChartIsFound() {
    List<ChangedDirectory> changes =
        changes(
            List.of("."),
            all(),
            all(
                chart("a", "a", "1.0.0"),
                chart("deep/er/b", "b", "1.0.0"),
                chart(".c", "c", "1.0.0")));

    assertThat(words(changes)).containsExactly("a: none -> a 1.0.0", "deep/er/b: none -> b 1.0.0");
  }

  @Test
  void severalChartsDirectoriesAreReadInTheirOrder() {
    List<ChangedDirectory> changes =
        changes(
            List.of("stable", "incubator", "none"),
            chart("stable/a", "a", "1.0.0"),
            all(
                chart("incubator/b", "b", "1.0.0"),
                chart("stable/a", "a", "1.1.0"),
                chart("elsewhere/c", "c", "1.0.0")));

    assertThat(words(changes))
        .containsExactly("stable/a: a 1.0.0 -> a 1.1.0", "incubator/b: none -> b 1.0.0");
  }

  @Test
  void withoutAStateBeforeEveryChartIsNew() {
    CommitSha root = history.commit("main", "root", chart("charts/a", "a", "1.0.0"));

    List<ChangedDirectory> changes =
        reader(CHARTS)
            .changes(new Push.Span(history.get(root), Optional.empty(), Optional.empty(), true));

    assertThat(words(changes)).containsExactly("charts/a: none -> a 1.0.0");
  }

  @Test
  void aChangedDirectoryHasItsListingItsTreeAndItsUnchangedSiblings() {
    List<ChangedDirectory> changes =
        changes(
            CHARTS,
            all(
                chart("charts/a", "a", "1.0.0"),
                chart("charts/b", "b", "1.0.0"),
                chart("charts/c", "c", "1.0.0"),
                chart("charts/.d", "d", "1.0.0"),
                file("charts/file", "words")),
            all(chart("charts/a", "a", "1.1.0"), gone("charts/c")));

    ChangedDirectory raised = changes.getFirst();
    assertThat(raised.tree()).isEqualTo(history.tree(history.tip("main"), "charts/a"));
    assertThat(raised.listing().orElseThrow().entries()).hasSize(1);
    assertThat(raised.unchanged()).extracting(Listing.Entry::name).containsExactly("b");
    assertThat(changes.getLast().tree()).isEmpty();
    assertThat(changes.getLast().unchanged()).extracting(Listing.Entry::name).containsExactly("b");
  }

  @Test
  void aChartsDirectoryThatIsAChartHasNoSiblings() {
    List<ChangedDirectory> changes =
        changes(CHARTS, chart("other/a", "a", "1.0.0"), chart("charts", "a", "1.0.0"));

    assertThat(changes.getFirst().unchanged()).isEmpty();
  }

  // What it costs.

  @Test
  void whatIsUnchangedIsNotRead() {
    CommitSha start =
        history.commit(
            "main",
            "start",
            chart("charts/a", "a", "1.0.0"),
            chart("charts/group/b", "b", "1.0.0"),
            chart("charts/group/c", "c", "1.0.0"));
    CommitSha after = history.commit("main", "raise", chart("charts/a", "a", "1.1.0"));

    reader(CHARTS).changes(span(start, after));

    assertThat(repository.reads(Read.DIRECTORY))
        .containsExactlyInAnyOrder(start + ":charts", after + ":charts");
    assertThat(repository.reads(Read.TREE)).containsExactly(history.tree(after, "charts/a"));
    assertThat(repository.reads(Read.FILE))
        .containsExactlyInAnyOrder(start + ":charts/a/Chart.yaml", after + ":charts/a/Chart.yaml");
  }

  @Test
  void aChartThatIsNewOrGoneIsReadOnTheOneSideThatHasIt() {
    CommitSha start = history.commit("main", "start", chart("charts/a", "a", "1.0.0"));
    CommitSha after =
        history.commit("main", "instead", gone("charts/a"), chart("charts/b", "b", "1.0.0"));

    reader(CHARTS).changes(span(start, after));

    assertThat(repository.reads(Read.FILE))
        .containsExactlyInAnyOrder(start + ":charts/a/Chart.yaml", after + ":charts/b/Chart.yaml");
  }

  @Test
  void equalChartsDirectoriesCostTheirListingsAndTheRootsThatConfirmThem() {
    CommitSha start = history.commit("main", "start", chart("charts/a", "a", "1.0.0"));
    CommitSha after = history.commit("main", "words", file("README.md", "words"));

    assertThat(reader(CHARTS).changes(span(start, after))).isEmpty();
    assertThat(repository.reads(Read.DIRECTORY))
        .containsExactlyInAnyOrder(
            start + ":charts", after + ":charts", start + ":.", after + ":.");
  }

  @Test
  void whatBeginsToBeReadIsNotReadAgain() {
    CommitSha start = history.commit("main", "start", chart("charts/a", "a", "1.0.0"));
    CommitSha after = history.commit("main", "raise", chart("charts/a", "a", "1.1.0"));
    ChangeReader reader = reader(List.of("charts", "stable"));

    reader.begin(after);
    reader.begin(start);
    reader.changes(span(start, after));

    assertThat(repository.reads(Read.DIRECTORY))
        .contains(start + ":charts", after + ":charts", start + ":stable", after + ":stable")
        .doesNotHaveDuplicates();
  }

  @Test
  void whereManyDirectoriesChangedAllThatIsBelowIsReadAtOnceOnEachSide() {
    List<Edit> before = new ArrayList<>();
    List<Edit> after = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      before.add(chart("charts/c" + i, "c" + i, "1.0.0"));
      after.add(file("charts/service-%d/src/main/code-%d.txt".formatted(i, i), "words"));
    }
    after.add(chart("charts/c7", "c7", "1.1.0"));
    after.add(file("charts/c8/values.yaml", "x: 1"));

    List<ChangedDirectory> changes =
        changes(CHARTS, all(before.toArray(Edit[]::new)), all(after.toArray(Edit[]::new)));

    assertThat(words(changes))
        .containsExactly("charts/c7: c7 1.0.0 -> c7 1.1.0", "charts/c8: c8 1.0.0 -> c8 1.0.0");
    assertThat(repository.reads(Read.BELOW)).hasSize(2);
    assertThat(repository.reads(Read.TREE)).isEmpty();
    // Both sides of the one whose file differs; the other's file is the same on both.
    assertThat(repository.reads(Read.FILE)).hasSize(3);
  }

  @Test
  void whatGitHubCutsShortIsReadDirectoryByDirectory() {
    repository.listsBelow(3);

    List<ChangedDirectory> changes =
        changes(
            CHARTS,
            all(chart("charts/a", "a", "1.0.0"), chart("charts/group/b", "b", "1.0.0")),
            all(chart("charts/a", "a", "1.1.0"), chart("charts/group/b", "b", "1.1.0")));

    assertThat(words(changes))
        .containsExactly("charts/a: a 1.0.0 -> a 1.1.0", "charts/group/b: b 1.0.0 -> b 1.1.0");
  }

  @Test
  void oneChangedChartOfAThousandDoesNotHaveThemAllListed() {
    List<Edit> before = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      before.add(chart("charts/group/c" + i, "c" + i, "1.0.0"));
    }

    changes(
        CHARTS,
        all(before.toArray(Edit[]::new)),
        all(chart("charts/group/c1", "c1", "1.1.0"), chart("charts/group/c2", "c2", "1.1.0")));

    assertThat(repository.reads(Read.BELOW)).isEmpty();
  }

  @Test
  void filesOfAnApplicationCostTwoReadsALevelAtMost() {
    changes(
        CHARTS,
        all(chart("charts/a", "a", "1.0.0"), file("charts/service/src/main/app/code.txt", "x")),
        file("charts/service/src/main/app/code.txt", "y"));

    // Without the listings of the charts directory itself; service, src, main and app.
    assertThat(
            repository.reads(Read.TREE).size()
                + repository.reads(Read.FILE).size()
                + repository.reads(Read.BELOW).size())
        .isLessThanOrEqualTo(8);
  }

  // Where a tree is.

  @Test
  void aTreeIsFoundAnywhereInTheChartsDirectories() {
    CommitSha commit =
        history.commit(
            "main",
            "start",
            chart("charts/group/a", "a", "1.0.0"),
            chart("stable", "s", "1.0.0"),
            chart("elsewhere/e", "e", "1.0.0"));
    ChangeReader reader = reader(List.of("charts", "stable", "none"));

    assertThat(reader.isAnywhere(commit, history.tree(commit, "charts/group/a"))).isTrue();
    assertThat(reader.isAnywhere(commit, history.tree(commit, "stable"))).isTrue();
    assertThat(reader.isAnywhere(commit, history.tree(commit, "elsewhere/e"))).isFalse();
  }

  // What is not believed.

  @Test
  void anotherChartsContentAtTheStateBeforeIsNotBelieved() {
    CommitSha start = history.commit("main", "start", chart("charts/a", "a", "1.0.0"));
    CommitSha after = history.commit("main", "raise", chart("charts/a", "a", "1.1.0"));
    repository.foreignFile(start, "charts/a/Chart.yaml", chartYaml("other", "1.0.0"), 1);

    assertThat(words(reader(CHARTS).changes(span(start, after))))
        .containsExactly("charts/a: a 1.0.0 -> a 1.1.0");
  }

  @Test
  void brokenContentAtTheStateBeforeIsNotBelieved() {
    CommitSha start = history.commit("main", "start", chart("charts/a", "a", "1.0.0"));
    CommitSha after = history.commit("main", "raise", chart("charts/a", "a", "1.1.0"));
    repository.foreignFile(start, "charts/a/Chart.yaml", "<html>", 1);

    assertThat(words(reader(CHARTS).changes(span(start, after))))
        .containsExactly("charts/a: a 1.0.0 -> a 1.1.0");
  }

  @Test
  void theFormerContentAtTheMergeIsNotBelieved() {
    CommitSha start = history.commit("main", "start", chart("charts/a", "a", "1.0.0"));
    CommitSha after = history.commit("main", "raise", chart("charts/a", "a", "1.1.0"));
    repository.foreignFile(after, "charts/a/Chart.yaml", chartYaml("a", "1.0.0"), 1);

    assertThat(words(reader(CHARTS).changes(span(start, after))))
        .containsExactly("charts/a: a 1.0.0 -> a 1.1.0");
  }
}
