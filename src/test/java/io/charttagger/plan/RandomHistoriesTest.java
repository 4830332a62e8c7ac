package io.charttagger.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.changelog.ReleaseNotes;
import io.charttagger.chart.ChartAt;
import io.charttagger.chart.ChartYaml;
import io.charttagger.chart.Commit;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.RepositoryName;
import io.charttagger.chart.TagName;
import io.charttagger.chart.TagObject;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * TestPlans thousands of random pushes: the plan matches the reference planner, no tag is moved or
 * created twice, and planning the same push again creates no tags.
 */
final class RandomHistoriesTest {
  private static final int PUSHES = 40;

  /** A repository: its commits and its tags. */
  private static final class Repository {
    private final Map<CommitSha, ChartTree> trees = new HashMap<>();
    private final Map<String, TagState.Exists> tags = new TreeMap<>();

    Map<String, CommitSha> tagCommits() {
      Map<String, CommitSha> tagCommits = new TreeMap<>();
      tags.forEach((name, existing) -> tagCommits.put(name, existing.commit().orElseThrow()));
      return tagCommits;
    }

    TagState tag(ChartTree.Content content) {
      TagState.Exists existing = tags.get(content.name() + "-v" + content.version());
      return existing == null
          ? new TagState.Absent()
          : new TagState.Exists(
              existing.object(),
              existing.commit(),
              existing.annotation(),
              trees.get(existing.commit().orElseThrow()).directories().containsValue(content));
    }

    RepositoryState read(List<RandomHistory.Event> push, boolean requireLineage) {
      return new RepositoryState(
          RepositoryName.parse("owner/charts"),
          push.getLast().commit(),
          push.stream()
              .map(this::merge)
              .map(merge -> merge.by(TaggingRules.DEFAULT.requiringLineage(requireLineage)))
              .toList(),
          List.of());
    }

    private Merge merge(RandomHistory.Event event) {
      TreeSet<String> directories = new TreeSet<>(event.before().directories().keySet());
      directories.addAll(event.after().directories().keySet());
      List<ChartState> charts = new ArrayList<>();
      Map<String, ChartYaml.Chart> sameNamedSiblings = new TreeMap<>();
      for (String directory : directories) {
        if (isChanged(event, directory) || isLeft(event, directory)) {
          charts.add(chart(event, directory));
        } else if (event.after().chart(directory) instanceof ChartAt.Found(ChartYaml.Chart chart)) {
          sameNamedSiblings.put(directory, chart);
        }
      }
      return new Merge(
          new Commit(event.commit(), List.of(), "Ada", "Work", MergeBuilder.WHEN),
          event.source(),
          charts,
          sameNamedSiblings);
    }

    private static boolean isChanged(RandomHistory.Event event, String directory) {
      return !event.before().at(directory).equals(event.after().at(directory));
    }

    private boolean isLeft(RandomHistory.Event event, String directory) {
      return event
          .after()
          .at(directory)
          .filter(ChartTree.Content::readable)
          .filter(it -> ReferencePlanner.hasLost(event, it))
          .isPresent();
    }

    private ChartState chart(RandomHistory.Event event, String directory) {
      Optional<ChartTree.Content> now = event.after().at(directory);
      return new ChartState(
          directory,
          event.before().chart(directory),
          event.after().chart(directory),
          now.toString(),
          now.map(this::tag).orElseGet(TagState.Absent::new),
          now.flatMap(
                  content ->
                      event
                          .otherParent()
                          .map(other -> other.holds(content.name(), content.version())))
              .orElse(false),
          ReleaseNotes.NONE,
          Optional.empty(),
          isChanged(event, directory));
    }

    void create(Step.CreateTag create) {
      TagObject tag = create.release().tag();
      TagState.Exists existing =
          new TagState.Exists(
              tag.sha(), Optional.of(tag.commit()), Optional.of(tag.annotation()), false);
      assertThat(tags.put(tag.name().value(), existing)).as("%s is moved", tag.name()).isNull();
    }

    /** Creates a tag by hand, if the name is free. */
    void tagByHand(String name, CommitSha commit) {
      tags.putIfAbsent(
          name, new TagState.Exists(commit.value(), Optional.of(commit), Optional.empty(), false));
    }
  }

