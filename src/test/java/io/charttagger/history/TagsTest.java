package io.charttagger.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.charttagger.chart.ChartName;
import io.charttagger.chart.ChartVersion;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.TagFormat;
import io.charttagger.chart.TagName;
import io.charttagger.history.MapRepository.Read;
import io.charttagger.port.GitObject;
import io.charttagger.port.TransientFailure;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a tag points at, and which versions of a chart have one. */
final class TagsTest {
  private static final TagName TAG = new TagName("a-v1.0.0");

  private final MapHistory history = new MapHistory();
  private final MapRepository repository = new MapRepository(history);
  private final Tags tags = new Tags(repository, repository.budget());
  private final ChartTags ofCharts = tags.in(TagFormat.DEFAULT);
  private CommitSha commit;

  @BeforeEach
  void aCommit() {
    commit = history.commit("main", "one", Edit.chart("charts/a", "a", "1.0.0"));
  }

  @Test
  void aLightweightTagPointsAtItsCommitAndSaysNothing() {
    history.tag("a-v1.0.0", commit);

    assertThat(tags.read(TAG))
        .contains(
            new ExistingTag(
                commit.value(), Optional.of(commit), Optional.empty(), Optional.empty()));
  }

  @Test
  void anAnnotatedTagIsPeeledToItsCommit() {
    GitObject object = history.annotatedTag("a-v1.0.0", commit, "Release: a v1.0.0\n");

    assertThat(tags.read(TAG))
        .contains(
            new ExistingTag(
                object.sha(),
                Optional.of(commit),
                Optional.of("Release: a v1.0.0\n"),
                Optional.empty()));
  }

  @Test
  void aTagOfATagHasTheOuterMessageAndTheInnerCommit() {
    GitObject inner = history.annotatedTag("other", commit, "inner");
    GitObject outer = history.tagObject(inner, "outer");
    history.tag("a-v1.0.0", outer);

    assertThat(tags.read(TAG))
        .contains(
            new ExistingTag(
                outer.sha(), Optional.of(commit), Optional.of("outer"), Optional.empty()));
  }

  @Test
  void aTagOfATreeOrABlobHasNoCommit() {
    String tree = history.tree(commit, "charts/a");
    GitObject object = history.tagObject(new GitObject(tree, GitObject.Kind.TREE), "a tree");
    history.tag("a-v1.0.0", object);
    history.tag("a-v1.0.1", new GitObject(tree, GitObject.Kind.BLOB));

    assertThat(tags.read(TAG))
        .contains(
            new ExistingTag(
                object.sha(), Optional.empty(), Optional.of("a tree"), Optional.empty()));
    assertThat(tags.read(new TagName("a-v1.0.1")))
        .contains(new ExistingTag(tree, Optional.empty(), Optional.empty(), Optional.empty()));
  }

  @Test
  void tagsOfTagsAreFollowedTenDeep() {
    GitObject target = new GitObject(commit.value(), GitObject.Kind.COMMIT);
    for (int i = 0; i < 10; i++) {
      target = history.tagObject(target, "depth " + i);
    }
    history.tag("a-v1.0.0", target);
    history.tag("a-v1.0.1", history.tagObject(target, "too deep"));

    assertThat(tags.read(TAG).flatMap(ExistingTag::commit)).contains(commit);
    assertThat(tags.read(new TagName("a-v1.0.1")).orElseThrow().commit()).isEmpty();
  }

  @Test
  void onlyTheTagOfExactlyThatNameCounts() {
    history.tag("a-v1.0.0-rc.1", commit);
    history.tag("a-v1.0.00", commit);

    assertThat(tags.read(TAG)).isEmpty();
  }

  @Test
  void theTagsOfAChartAreListedOnceInARunUnlessOneIsReadAnew() {
    history.annotatedTag("a-v0.9.0", commit, "words");
    assertThat(existing("1.0.0")).isEmpty();
    history.tag("a-v1.0.0", commit);

    assertThat(existing("1.0.0")).isEmpty();
    assertThat(existing("0.9.0").flatMap(ExistingTag::annotation)).contains("words");
    assertThat(existing("0.9.0").flatMap(ExistingTag::commit)).contains(commit);
    assertThat(repository.reads(Read.TAG_OBJECT)).hasSize(1);
    assertThat(tags.read(TAG)).isPresent();
    assertThat(repository.reads(Read.TAGS)).containsExactly("a-v", "a-v1.0.0");
  }

  private Optional<ExistingTag> existing(String version) {
    return ofCharts.existing(ChartName.parse("a"), ChartVersion.parse(version));
  }

  @Test
  void theVersionsOfAChartAreItsOwnStrictOnes() {
    history.tag("a-v1.9.0", commit);
    history.tag("a-v1.10.0", commit);
    history.tag("a-v1.10.0-rc.1", commit);
    history.tag("a-v1-v2.0.0", commit);
    history.tag("a-vendored", commit);
    history.tag("a-v1.1", commit);
    history.tag("a-v1.2.0.lock", commit);
    history.tag("ab-v3.0.0", commit);

    assertThat(ofCharts.versions(ChartName.parse("a")))
        .extracting(ChartVersion::value)
        .containsExactlyInAnyOrder("1.10.0", "1.10.0-rc.1", "1.9.0");
    assertThat(ofCharts.versions(ChartName.parse("a"))).hasSize(3);
    assertThat(repository.reads(Read.TAGS)).containsExactly("a-v");
  }

  @Test
  void aTagObjectThatIsNotFoundOnceIsReadAgain() {
    history.annotatedTag("a-v1.0.0", commit, "words");
    repository.notFoundOnce(call -> call.read() == Read.TAG_OBJECT);

    assertThat(tags.read(TAG).flatMap(ExistingTag::annotation)).contains("words");
  }

  @Test
  void aTagObjectThatIsNeverFoundIsTroubleThatPasses() {
    GitObject object = history.annotatedTag("a-v1.0.0", commit, "words");
    repository.neverFound(call -> call.read() == Read.TAG_OBJECT);

    assertThatThrownBy(() -> tags.read(TAG))
        .isInstanceOf(TransientFailure.class)
        .hasMessageContaining("the object " + object.sha() + " of tag a-v1.0.0");
  }
}
