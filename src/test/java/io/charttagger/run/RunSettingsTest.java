package io.charttagger.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.ChartName;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.RepositoryName;
import io.charttagger.chart.Tagger;
import io.charttagger.dispatch.Dispatch;
import io.charttagger.dispatch.MissedMerges;
import io.charttagger.plan.PlanRules;
import io.charttagger.port.TagSigning;
import io.charttagger.settings.TestSettings;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What saved work answers. */
final class RunSettingsTest {
  private static final Optional<CommitSha> BEFORE = Optional.of(CommitSha.parse("a".repeat(40)));

  private static String question(
      Optional<CommitSha> before, String charts, String directories, String tagger) {
    return new RunSettings(
            dispatch -> new PlanRules(new Tagger(tagger, "bot@example.org"), dispatch.charts()),
            TestSettings.in(List.of(directories.split(" "))),
            Optional.of("main"),
            4,
            Optional.empty(),
            MissedMerges.TAG,
            TagSigning.Off::new)
        .question(
            new Dispatch(
                RepositoryName.parse("owner/charts"),
                before,
                CommitSha.parse("b".repeat(40)),
                false,
                names(charts),
                OptionalLong.empty(),
                Optional.empty()));
  }

  private static Set<ChartName> names(String charts) {
    return Stream.of(charts.split(" "))
        .filter(name -> !name.isEmpty())
        .map(ChartName::parse)
        .collect(Collectors.toSet());
  }

  @Test
  void everyWindowFilterAndSettingHasItsOwnQuestion() {
    assertThat(
            List.of(
                question(BEFORE, "", "charts", "bot"),
                question(Optional.empty(), "", "charts", "bot"),
                question(BEFORE, "a", "charts", "bot"),
                question(BEFORE, "a b", "charts", "bot"),
                question(BEFORE, "", "charts stable", "bot"),
                question(BEFORE, "", "charts", "robot")))
        .doesNotHaveDuplicates();
  }

  @Test
  void theOrderOfAFilterMakesNoDifference() {
    assertThat(question(BEFORE, "a b c d e f", "charts", "bot"))
        .isEqualTo(question(BEFORE, "f e d c b a", "charts", "bot"));
  }
}