  @ParameterizedTest(name = "lineage required: {0}")
  @ValueSource(booleans = {false, true})
  void aPushIsPlannedByTheTableAndOnlyOnce(boolean requireLineage) {
    check(10, requireLineage);
  }

  @ParameterizedTest(name = "lineage required: {0}")
  @ValueSource(booleans = {false, true})
  @Tag("exhaustive")
  void everyPushIsPlannedByTheTableAndOnlyOnce(boolean requireLineage) {
    check(100, requireLineage);
  }

  private static void check(int histories, boolean requireLineage) {
    Planner planner = new Planner(new PlanRules(TestPlans.TAGGER, Set.of()));
    Set<ChartOutcome> passing = EnumSet.noneOf(ChartOutcome.class);
    Set<ChartOutcome> failing = EnumSet.noneOf(ChartOutcome.class);
    for (int seed = 0; seed < histories; seed++) {
      RandomHistory history = new RandomHistory(seed);
      Repository repository = new Repository();
      for (int number = 0; number < PUSHES; number++) {
        List<RandomHistory.Event> push = history.push();
        push.forEach(event -> repository.trees.put(event.commit(), event.after()));
        if (history.oneIn(12)) {
          // It came before anybody tagged, so its versions have no tags.
          continue;
        }
        if (history.oneIn(4)) {
          repository.tagByHand(
              history.tagName(), history.any(List.copyOf(repository.trees.keySet())));
        }
        String id = "seed %d, push %d: ".formatted(seed, number);
        Supplier<String> where = () -> id + push;

        List<Step> steps = plan(planner, requireLineage, repository, push, where).steps();
        created(steps, where).forEach(repository::create);
        List<Step> again = plan(planner, requireLineage, repository, push, where).steps();

        assertThat(created(again, where)).as(where).isEmpty();
        steps.forEach(step -> (step.fails() ? failing : passing).add(step.outcome()));
      }
    }
    assertThat(passing)
        .as("every outcome came up")
        .contains(
            ChartOutcome.CREATE,
            ChartOutcome.ALREADY_TAGGED,
            ChartOutcome.VERSION_UNCHANGED,
            ChartOutcome.UNTAGGED,
            ChartOutcome.DELETED,
            ChartOutcome.INVALID,
            ChartOutcome.CONFLICT);
    assertThat(failing)
        .as("every failure came up")
        .contains(ChartOutcome.INVALID, ChartOutcome.CONFLICT);
  }

  private static TaggingPlan plan(
      Planner planner,
      boolean requireLineage,
      Repository repository,
      List<RandomHistory.Event> push,
      Supplier<String> where) {
    TaggingPlan plan = planner.plan(repository.read(push, requireLineage));
    ReferencePlanner table =
        new ReferencePlanner(requireLineage, repository.tagCommits(), repository.trees);
    assertThat(plan.steps().stream().map(RandomHistoriesTest::row))
        .as(where)
        .containsExactlyInAnyOrderElementsOf(table.rows(push));
    return plan;
  }

  private static ReferencePlanner.Row row(Step step) {
    return new ReferencePlanner.Row(
        step.subject().commit(),
        new TestPlans.Decided(step.subject().directory(), step.outcome(), step.fails()));
  }

  /**
   * The tags to create. Checks that no name occurs twice and that each points at its merge's
   * commit.
   */
  private static List<Step.CreateTag> created(List<Step> steps, Supplier<String> where) {
    List<Step.CreateTag> creates =
        steps.stream()
            .filter(Step.CreateTag.class::isInstance)
            .map(Step.CreateTag.class::cast)
            .toList();
    Set<TagName> names = new HashSet<>();
    for (Step.CreateTag create : creates) {
      TagObject tag = create.release().tag();
      assertThat(names.add(tag.name()))
          .as(() -> "%s twice: %s".formatted(tag.name(), where.get()))
          .isTrue();
      assertThat(tag.commit()).as(where).isEqualTo(create.subject().commit());
      assertThat(tag.annotation()).as(where).endsWith("\nCommit: " + tag.commit() + "\n");
    }
    return creates;
  }
}
